import type { ActionName, Stage } from '#cases/lifecycle.ts'
import { DECLINE_REASON_WORDS, type DeclineReason } from '#cases/reason-words.ts'
import type { Bilingual } from '#platform/problem.ts'

/** What of an event may decide its sentence; `given` is what was said inside and is never told itself. */
export interface OutsideEvent {
  readonly action: ActionName
  readonly toStage: Stage
  readonly unitId: string | null
  readonly given: Readonly<Record<string, unknown>>
}
type UnitNamed = (id: unknown) => Bilingual
type Tell = (event: OutsideEvent, unit: UnitNamed) => Bilingual | null

const both = (zh: string, en: string): Bilingual => ({ zh, en })
const plain = (zh: string, en: string): Tell => () => both(zh, en) // biome-ignore format: one line
const silent: Tell = () => null
const ifGranted = (zh: string, en: string): Tell => ({ given }) => (given.granted === true ? both(zh, en) : null) // biome-ignore format: one line
const toUnit: Tell = ({ given }, unit) => {
  const { zh, en } = unit(given.unitId)
  return both(`已交给${zh}`, `Handed to ${en}`)
}

function told(zh: string, en: string): Tell {
  return ({ unitId }, unit) => {
    const name = unit(unitId)
    return both(name.zh + zh, `${name.en} ${en}`)
  }
}

/**
 * What outsiders are told of each step: what happened and which unit did it. No person, no note, no reporter, no reason but the coded one of a refusal; what
 * only concerns the office among itself (rulings that change nothing, urging, supervision, escalation) is left out.
 */
const TELLERS: Readonly<Record<ActionName, Tell>> = {
  report: plain('收到上报', 'The report was received'),
  'self-handle': plain('工作人员发现后当场处理', 'Found and fixed on the spot'),
  accept: plain('已受理', 'Accepted'),
  'send-verify': plain('派人到现场核实', 'Somebody was sent to look'),
  verify: ({ given }) =>
    given.real === true
      ? both('现场核实：情况属实', 'Looked at on site: it is so')
      : both('现场核实：情况不属实', 'Looked at on site: it is not so'),
  decline: ({ given }) => {
    const reason = DECLINE_REASON_WORDS[given.reason as DeclineReason] ?? both('不符合立案要求', 'it does not qualify')
    return both(`没有立案：${reason.zh}`, `Not taken up: ${reason.en}`)
  },
  file: plain('已立案，开始安排', 'Filed'),
  dispatch: toUnit,
  recall: silent,
  'refer-down': plain('转由下级平台安排', 'Passed on to the centre closer to the place'),
  'request-up': plain('转由上级平台安排', 'Passed on to the centre above'),
  receive: told('已签收，开始处理', 'has begun'),
  'request-return': silent,
  'decide-return': ifGranted('改由其他单位处理', 'It will go to another unit'),
  redispatch: toUnit,
  'co-handle': plain('增加协同单位', 'Other units help'),
  'finish-part': silent,
  'report-back': told('反馈：已处理', 'reports that it is done'),
  'send-check': plain('派人到现场核查', 'Somebody was sent to check'),
  check: ({ given }) =>
    given.passed === true
      ? both('现场核查：已解决', 'Checked on site: solved')
      : both('现场核查：没有解决，退回继续处理', 'Checked on site: not solved; the unit must go on'),
  close: plain('已结案', 'Closed'),
  'request-extension': silent,
  'decide-extension': ifGranted('批准延长处理时间', 'More time was granted'),
  'request-suspension': silent,
  'decide-suspension': ifGranted('暂时搁置', 'Put on hold for now'),
  resume: plain('恢复处理', 'Work goes on'),
  urge: silent,
  'reply-urge': silent,
  'put-on-list': silent,
  'take-off-list': silent,
  escalate: silent,
  merge: plain('与同一问题的另一件合并处理', 'Joined with another report of the same problem'),
  void: plain('已作废', 'Cancelled'),
  reopen: plain('重新立案', 'Taken up again'),
  rate: ({ given }) => (given.solved === true ? both('评价：已解决', 'Rated: solved') : both('评价：没有解决', 'Rated: not solved')),
  relocate: silent,
}

/** One step in plain words; null when it is nothing to outsiders. */
export const tellOutsider = (event: OutsideEvent, unit: UnitNamed): Bilingual | null => TELLERS[event.action](event, unit)

/** The units a step speaks of. */
export const unitsOf = ({ unitId, given }: OutsideEvent): string[] => [unitId, given.unitId].filter((id) => typeof id === 'string')
