import { beforeAll, describe, expect, it } from 'vitest'
import { listEvents, listMerged } from '#cases/queries.ts'
import { listPrecedents } from '#cases/queries-rulings.ts'
import { verifyHistory } from '#cases/verify-history.ts'
import { viewPrecedents } from '#cases/view-precedents.ts'
import { withRetries } from '#platform/database-errors.ts'
import { inTransaction } from '#platform/db.ts'
import { act, minutesLater } from '../support/cases.ts'
import { testDatabase, withRollback } from '../support/database.ts'
import { beginStory, type CaseStory, openCommonCity, plainCity } from './drive.ts'

beforeAll(openCommonCity)

const unit = (story: CaseStory, key: string) => ({ unitId: story.city.unit(key).id })
const whole = async (story: CaseStory) =>
  expect((await verifyHistory(story.tx, { cityId: story.city.cityId, caseId: story.id })).broken).toEqual([])

describe('co-handling', () => {
  it('lets the lead report back when every assistant is done, and keeps all their people from checking', () =>
    withRollback(async (tx) => {
      const story = await (await beginStory(tx)).upTo('handling')
      await story.do('1-centre.dispatcher', 'co-handle', {
        parts: [
          { ...unit(story, '1-parks'), task: '修剪' },
          { ...unit(story, '1.1-office'), task: '围挡' },
        ],
      })
      await story.do('1-centre.dispatcher', 'co-handle', { parts: [{ ...unit(story, '1-power'), task: '断电' }] })
      await story.do('1-parks.handler', 'finish-part', { result: '已修剪' })
      await expect(story.do('1-parks.handler', 'finish-part', { result: '已修剪' })).rejects.toMatchObject({ code: 'case.not_your_unit' })
      await story.do('1.1-office.handler', 'finish-part', { result: '已围挡' })
      await expect(story.do('1-water.handler', 'report-back', { result: '完成' })).rejects.toMatchObject({ code: 'case.parts_open' })
      await story.do('1-power.handler', 'finish-part', { result: '已断电' })
      await story.do('1-water.handler', 'report-back', { result: '完成' })
      const row = await story.row()
      expect(row.assisting.map(({ result }) => result)).toEqual(['已修剪', '已围挡', '已断电'])
      expect(row.handledBy).toHaveLength(4)
      await story.upTo('closed')
      await whole(story)
    }))

  it('lets an assistant finish while the lead waits for a ruling', () =>
    withRollback(async (tx) => {
      const story = await (await beginStory(tx)).upTo('handling')
      await story.do('1-centre.dispatcher', 'co-handle', { parts: [{ ...unit(story, '1-parks'), task: '修剪' }] })
      await story.do('1-water.handler', 'request-extension', { extra: { value: 1, unit: 'work_hour' }, reason: '缺料' })
      await story.do('1-parks.handler', 'finish-part', { result: '已修剪' })
      expect(await story.row()).toMatchObject({ pending: 'extension', stage: 'handling' })
    }))

  it('ends with the unit it was given to: the next one starts without assistants', () =>
    withRollback(async (tx) => {
      const story = await (await beginStory(tx)).upTo('handling')
      await story.do('1-centre.dispatcher', 'co-handle', { parts: [{ ...unit(story, '1-parks'), task: '修剪' }] })
      await story.do('1-centre.dispatcher', 'redispatch', { ...unit(story, '1-transport'), reason: '权属' })
      expect(await story.row()).toMatchObject({ assisting: [], handlerId: null })
    }))
})

