import { beforeAll, describe, expect, it } from 'vitest'
import { DECLINE_REASONS, RETURN_REASONS } from '#cases/contract.ts'
import { ACTION_NAMES, type ActionName, type Stage } from '#cases/lifecycle.ts'
import { listEvents } from '#cases/queries.ts'
import { sweepCases } from '#cases/sweep-cases.ts'
import { tellEvent } from '#cases/tell-event.ts'
import { viewCase } from '#cases/view-case.ts'
import { report } from '../support/cases.ts'
import { testDatabase, withRollback } from '../support/database.ts'
import { beginStory, type CaseStory, openCommonCity, plainCity } from './drive.ts'
import { askReturn, inspector, list, unit } from './refusal-try.ts'
import { answered, expectTold, namesOfCity } from './told.ts'

beforeAll(openCommonCity)

const U = '11111111-1111-4111-8111-111111111111'
const V = '22222222-2222-4222-8222-222222222222'
const NAMES = { [U]: { zh: '官渡区水务局', en: 'Guandu Water Bureau' }, [V]: { zh: '园林局', en: 'Parks Bureau' } }
const UNTIL = '2026-03-07T01:00:00.000Z'
const HOURS = { value: 4, unit: 'work_hour' }

type Row = readonly [given: Record<string, unknown>, zh: string, en: string, toStage?: Stage, post?: string | null]
/** Complete by type: a new action does not compile until it is told here. */
const TOLD: Record<ActionName, readonly Row[]> = {
  report: [
    [{ datum: 'gcj02' }, '上报。', 'Reported.', 'reported'],
    [{ datum: 'wgs84' }, '上报，已定立案条件，直接待立案。', 'Reported with its filing condition; it goes straight to filing.', 'accepted'],
  ],
  'self-handle': [[{ result: '已清扫' }, '当场处置并结案。 处置情况：已清扫。', 'Fixed on the spot and closed. Done: 已清扫.']],
  accept: [[{}, '受理，确认类型和立案条件。', 'Accepted: type and filing condition confirmed.']],
  'send-verify': [
    [{ inspectorId: U, note: '' }, '指派官渡区水务局核实。', 'Sent Guandu Water Bureau to verify.'],
    [{ inspectorId: 'x', note: '尽快' }, '指派监督员核实。 说明：尽快。', 'Sent an inspector to verify. Note: 尽快.'],
  ],
  verify: [
    [{ real: true, finding: '确有积水。' }, '核实：情况属实。 所见：确有积水。', 'Verified: it is so. Found: 确有积水。'],
    [{ real: false, finding: '没有' }, '核实：情况不属实，不予立案。 所见：没有。', 'Verified: it is not so; declined. Found: 没有.'],
  ],
  decline: [[{ reason: 'too_vague', note: '无地址' }, '不予立案：信息不全，无法核实。 说明：无地址。', 'Declined: too vague to be verified. Note: 无地址.']],
  file: [[{}, '立案。', 'Filed.']],
  dispatch: [
    [{ unitId: U, reason: '' }, '派遣至官渡区水务局。', 'Dispatched to Guandu Water Bureau.'],
    [
      { unitId: U, reason: '汛期', limit: HOURS },
      '派遣至官渡区水务局，另定时限 4 工作时。 理由：汛期。',
      'Dispatched to Guandu Water Bureau with a limit of its own: 4 working hours. Reason: 汛期.',
    ],
  ],
  recall: [[{ fromUnitId: U, reason: '派错' }, '撤回对官渡区水务局的派遣。 理由：派错。', 'Took back the dispatch to Guandu Water Bureau. Reason: 派错.']],
  'refer-down': [
    [{ reason: '可办', fromLevel: 'district', toLevel: 'street' }, '向下派遣：由区级转街道级。 理由：可办。', 'Referred down from the district level to the street level. Reason: 可办.'],
  ],
  'request-up': [
    [{ reason: '市管', fromLevel: 'district', toLevel: 'city' }, '向上请办：由区级转市级。 理由：市管。', 'Requested up from the district level to the city level. Reason: 市管.'],
  ],
  receive: [[{}, '签收，开始处置。', 'Received; handling begins.']],
  'request-return': [[{ reason: 'not_our_area', note: '越界' }, '申请回退：不在本单位辖区。 说明：越界。', 'Asked to return the case: outside the area of this unit. Note: 越界.']],
  'decide-return': [
    [{ granted: true, ruling: '属园林', reason: 'not_ours', unitId: U }, '同意回退，重新派遣。 意见：属园林。', 'Return granted: to be dispatched anew. Ruling: 属园林.'],
    [{ granted: false, ruling: '属水务', reason: 'not_ours', unitId: U }, '不同意回退，仍由原单位处置。 意见：属水务。', 'Return refused: the case stays with the unit. Ruling: 属水务.'],
  ],
  redispatch: [
    [{ unitId: V, fromUnitId: U, reason: '属园林' }, '由官渡区水务局改派至园林局。 理由：属园林。', 'Redispatched from Guandu Water Bureau to Parks Bureau. Reason: 属园林.'],
  ],
  'co-handle': [
    [{ parts: [{ unitId: U, task: '抽水' }, { unitId: V, task: '清运' }], reason: '' }, '由官渡区水务局、园林局协同处置。', 'Assisted by Guandu Water Bureau, Parks Bureau.'],
  ],
  'finish-part': [[{ unitId: V, result: '已清运' }, '园林局完成协办。 处置情况：已清运。', 'Parks Bureau finished its part. Done: 已清运.']],
  'report-back': [
    [{ result: '已修' }, '反馈处置结果。 处置情况：已修。', 'Reported back what was done. Done: 已修.'],
    [
      { result: '已修', withdrawn: 'extension' },
      '反馈处置结果，未裁定的延期申请随之撤回。 处置情况：已修。',
      'Reported back what was done; the request for extension is thereby withdrawn. Done: 已修.',
    ],
  ],
  'send-check': [[{ inspectorId: V, note: '' }, '指派园林局核查。', 'Sent Parks Bureau to check.']],
  check: [
    [{ passed: true, finding: '完好' }, '核查通过。 所见：完好。', 'Check passed. Found: 完好.'],
    [{ passed: false, finding: '仍破' }, '核查不通过，退回返工。 所见：仍破。', 'Check failed: back to the unit for rework. Found: 仍破.'],
  ],
  close: [
    [{ closingCondition: 2, typeCode: 'C0104' }, '结案，符合第 2 条结案条件。', 'Closed: closing condition 2 holds.'],
    [{ closingCondition: null, typeCode: null }, '结案。', 'Closed.'],
  ],
  'request-extension': [[{ extra: HOURS, reason: '雨' }, '申请延期 4 工作时。 理由：雨。', 'Asked for 4 working hours more. Reason: 雨.']],
  'decide-extension': [
    [{ granted: true, ruling: '同意', extra: HOURS }, '同意延期 4 工作时。 意见：同意。', 'Granted 4 working hours more. Ruling: 同意.'],
    [{ granted: false, ruling: '不准', extra: HOURS }, '不同意延期。 意见：不准。', 'Extension refused. Ruling: 不准.'],
  ],
  'request-suspension': [
    [{ until: UNTIL, reason: '雨季' }, '申请挂账至 2026年3月7日 09:00。 理由：雨季。', 'Asked to suspend the case until 7 Mar 2026, 09:00. Reason: 雨季.'],
  ],
  'decide-suspension': [
    [{ granted: true, ruling: '同意', until: UNTIL }, '同意挂账至 2026年3月7日 09:00。 意见：同意。', 'Suspension granted until 7 Mar 2026, 09:00. Ruling: 同意.'],
    [{ granted: false, ruling: '不准', until: UNTIL }, '不同意挂账。 意见：不准。', 'Suspension refused. Ruling: 不准.'],
  ],
  resume: [
    [{}, '挂账到期，系统恢复处置。', 'The suspension is over: handling resumes by itself.', 'handling', null],
    [{ note: '雨停' }, '恢复处置。 说明：雨停。', 'Handling resumed. Note: 雨停.'],
  ],
  urge: [
    [{ text: '请抓紧', dueAt: null, level: 'city' }, '市级督办。 内容：请抓紧。', 'Urged by the city level. Text: 请抓紧.'],
    [{ text: '快', dueAt: UNTIL, level: 'street' }, '街道级督办，要求 2026年3月7日 09:00 前回复。 内容：快。', 'Urged by the street level; an answer is due by 7 Mar 2026, 09:00. Text: 快.'],
  ],
  'reply-urge': [[{ text: '在办' }, '回复督办。 内容：在办。', 'Answered the urging. Text: 在办.']],
  'put-on-list': [
    [{ ownerPostId: V, reason: '重大', level: 'city' }, '市级挂牌督办，责任人：园林局。 理由：重大。', 'Put on the supervision list of the city level, owned by Parks Bureau. Reason: 重大.'],
  ],
  'take-off-list': [[{ reason: '完成' }, '摘牌。 理由：完成。', 'Taken off the supervision list. Reason: 完成.']],
  escalate: [
    [{ step: 1, level: 'district' }, '已超期，升级至区级。', 'Overdue: escalated to the district level.'],
    [{ step: 2, level: 'city' }, '用时已达时限的 2 倍，升级至市级。', '2 times the limit is used: escalated to the city level.'],
  ],
  merge: [[{ primaryCaseId: U, primaryNumber: '530111-20260302-7K3QF2', reason: '重复' }, '并入案卷 530111-20260302-7K3QF2。 理由：重复。', 'Merged into case 530111-20260302-7K3QF2. Reason: 重复.']],
  void: [[{ reason: '误报' }, '作废。 理由：误报。', 'Voided. Reason: 误报.']],
  reopen: [[{ reason: '复发' }, '重新立案。 理由：复发。', 'Reopened. Reason: 复发.']],
  rate: [
    [{ solved: true, satisfied: 5, note: '' }, '评价：已解决，满意度 5 分。', 'Rated: solved, 5 of 5.', 'closed'],
    [{ solved: false, satisfied: 1, note: '没修' }, '评价：未解决，满意度 1 分，重新立案。 说明：没修。', 'Rated: not solved, 1 of 5; reopened. Note: 没修.', 'filed'],
  ],
  relocate: [[{ from: '9000', to: '9001' }, '区划调整，案卷改按新的区划归属。', 'A boundary changed: the case now belongs to the place it lies in.']],
} // biome-ignore format: a table

