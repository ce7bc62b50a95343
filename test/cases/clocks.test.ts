import { beforeAll, describe, expect, it } from 'vitest'
import { handlingShare } from '#cases/clocks.ts'
import { listEvents } from '#cases/queries.ts'
import { sweepCases } from '#cases/sweep-cases.ts'
import { calendarOf } from '#catalogue/load-calendar.ts'
import { findCity } from '#organisation/queries-places.ts'
import { withRollback } from '../support/database.ts'
import { beginStory, type CaseStory, localInstant, openCommonCity } from './drive.ts'

beforeAll(openCommonCity)

const HOUR = 3_600_000
/** 4 working hours; 5 working days; 2 hours round the clock. */
const FOUR_HOURS = { typeCode: 'E0110', conditionNumber: 1 }
const FIVE_DAYS = { typeCode: 'C0104', conditionNumber: 4 }
const TWO_HOURS_NONSTOP = { typeCode: 'C0104', conditionNumber: 1 }

async function share(story: CaseStory): Promise<number | null> {
  const city = await findCity(story.tx, story.city.cityId)
  return handlingShare(await calendarOf(story.tx, story.city.cityId, city?.calendarStamp ?? null), await story.row(), story.at)
}

const escalations = async (story: CaseStory): Promise<string[]> =>
  (await listEvents(story.tx, story.city.cityId, story.id)).filter(({ action }) => action === 'escalate').map(({ at }) => at.toISOString())