describe('merging', () => {
  it('ends the copy under its primary, with no clock and no request left', () =>
    withRollback(async (tx) => {
      const primary = await (await beginStory(tx)).upTo('handling')
      const copy = await (await beginStory(tx, { city: primary.city })).upTo('handling')
      await copy.do('1-centre.acceptor', 'merge', { primaryCaseId: primary.id, reason: '同一处' })
      expect(await copy.row()).toMatchObject({
        stage: 'merged',
        primaryCaseId: primary.id,
        dueAt: null,
        clockRemainingMs: null,
        nextEscalationAt: null,
        stageDueAt: null,
        pending: null,
      })
      expect((await copy.row()).closedAt).not.toBeNull()
      expect((await listMerged(tx, primary.city.cityId, primary.id)).map(({ id }) => id)).toEqual([copy.id])
      expect((await primary.row()).stage).toBe('handling')
      await whole(copy)
    }))

  it('waits for a ruling that is asked for', () =>
    withRollback(async (tx) => {
      const primary = await beginStory(tx)
      const copy = await (await beginStory(tx, { city: primary.city })).upTo('dispatched')
      await copy.do('1-water.handler', 'request-return', { reason: 'duplicate', note: '已有' })
      await expect(copy.do('1-centre.acceptor', 'merge', { primaryCaseId: primary.id, reason: '重复' })).rejects.toMatchObject({
        code: 'case.request_waiting',
      })
    }))
})

describe('two cases merged into each other at once', () => {
  it('do not both end', async () => {
    const { db } = await testDatabase()
    const [one, other] = await inTransaction(db, async (tx) => {
      const own = await plainCity(tx)
      return [await beginStory(tx, { city: own }), await beginStory(tx, { city: own })] as const
    })
    const merge = (story: CaseStory, primary: CaseStory) =>
      withRetries(() =>
        inTransaction(db, (tx) =>
          act(tx, story.as('1-centre.acceptor'), story.id, 'merge', { primaryCaseId: primary.id, reason: '同一处' }, { version: 1 }),
        ),
      )
    const results = await Promise.allSettled([merge(one, other), merge(other, one)])
    expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    expect(results.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { code: 'case.bad_primary' } })
  })
})

describe('reopening', () => {
  it('begins a new round from dispatch; the earlier one stays in the history', () =>
    withRollback(async (tx) => {
      const story = await (await beginStory(tx)).upTo('closed')
      await story.do('1-centre.duty-chief', 'reopen', { reason: '复发' })
      expect(await story.row()).toMatchObject({
        stage: 'filed', round: 2, unitId: null, closedAt: null, outcome: null, onTime: null, clockBudgetMs: null, loopLevel: 'district', handledAt: null, checkedBy: null,
      }) // biome-ignore format: a row
      expect((await story.row()).handledBy).toEqual([story.city.person('1-water.handler').personId])
      await story.upTo('closed')
      expect((await story.row()).round).toBe(2)
      expect((await listEvents(tx, story.city.cityId, story.id)).filter(({ action }) => action === 'close')).toHaveLength(2)
      await whole(story)
    }))

  it("is the centre's at any time, the reporter's within the window only", () =>
    withRollback(async (tx) => {
      const story = await (await beginStory(tx, { policy: { reopenWindowDays: 3 } })).upTo('closed')
      const reopenAsReporter = async () => {
        const actor = { ...story.as('1-centre.acceptor'), permissions: new Set(['case.reopen', 'case.read']) }
        return act(story.tx, actor, story.id, 'reopen', { reason: '没修好' })
      }
      const closedAt = story.at.getTime()
      story.at = new Date(closedAt + 3 * 86_400_000 + 1)
      await expect(reopenAsReporter()).rejects.toMatchObject({ code: 'case.window_over', details: { days: 3 } })
      story.at = new Date(closedAt + 3 * 86_400_000)
      expect(await reopenAsReporter()).toMatchObject({ stage: 'filed' })
      await story.upTo('closed')
      story.at = new Date(story.at.getTime() + 300 * 86_400_000)
      expect(await story.do('1-centre.duty-chief', 'reopen', { reason: '复查' })).toMatchObject({ stage: 'filed' })
    }))

  it('takes up what was declined, once it is known what it is', () =>
    withRollback(async (tx) => {
      const story = await beginStory(tx)
      await story.do('1-centre.duty-chief', 'decline', { reason: 'too_vague', note: '不清楚' })
      await expect(story.do('1-centre.duty-chief', 'reopen', { reason: '补充' })).rejects.toMatchObject({ code: 'case.needs_type' })
      const known = await (await beginStory(tx, { city: story.city })).upTo('accepted')
      await known.do('1-centre.duty-chief', 'decline', { reason: 'no_condition', note: '不符' })
      expect(await known.row()).toMatchObject({ stage: 'declined', outcome: 'no_condition' })
      await known.do('1-centre.duty-chief', 'reopen', { reason: '符合' })
      expect(await known.row()).toMatchObject({ stage: 'filed', outcome: null, closedAt: null })
    }))
})

