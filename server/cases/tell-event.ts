import type { z } from 'zod'
import type { EventAnswer } from '#cases/contract-answers.ts'
import type { ActionName, PendingKind } from '#cases/lifecycle.ts'
import { DECLINE_REASON_WORDS, type DeclineReason, REQUEST_WORDS, RETURN_REASON_WORDS, type ReturnReason } from '#cases/reason-words.ts'
import { tellMoments } from '#cases/tell-moments.ts'
import { tellInstant, tellWords } from '#cases/tell-words.ts'
import { LEVEL_NAMES } from '#cases/words.ts'
import { describeLimit, type TimeLimit } from '#catalogue/time-limit.ts'
import type { Level } from '#platform/actor.ts'
import type { Bilingual } from '#platform/problem.ts'

/** What of an event is told; `given` is what the person said, `at` when the server had it. */
export type ToldEvent = Pick<z.output<typeof EventAnswer>, 'action' | 'toStage' | 'post' | 'given'> & { readonly at: string | Date }
/** Units, posts and people an event speaks of by their ids, as `named` of a case's answer has them. */
export type Names = Readonly<Record<string, Bilingual>>

interface Told {
  readonly given: Readonly<Record<string, unknown>>
  readonly event: ToldEvent
  /** The name behind an id in `given`; somebody or something of that kind where it is not told. */
  readonly name: (id: unknown, otherwise: Bilingual) => Bilingual
  readonly instant: (value: unknown) => Bilingual | null
}

const UNIT: Bilingual = { zh: '处置单位', en: 'the unit' }
const INSPECTOR: Bilingual = { zh: '监督员', en: 'an inspector' }
const POST: Bilingual = { zh: '责任岗位', en: 'a post' }

const both = (zh: string, en: string): Bilingual => ({ zh, en })
const plain = (zh: string, en: string) => (): Bilingual => both(zh, en)
const levelOf = (value: unknown): Bilingual => {
  const { zh, en } = LEVEL_NAMES[value as Level] ?? { zh: '上级', en: 'higher' }
  return { zh, en: en.toLowerCase() }
}
const limitOf = (value: unknown): Bilingual => both(describeLimit(value as TimeLimit, 'zh'), describeLimit(value as TimeLimit, 'en'))
const ruling = (yes: Bilingual, no: Bilingual) => ({ given }: Told): Bilingual => (given.granted === true ? yes : no) // biome-ignore format: one line

const moved = (zh: string, en: string) => ({ given }: Told): Bilingual => {
  const [from, to] = [levelOf(given.fromLevel), levelOf(given.toLevel)]
  return both(`${zh}：由${from.zh}转${to.zh}`, `${en} from the ${from.en} level to the ${to.en} level`)
} // biome-ignore format: a signature

const sent = (zh: string, en: string) => ({ given, name }: Told): Bilingual => {
  const inspector = name(given.inspectorId, INSPECTOR)
  return both(`指派${inspector.zh}${zh}`, `Sent ${inspector.en} to ${en}`)
} // biome-ignore format: a signature

function dispatched({ given, name }: Told): Bilingual {
  const unit = name(given.unitId, UNIT)
  if (given.limit === undefined) return both(`派遣至${unit.zh}`, `Dispatched to ${unit.en}`)
  const limit = limitOf(given.limit)
  return both(`派遣至${unit.zh}，另定时限 ${limit.zh}`, `Dispatched to ${unit.en} with a limit of its own: ${limit.en}`)
}

function redispatched({ given, name }: Told): Bilingual {
  const [from, to] = [name(given.fromUnitId, UNIT), name(given.unitId, UNIT)]
  return both(`由${from.zh}改派至${to.zh}`, `Redispatched from ${from.en} to ${to.en}`)
}

function coHandled({ given, name }: Told): Bilingual {
  const units = ((given.parts ?? []) as { unitId: string }[]).map(({ unitId }) => name(unitId, UNIT))
  return both(`由${units.map(({ zh }) => zh).join('、')}协同处置`, `Assisted by ${units.map(({ en }) => en).join(', ')}`)
}

function reportedBack({ given }: Told): Bilingual {
  const request = REQUEST_WORDS[given.withdrawn as PendingKind]
  if (!request) return both('反馈处置结果', 'Reported back what was done')
  return both(
    `反馈处置结果，未裁定的${request.zh}申请随之撤回`,
    `Reported back what was done; the request for ${request.en} is thereby withdrawn`,
  )
}

function urged({ given, instant }: Told): Bilingual {
  const [level, due] = [levelOf(given.level), instant(given.dueAt)]
  if (due === null) return both(`${level.zh}督办`, `Urged by the ${level.en} level`)
  return both(`${level.zh}督办，要求 ${due.zh} 前回复`, `Urged by the ${level.en} level; an answer is due by ${due.en}`)
}

function listed({ given, name }: Told): Bilingual {
  const [level, owner] = [levelOf(given.level), name(given.ownerPostId, POST)]
  return both(`${level.zh}挂牌督办，责任人：${owner.zh}`, `Put on the supervision list of the ${level.en} level, owned by ${owner.en}`)
}

function escalated({ given }: Told): Bilingual {
  const [level, step] = [levelOf(given.level), Number(given.step)]
  if (step === 1) return both(`已超期，升级至${level.zh}`, `Overdue: escalated to the ${level.en} level`)
  return both(`用时已达时限的 ${step} 倍，升级至${level.zh}`, `${step} times the limit is used: escalated to the ${level.en} level`)
}