describe('the handling clock', () => {
  it('runs from dispatch through working hours only, over the lunch break and the night', () =>
    withRollback(async (tx) => {
      const story = (await beginStory(tx)).when('2026-03-02 16:00')
      await story.upTo('dispatched', FOUR_HOURS)
      const row = await story.row()
      expect(row).toMatchObject({ limitValue: 4, limitUnit: 'work_hour', clockBudgetMs: 4 * HOUR, clockRemainingMs: 4 * HOUR })
      expect(row.clockRunningSince).toEqual(localInstant('2026-03-02 16:00'))
      // 16:00-18:00 today, two hours of tomorrow's morning (8-12 and 14-18 are worked).
      expect(row.dueAt).toEqual(localInstant('2026-03-03 10:00'))
    }))

  it('runs round the clock for an urgent limit', () =>
    withRollback(async (tx) => {
      const story = (await beginStory(tx)).when('2026-03-01 23:30')
      await story.upTo('dispatched', TWO_HOURS_NONSTOP)
      expect((await story.row()).dueAt).toEqual(localInstant('2026-03-02 01:30'))
    }))

  it('stands while a return awaits its ruling and goes on when it is refused', () =>
    withRollback(async (tx) => {
      const story = (await beginStory(tx)).when('2026-03-02 09:00')
      await story.upTo('dispatched', FOUR_HOURS)
      await story.when('2026-03-02 10:00').do('1-water.handler', 'request-return', { reason: 'not_ours', note: '属园林' })
      expect(await story.row()).toMatchObject({ clockRemainingMs: 3 * HOUR, clockRunningSince: null, dueAt: null, nextEscalationAt: null })
      expect(await share(story.when('2026-03-02 11:30'))).toBe(0.25)
      await story.do('1-centre.duty-chief', 'decide-return', { granted: false, ruling: '属水务' })
      expect(await story.row()).toMatchObject({ stage: 'dispatched', clockRemainingMs: 3 * HOUR, dueAt: localInstant('2026-03-02 16:30') })
    }))

  it('is wiped by a granted return: the next unit has the whole limit', () =>
    withRollback(async (tx) => {
      const story = (await beginStory(tx)).when('2026-03-02 09:00')
      await story.upTo('dispatched', FOUR_HOURS)
      await story.when('2026-03-02 10:00').do('1-water.handler', 'request-return', { reason: 'not_ours', note: '属园林' })
      await story.do('1-centre.duty-chief', 'decide-return', { granted: true, ruling: '属园林' })
      expect(await story.row()).toMatchObject({
        stage: 'filed',
        unitId: null,
        clockBudgetMs: null,
        clockRemainingMs: null,
        dueAt: null,
        returnCount: 1,
      })
      await story.when('2026-03-02 13:00').do('1-centre.dispatcher', 'dispatch', { unitId: story.city.unit('1-parks').id })
      expect(await story.row()).toMatchObject({ clockRemainingMs: 4 * HOUR, dueAt: localInstant('2026-03-02 18:00') })
    }))

  it('stands while suspended and goes on with what was left', () =>
    withRollback(async (tx) => {
      const story = (await beginStory(tx)).when('2026-03-02 09:00')
      await story.upTo('handling', FOUR_HOURS)
      const until = localInstant('2026-03-09 09:00').toISOString()
      await story.when('2026-03-02 10:00').do('1-water.handler', 'request-suspension', { until, reason: '雨季' })
      await story.when('2026-03-02 11:00').do('1-centre.duty-chief', 'decide-suspension', { granted: true, ruling: '同意' })
      expect(await story.row()).toMatchObject({ stage: 'suspended', clockRemainingMs: 2 * HOUR, clockRunningSince: null, dueAt: null })
      await story.when('2026-03-05 09:00').do('1-centre.duty-chief', 'resume', {})
      expect(await story.row()).toMatchObject({ stage: 'handling', suspendedUntil: null, dueAt: localInstant('2026-03-05 11:00') })
    }))

  it('resumes by itself on the day agreed, once', () =>
    withRollback(async (tx) => {
      const story = (await beginStory(tx)).when('2026-03-02 09:00')
      await story.upTo('handling', FOUR_HOURS)
      await story.do('1-water.handler', 'request-suspension', { until: localInstant('2026-03-04 09:00').toISOString(), reason: '雨季' })
      await story.do('1-centre.duty-chief', 'decide-suspension', { granted: true, ruling: '同意' })
      await sweepCases(tx, localInstant('2026-03-04 08:59'), story.city.cityId)
      expect((await story.row()).stage).toBe('suspended')
      expect(await sweepCases(tx, localInstant('2026-03-04 09:00'), story.city.cityId)).toEqual({ escalated: 0, resumed: 1 })
      expect(await story.row()).toMatchObject({ stage: 'handling', dueAt: localInstant('2026-03-04 15:00') })
      expect(await sweepCases(tx, localInstant('2026-03-04 09:01'), story.city.cityId)).toEqual({ escalated: 0, resumed: 0 })
    }))

  it('grows by an extension, in running', () =>
    withRollback(async (tx) => {
      const story = (await beginStory(tx)).when('2026-03-02 09:00')
      await story.upTo('handling', FOUR_HOURS)
      await story
        .when('2026-03-02 10:00')
        .do('1-water.handler', 'request-extension', { extra: { value: 2, unit: 'work_hour' }, reason: '缺料' })
      expect((await story.row()).dueAt).toEqual(localInstant('2026-03-02 15:00'))
      await story.when('2026-03-02 11:00').do('1-centre.duty-chief', 'decide-extension', { granted: true, ruling: '同意' })
      expect(await story.row()).toMatchObject({
        clockBudgetMs: 6 * HOUR,
        dueAt: localInstant('2026-03-02 17:00'),
        extensionCount: 1,
        limitValue: 4,
      })
      expect(await share(story.when('2026-03-02 13:00'))).toBe(0.5)
    }))

  it('starts anew for the next unit on redispatch', () =>
    withRollback(async (tx) => {
      const story = (await beginStory(tx)).when('2026-03-02 09:00')
      await story.upTo('handling', FOUR_HOURS)
      await story
        .when('2026-03-02 11:00')
        .do('1-centre.dispatcher', 'redispatch', { unitId: story.city.unit('1-parks').id, reason: '权属' })
      expect(await story.row()).toMatchObject({
        stage: 'dispatched',
        clockBudgetMs: 4 * HOUR,
        dueAt: localInstant('2026-03-02 17:00'),
        receivedAt: null,
      })
    }))

  it('keeps what has run when the case is requested up and dispatched again', () =>
    withRollback(async (tx) => {
      const story = (await beginStory(tx)).when('2026-03-02 09:00')
      await story.upTo('handling', FOUR_HOURS)
      await story.when('2026-03-02 10:00').do('1-water.handler', 'request-up', { reason: '市管' })
      expect(await story.row()).toMatchObject({ stage: 'filed', loopLevel: 'city', clockRemainingMs: 3 * HOUR, dueAt: null })
      await story.when('2026-03-02 13:00').do('centre.dispatcher', 'dispatch', { unitId: story.city.unit('water').id })
      expect(await story.row()).toMatchObject({
        loopLevel: 'city',
        clockRemainingMs: 3 * HOUR,
        clockBudgetMs: 4 * HOUR,
        dueAt: localInstant('2026-03-02 17:00'),
      })
    }))

  it.each([
    ['continue', { clockBudgetMs: 4 * HOUR, clockRemainingMs: 3 * HOUR, dueAt: localInstant('2026-03-03 12:00') }],
    ['restart', { clockBudgetMs: 4 * HOUR, clockRemainingMs: 4 * HOUR, dueAt: localInstant('2026-03-03 15:00') }],
  ] as const)('goes on or starts anew after a failed check, as the city says: %s', (reworkClock, expected) =>
    withRollback(async (tx) => {
      const story = (await beginStory(tx, { policy: { reworkClock } })).when('2026-03-02 09:00')
      await story.upTo('handling', FOUR_HOURS)
      await story.when('2026-03-02 10:00').upTo('checking')
      expect(await story.row()).toMatchObject({ onTime: true, clockRemainingMs: 3 * HOUR, dueAt: null })
      await story.when('2026-03-03 09:00').do('1-centre.inspector', 'check', { passed: false, finding: '仍有垃圾' })
      expect(await story.row()).toMatchObject({ stage: 'handling', reworkCount: 1, onTime: null, handledAt: null, ...expected })
    }),
  )

  it.each([
    [0, true],
    [1, false],
  ])('calls it on time up to the very last millisecond (%i ms after the limit: %s)', (late, onTime) =>
    withRollback(async (tx) => {
      const story = (await beginStory(tx)).when('2026-03-02 09:00')
      await story.upTo('handling', FOUR_HOURS)
      story.at = new Date(localInstant('2026-03-02 15:00').getTime() + late)
      await story.do('1-water.handler', 'report-back', { result: '已清理' })
      expect((await story.row()).onTime).toBe(onTime)
    }),
  )

  it('cannot be started into a year whose calendar is not published, and leaves nothing half done', () =>
    withRollback(async (tx) => {
      const story = (await beginStory(tx)).when('2026-12-31 16:00')
      await story.upTo('filed', FIVE_DAYS)
      const before = await story.row()
      const proposed = story.do('1-centre.dispatcher', 'dispatch', { unitId: story.city.unit('1-water').id })
      await expect(proposed).rejects.toMatchObject({ code: 'calendar.unknown_year', status: 422, details: { year: 2027 } })
      expect(await story.row()).toEqual(before)
      expect((await listEvents(tx, story.city.cityId, story.id)).length).toBe(before.version)
      const limit = { value: 24, unit: 'urgent_hour' as const }
      await story.do('1-centre.dispatcher', 'dispatch', { unitId: story.city.unit('1-water').id, limit, reason: '日历未公布' })
      expect((await story.row()).dueAt).toEqual(localInstant('2027-01-01 16:00'))
    }))
})