describe('rating', () => {
  it('is written on the closed case', () =>
    withRollback(async (tx) => {
      const story = await (await beginStory(tx)).upTo('closed')
      await story.do('1-centre.acceptor', 'rate', { solved: true, satisfied: 4 })
      expect(await story.row()).toMatchObject({ stage: 'closed', solved: true, satisfied: 4 })
    }))

  it('reopens what was not solved when asked to, and may be given once more in the next round', () =>
    withRollback(async (tx) => {
      const story = await (await beginStory(tx)).upTo('closed')
      await story.do('1-centre.acceptor', 'rate', { solved: false, satisfied: 1, reopen: true })
      expect(await story.row()).toMatchObject({ stage: 'filed', round: 2, solved: null, satisfied: null })
      await story.upTo('closed')
      await story.do('1-centre.acceptor', 'rate', { solved: false, satisfied: 2 })
      expect(await story.row()).toMatchObject({ stage: 'closed', solved: false, satisfied: 2 })
      await whole(story)
    }))
})

describe('levels', () => {
  it('go up and down one step at a time; the level that took the case in closes it', () =>
    withRollback(async (tx) => {
      const story = await (await beginStory(tx)).upTo('filed')
      const level = async () => (await story.row()).loopLevel
      await story.do('1-centre.dispatcher', 'refer-down', { reason: '街道可办' })
      expect(await level()).toBe('street')
      await expect(story.do('1-centre.dispatcher', 'refer-down', { reason: '再下' })).rejects.toMatchObject({ code: 'case.wrong_level' })
      await story.do('1.1-centre.dispatcher', 'refer-down', { reason: '社区可办' })
      expect(await level()).toBe('community')
      await expect(story.do('1.1.1-workstation.head', 'refer-down', { reason: '再下' })).rejects.toMatchObject({
        code: 'case.no_level',
        status: 409,
      })
      await story.do('1.1.1-workstation.head', 'request-up', { reason: '无力' })
      await story.do('1.1-centre.dispatcher', 'dispatch', unit(story, '1.1-office'))
      expect(await story.row()).toMatchObject({ loopLevel: 'street', closingLevel: 'district', unitId: story.city.unit('1.1-office').id })
      await story.do('1.1-office.handler', 'request-up', { reason: '需区办' })
      expect(await story.row()).toMatchObject({ loopLevel: 'district', stage: 'filed', unitId: null })
      await story.upTo('closed')
      expect(await story.row()).toMatchObject({ stage: 'closed', closingLevel: 'district' })
      await whole(story)
    }))

  it("are the neighbour's business in no way", () =>
    withRollback(async (tx) => {
      const story = await (await beginStory(tx)).upTo('filed')
      await story.do('1-centre.dispatcher', 'refer-down', { reason: '街道可办' })
      await expect(story.do('1.2-centre.dispatcher', 'dispatch', unit(story, '1.1-office'))).rejects.toMatchObject({
        code: 'case.not_found',
      })
    }))
})