describe('an event in words', () => {
  it.each(ACTION_NAMES)('tells %s', (action) => {
    for (const [given, zh, en, toStage = 'closed', post = '岗位'] of TOLD[action]) {
      expect(tellEvent({ action, toStage, post, given, at: UNTIL }, 'zh', NAMES).join(' ')).toBe(zh)
      expect(tellEvent({ action, toStage, post, given, at: UNTIL }, 'en', NAMES).join(' ')).toBe(en)
    }
  })

  it('knows every coded reason', () => {
    const first = (action: ActionName, reason: string) =>
      tellEvent({ action, toStage: 'closed', post: null, given: { reason }, at: UNTIL }, 'zh', {})[0]
    for (const reason of DECLINE_REASONS) expect(first('decline', reason)).not.toContain('不符合要求')
    for (const reason of RETURN_REASONS) expect(first('request-return', reason)).not.toContain('不由本单位处置')
  })

  it("tells instants in the city's own time", () => {
    const event = {
      action: 'request-suspension',
      toStage: 'handling',
      post: null,
      given: { until: UNTIL, reason: '雨' },
      at: UNTIL,
    } as const
    expect(tellEvent(event, 'zh', {}, 'UTC')[0]).toBe('申请挂账至 2026年3月7日 01:00。')
  })
})