describe('the stage limits', () => {
  it('belong to the centre and run round the clock from when the stage was entered', () =>
    withRollback(async (tx) => {
      const story = await beginStory(tx, {
        policy: { stageLimitMinutes: { reported: 1, verifying: 2, accepted: 3, filed: 4, handled: 5, checking: 6, checked: 7 } },
      })
      const minutes: Record<string, number | null> = {}
      for (const step of ['reported', 'accepted', 'filed', 'dispatched', 'handling', 'handled', 'checking', 'checked', 'closed'] as const) {
        const row = await (await story.upTo(step)).row()
        minutes[row.stage] = row.stageDueAt && (row.stageDueAt.getTime() - row.stageEnteredAt.getTime()) / 60_000
      }
      expect(minutes).toEqual({
        reported: 1,
        accepted: 3,
        filed: 4,
        dispatched: null,
        handling: null,
        handled: 5,
        checking: 6,
        checked: 7,
        closed: null,
      })
    }))
})

describe('escalation', () => {
  it('climbs once each time the limit has run out once more, and stops at the top of the ladder', () =>
    withRollback(async (tx) => {
      const story = (await beginStory(tx, { policy: { escalationLadder: ['district', 'city'] } })).when('2026-03-02 09:00')
      await story.upTo('handling', FOUR_HOURS)
      const sweep = (local: string) => sweepCases(tx, localInstant(local), story.city.cityId)
      expect((await story.row()).nextEscalationAt).toEqual(localInstant('2026-03-02 15:00'))
      expect(await sweep('2026-03-02 14:59')).toMatchObject({ escalated: 0 })
      expect(await sweep('2026-03-02 15:00')).toMatchObject({ escalated: 1 })
      expect(await story.row()).toMatchObject({ escalationStep: 1, stage: 'handling', dueAt: localInstant('2026-03-02 15:00') })
      // Twice the limit: four more working hours.
      expect((await story.row()).nextEscalationAt).toEqual(localInstant('2026-03-03 09:00'))
      expect(await sweep('2026-03-03 08:59')).toMatchObject({ escalated: 0 })
      expect(await sweep('2026-03-03 09:00')).toMatchObject({ escalated: 1 })
      expect(await story.row()).toMatchObject({ escalationStep: 2, nextEscalationAt: null })
      expect(await sweep('2026-03-31 09:00')).toMatchObject({ escalated: 0 })
      expect(await escalations(story)).toEqual([
        localInstant('2026-03-02 15:00').toISOString(),
        localInstant('2026-03-03 09:00').toISOString(),
      ])
      const events = await listEvents(tx, story.city.cityId, story.id)
      expect(
        events.filter(({ action }) => action === 'escalate').map(({ data, personId }) => [JSON.parse(data).given.level, personId]),
      ).toEqual([
        ['district', null],
        ['city', null],
      ])
    }))

  it('catches up rung by rung when nobody swept for long', () =>
    withRollback(async (tx) => {
      const story = (await beginStory(tx, { policy: { escalationLadder: ['district', 'city', 'city'] } })).when('2026-03-02 09:00')
      await story.upTo('handling', FOUR_HOURS)
      const late = localInstant('2026-03-06 09:00')
      for (let pass = 0; pass < 5; pass += 1) await sweepCases(tx, late, story.city.cityId)
      expect(await escalations(story)).toHaveLength(3)
    }))

  it('waits while the clock stands and comes when it has run on', () =>
    withRollback(async (tx) => {
      const story = (await beginStory(tx)).when('2026-03-02 09:00')
      await story.upTo('dispatched', FOUR_HOURS)
      await story.when('2026-03-02 13:30').do('1-water.handler', 'request-return', { reason: 'not_ours', note: '不属我单位' })
      expect(await sweepCases(tx, localInstant('2026-03-04 09:00'), story.city.cityId)).toMatchObject({ escalated: 0 })
      await story.when('2026-03-04 09:00').do('1-centre.duty-chief', 'decide-return', { granted: false, ruling: '属水务' })
      expect(await sweepCases(tx, localInstant('2026-03-04 09:59'), story.city.cityId)).toMatchObject({ escalated: 0 })
      expect(await sweepCases(tx, localInstant('2026-03-04 10:00'), story.city.cityId)).toMatchObject({ escalated: 1 })
    }))

  it('starts from the first rung again for the unit it is redispatched to', () =>
    withRollback(async (tx) => {
      const story = (await beginStory(tx)).when('2026-03-02 09:00')
      await story.upTo('handling', FOUR_HOURS)
      await sweepCases(tx, localInstant('2026-03-02 15:00'), story.city.cityId)
      await story
        .when('2026-03-02 16:00')
        .do('1-centre.dispatcher', 'redispatch', { unitId: story.city.unit('1-parks').id, reason: '权属' })
      expect(await story.row()).toMatchObject({ escalationStep: 0, nextEscalationAt: localInstant('2026-03-03 10:00') })
    }))

  it('never follows what has ended: merged, closed, voided, handled', () =>
    withRollback(async (tx) => {
      const merged = (await beginStory(tx)).when('2026-03-02 09:00')
      const { city } = merged
      const [closed, voided, handled] = [await beginStory(tx, { city }), await beginStory(tx, { city }), await beginStory(tx, { city })]
      for (const story of [merged, closed, voided, handled]) story.when('2026-03-02 09:00')
      await merged.upTo('handling', FOUR_HOURS)
      await merged.do('1-centre.acceptor', 'merge', { primaryCaseId: closed.id, reason: '同一处' })
      await closed.upTo('closed', FOUR_HOURS)
      await voided.upTo('dispatched', FOUR_HOURS)
      await voided.do('1-centre.duty-chief', 'void', { reason: '误报' })
      await handled.upTo('handled', FOUR_HOURS)
      expect(await sweepCases(tx, localInstant('2026-06-01 09:00'), city.cityId)).toEqual({ escalated: 0, resumed: 0 })
      for (const story of [merged, closed, voided])
        expect(await story.row()).toMatchObject({ clockRunningSince: null, dueAt: null, nextEscalationAt: null })
    }))
})