describe('a return', () => {
  it('leaves its ruling as a precedent, granted or not, the nearest first', () =>
    withRollback(async (tx) => {
      const story = await (await beginStory(tx)).upTo('dispatched')
      await story.do('1-water.handler', 'request-return', { reason: 'not_ours', note: '属园林' })
      await story.do('1-centre.duty-chief', 'decide-return', { granted: false, ruling: '属水务' })
      await story.do('1-water.handler', 'request-return', { reason: 'not_our_area', note: '越界' })
      await story.do('1-centre.duty-chief', 'decide-return', { granted: true, ruling: '改派园林' })
      const { typeCode, placeCode } = await story.row()
      const rulings = await listPrecedents(tx, story.city.cityId, {
        kind: 'return',
        typeCode: typeCode ?? '',
        placeCode,
        areas: [story.city.code('')],
      })
      expect(
        rulings
          .filter(({ caseId }) => caseId === story.id)
          .map(({ granted, reasonCode, ruling, askingUnitId }) => [granted, reasonCode, ruling, askingUnitId])
          .sort(),
      ).toEqual([
        [false, 'not_ours', '属水务', story.city.unit('1-water').id],
        [true, 'not_our_area', '改派园林', story.city.unit('1-water').id],
      ])
      expect(await story.row()).toMatchObject({ stage: 'filed', returnCount: 1, pending: null, unitId: null })
    }))
})

describe('a ruling on an extension or a suspension', () => {
  it('is a precedent too, shown where such a request waits', () =>
    withRollback(async (tx) => {
      const first = await (await beginStory(tx)).upTo('handling')
      const until = minutesLater(60 * 24 * 20, first.at)
      await first.do('1-water.handler', 'request-extension', { extra: { value: 1, unit: 'work_hour' }, reason: '等配件' })
      await first.do('1-centre.duty-chief', 'decide-extension', { granted: true, ruling: '同意一次' })
      await first.do('1-water.handler', 'request-suspension', { until: until.toISOString(), reason: '列入工程' })
      await first.do('1-centre.duty-chief', 'decide-suspension', { granted: false, ruling: '不需工程' })
      const next = await (await beginStory(tx, { city: first.city })).upTo('handling')
      await next.do('1-water.handler', 'request-suspension', { until: until.toISOString(), reason: '同上' })
      const as = next.as('1-centre.duty-chief')
      const asked = { askingUnitId: first.city.unit('1-water').id, reasonCode: null }
      expect((await viewPrecedents(tx, as, { id: next.id })).rulings[0]).toMatchObject({
        ...asked,
        kind: 'suspension',
        granted: false,
        ruling: '不需工程',
        reason: '列入工程',
        until: until.toISOString(),
        extra: null,
      })
      expect((await viewPrecedents(tx, as, { id: next.id, kind: 'extension' })).rulings[0]).toMatchObject({
        ...asked,
        kind: 'extension',
        granted: true,
        ruling: '同意一次',
        reason: '等配件',
        until: null,
        extra: { value: 1, unit: 'work_hour' },
      })
    }))
})

describe('listed supervision', () => {
  it('has an owner and ends at the level that listed it, or above, whatever became of the case', () =>
    withRollback(async (tx) => {
      const story = await (await beginStory(tx)).upTo('handling')
      const ownerPostId = story.city.person('1-centre.duty-chief').postId
      await story.do('1-centre.supervisor', 'put-on-list', { ownerPostId, reason: '重大' })
      expect(await story.row()).toMatchObject({ listedLevel: 'district', listedOwnerPostId: ownerPostId, stage: 'handling' })
      await story.upTo('closed')
      await story.do('centre.supervisor', 'take-off-list', { reason: '已解决' })
      expect(await story.row()).toMatchObject({ listedLevel: null, listedOwnerPostId: null, stage: 'closed' })
    }))

  it('urges until the unit replies', () =>
    withRollback(async (tx) => {
      const story = await (await beginStory(tx)).upTo('handling')
      await story.do('centre.supervisor', 'urge', { text: '请抓紧', dueAt: '2026-03-03T09:00:00+08:00' })
      expect(await story.row()).toMatchObject({ urgeCount: 1, urgeDueAt: new Date('2026-03-03T01:00:00Z') })
      await story.do('1-water.handler', 'reply-urge', { text: '今日完成' })
      expect(await story.row()).toMatchObject({ urgeCount: 1, urgeDueAt: null })
    }))
})