function rated({ given, event }: Told): Bilingual {
  const [zh, en] = given.solved === true ? ['已解决', 'solved'] : ['未解决', 'not solved']
  const again = event.toStage === 'filed' ? { zh: '，重新立案', en: '; reopened' } : { zh: '', en: '' }
  return both(`评价：${zh}，满意度 ${Number(given.satisfied)} 分${again.zh}`, `Rated: ${en}, ${Number(given.satisfied)} of 5${again.en}`)
}

function suspensionAsked({ given, instant }: Told): Bilingual {
  const until = instant(given.until) ?? both('另定日期', 'a date to be set')
  return both(`申请挂账至 ${until.zh}`, `Asked to suspend the case until ${until.en}`)
}

function suspensionRuled({ given, instant }: Told): Bilingual {
  const until = instant(given.until) ?? both('另定日期', 'a date to be set')
  return given.granted === true
    ? both(`同意挂账至 ${until.zh}`, `Suspension granted until ${until.en}`)
    : both('不同意挂账', 'Suspension refused')
}

/** What was done, in one sentence without its full stop; who did it and when stand beside it. */
const TELLERS: Readonly<Record<ActionName, (told: Told) => Bilingual>> = {
  report: ({ event }) =>
    event.toStage === 'accepted'
      ? both('上报，已定立案条件，直接待立案', 'Reported with its filing condition; it goes straight to filing')
      : both('上报', 'Reported'),
  'self-handle': plain('当场处置并结案', 'Fixed on the spot and closed'),
  accept: plain('受理，确认类型和立案条件', 'Accepted: type and filing condition confirmed'),
  'send-verify': sent('核实', 'verify'),
  verify: ({ given }) =>
    given.real === true
      ? both('核实：情况属实', 'Verified: it is so')
      : both('核实：情况不属实，不予立案', 'Verified: it is not so; declined'),
  decline: ({ given }) => {
    const reason = DECLINE_REASON_WORDS[given.reason as DeclineReason] ?? both('不符合要求', 'it does not qualify')
    return both(`不予立案：${reason.zh}`, `Declined: ${reason.en}`)
  },
  file: plain('立案', 'Filed'),
  dispatch: dispatched,
  recall: ({ given, name }) => {
    const unit = name(given.fromUnitId, UNIT)
    return both(`撤回对${unit.zh}的派遣`, `Took back the dispatch to ${unit.en}`)
  },
  'refer-down': moved('向下派遣', 'Referred down'),
  'request-up': moved('向上请办', 'Requested up'),
  receive: plain('签收，开始处置', 'Received; handling begins'),
  'request-return': ({ given }) => {
    const reason = RETURN_REASON_WORDS[given.reason as ReturnReason] ?? both('不由本单位处置', 'not for this unit')
    return both(`申请回退：${reason.zh}`, `Asked to return the case: ${reason.en}`)
  },
  'decide-return': ruling(both('同意回退，重新派遣', 'Return granted: to be dispatched anew'), both('不同意回退，仍由原单位处置', 'Return refused: the case stays with the unit')), // biome-ignore format: one line
  redispatch: redispatched,
  'co-handle': coHandled,
  'finish-part': ({ given, name }) => {
    const unit = name(given.unitId, UNIT)
    return both(`${unit.zh}完成协办`, `${unit.en} finished its part`)
  },
  'report-back': reportedBack,
  'send-check': sent('核查', 'check'),
  check: ({ given }) =>
    given.passed === true ? both('核查通过', 'Check passed') : both('核查不通过，退回返工', 'Check failed: back to the unit for rework'),
  close: ({ given }) =>
    typeof given.closingCondition === 'number'
      ? both(`结案，符合第 ${given.closingCondition} 条结案条件`, `Closed: closing condition ${given.closingCondition} holds`)
      : both('结案', 'Closed'),
  'request-extension': ({ given }) => {
    const extra = limitOf(given.extra)
    return both(`申请延期 ${extra.zh}`, `Asked for ${extra.en} more`)
  },
  'decide-extension': ({ given }) => {
    const extra = limitOf(given.extra)
    return given.granted === true ? both(`同意延期 ${extra.zh}`, `Granted ${extra.en} more`) : both('不同意延期', 'Extension refused')
  },
  'request-suspension': suspensionAsked,
  'decide-suspension': suspensionRuled,
  resume: ({ event }) =>
    event.post === null
      ? both('挂账到期，系统恢复处置', 'The suspension is over: handling resumes by itself')
      : both('恢复处置', 'Handling resumed'),
  urge: urged,
  'reply-urge': plain('回复督办', 'Answered the urging'),
  'put-on-list': listed,
  'take-off-list': plain('摘牌', 'Taken off the supervision list'),
  escalate: escalated,
  merge: ({ given }) => both(`并入案卷 ${String(given.primaryNumber)}`, `Merged into case ${String(given.primaryNumber)}`),
  void: plain('作废', 'Voided'),
  reopen: plain('重新立案', 'Reopened'),
  rate: rated,
  relocate: plain('区划调整，案卷改按新的区划归属', 'A boundary changed: the case now belongs to the place it lies in'),
}

/**
 * One event of the history in short sentences: what was done, when it was done if it came late, then what the person wrote. Ids are told by `names`; instants in the city's
 * time zone. Pure, for timelines and print alike.
 */
export function tellEvent(event: ToldEvent, locale: 'zh' | 'en', names: Names, timeZone = 'Asia/Shanghai'): readonly string[] {
  const told: Told = {
    given: event.given,
    event,
    name: (id, otherwise) => names[String(id)] ?? otherwise,
    instant: (value) => tellInstant(value, timeZone),
  }
  const sentence = TELLERS[event.action](told)[locale]
  return [
    `${sentence}${locale === 'zh' ? '。' : '.'}`,
    ...tellMoments(event, locale, timeZone),
    ...tellWords(event.action, event.given, locale),
  ]
}