describe('the history of a case', () => {
  const longWay = async (story: CaseStory): Promise<void> => {
    await story.do('1-centre.acceptor', 'send-verify', inspector(story, '1-centre.second-inspector'))
    await story.do('1-centre.second-inspector', 'verify', { real: true, finding: '属实', typeCode: 'E0110', conditionNumber: 1 })
    await story.upTo('filed')
    await story.do('1-centre.dispatcher', 'dispatch', unit(story, '1-parks'))
    await story.do('1-centre.dispatcher', 'recall', { reason: '派错' })
    await story.upTo('dispatched')
    await askReturn(story)
    await story.do('1-centre.duty-chief', 'decide-return', { granted: true, ruling: '属园林' })
    await story.upTo('handling')
    await list(story, 'centre.supervisor')
    await story.do('1-centre.dispatcher', 'co-handle', { parts: [{ ...unit(story, '1-power'), task: '配合' }] })
  }

  it('names whom it speaks of, whole or masked, and never who reported it', () =>
    withRollback(async (tx) => {
      const story = await beginStory(tx)
      await longWay(story)
      const seen = await viewCase(tx, story.as('1-centre.duty-chief'), story.id)
      const { city } = story
      const [inspected, reporter] = [city.person('1-centre.second-inspector'), city.person('1-centre.acceptor')]
      const spokenOf = ['1-parks', '1-water', '1-power'].map((key) => city.unit(key))
      for (const { id, name, nameEn } of spokenOf) expect(seen.named[id]).toEqual({ zh: name, en: nameEn })
      expect(seen.named[city.person('1-centre.supervisor').postId]).toMatchObject({ zh: '1-centre.supervisor' })
      expect(seen.named[inspected.personId]?.zh).toMatch(/^测试员\d+$/)
      expect(Object.keys(seen.named)).toHaveLength(5)
      expect(seen.named[reporter.personId]).toBeUndefined()
      const byUnit = await viewCase(tx, story.as('1-water.handler'), story.id)
      expect(byUnit.named[inspected.personId]?.zh).toBe('测**')
      expect(byUnit.named[reporter.personId]).toBeUndefined()
      const lines = seen.events.flatMap((event) => tellEvent({ ...event }, 'zh', seen.named))
      expect(lines).toContain(`撤回对${city.unit('1-parks').name}的派遣。`)
    }))

  it('is told in whole sentences, what the clock did too', async () => {
    const { db } = await testDatabase()
    const city = await plainCity(db)
    const story = await beginStory(db, { city })
    await longWay(story)
    await sweepCases(db, new Date(story.at.getTime() + 5 * 86_400_000), city.cityId)
    const events = await listEvents(db, city.cityId, story.id)
    expect(events.map(({ action }) => action)).toContain('escalate')
    expectTold(events, await namesOfCity(db, city.cityId))
    const { id } = await report(db, city, city.actorOf('1-centre.inspector', story.at), {
      typeCode: 'E0110',
      conditionNumber: 1,
      origin: 'inspector',
    })
    const [first] = await listEvents(db, city.cityId, id)
    expect(first && tellEvent(answered(first), 'zh', {})).toEqual(['上报，已定立案条件，直接待立案。'])
  })
})
