import { beforeAll, describe, expect, it } from 'vitest'
import { INPUTS } from '#cases/contract.ts'
import { possibleActions } from '#cases/refusal.ts'
import { sweepCases } from '#cases/sweep-cases.ts'
import { verifyHistory } from '#cases/verify-history.ts'
import { testDatabase, withRollback } from '../support/database.ts'
import { beginStory, type CaseStory, localInstant, openCommonCity, plainCity } from './drive.ts'
import { askReturn, unit } from './refusal-try.ts'

beforeAll(openCommonCity)

const HOUR = 3_600_000
/** Types that give 4 working hours. */
const FOUR_HOURS = { typeCode: 'E0110', conditionNumber: 1 }
const recall = (story: CaseStory, person = '1-centre.dispatcher') => story.do(person, 'recall', { reason: '派错单位' })
const NO_CLOCK = {
  limitValue: null,
  clockBudgetMs: null,
  clockRemainingMs: null,
  clockRunningSince: null,
  dueAt: null,
  nextEscalationAt: null,
}

describe('a dispatch taken back', () => {
  it('leaves nothing with the unit and gives the next one its whole limit', () =>
    withRollback(async (tx) => {
      const story = await (await beginStory(tx)).when('2026-03-02 09:00').upTo('dispatched', FOUR_HOURS)
      await recall(story.when('2026-03-02 09:10'))
      const freed = { stage: 'filed', unitId: null, dispatchedAt: null, loopLevel: 'district', returnCount: 0, ...NO_CLOCK }
      expect(await story.row()).toMatchObject(freed)
      await story.when('2026-03-02 10:00').do('1-centre.dispatcher', 'dispatch', unit(story, '1-parks'))
      expect(await story.row()).toMatchObject({ clockRemainingMs: 4 * HOUR, dueAt: localInstant('2026-03-02 16:00') })
    }))

  it('wins no time however often it is done: the dispatch limit keeps its deadline', () =>
    withRollback(async (tx) => {
      const story = await (await beginStory(tx)).when('2026-03-02 09:00').upTo('filed', FOUR_HOURS)
      const { stageDueAt, stageEnteredAt } = await story.row()
      expect(stageDueAt).toEqual(localInstant('2026-03-02 09:15'))
      for (const minute of ['05', '20', '40']) {
        await story.when(`2026-03-02 09:${minute}`).do('1-centre.dispatcher', 'dispatch', unit(story, '1-water'))
        expect((await story.row()).stageDueAt).toBeNull()
        await recall(story)
        expect(await story.row()).toMatchObject({ stageDueAt, stageEnteredAt })
      }
    }))

  it('does not renew a limit that had begun before', () =>
    withRollback(async (tx) => {
      const story = await (await beginStory(tx)).when('2026-03-02 09:00').upTo('dispatched', FOUR_HOURS)
      await story.when('2026-03-02 12:00').do('1-centre.dispatcher', 'request-up', { reason: '市管' })
      await story.when('2026-03-02 14:00').do('centre.dispatcher', 'dispatch', unit(story, 'water'))
      await recall(story.when('2026-03-02 14:30'), 'centre.dispatcher')
      expect(await story.row()).toMatchObject({ clockBudgetMs: 4 * HOUR, clockRemainingMs: HOUR, clockRunningSince: null, dueAt: null })
      await story.when('2026-03-02 15:00').do('centre.dispatcher', 'dispatch', unit(story, 'parks'))
      expect((await story.row()).dueAt).toEqual(localInstant('2026-03-02 16:00'))
    }))

  it('takes the rungs back that were climbed at the wrong unit', async () => {
    const { db } = await testDatabase()
    const story = await (await beginStory(db, { city: await plainCity(db) })).when('2026-03-02 09:00').upTo('dispatched', FOUR_HOURS)
    await sweepCases(db, localInstant('2026-03-02 15:00'), story.city.cityId)
    expect((await story.row()).escalationStep).toBe(1)
    await recall(story.when('2026-03-02 15:10'))
    expect(await story.row()).toMatchObject({ escalationStep: 0, ...NO_CLOCK })
    expect((await verifyHistory(db, { cityId: story.city.cityId })).broken).toEqual([])
  })

  it("is the centre's that takes it back: the level of the loop, or the level that will close it", () =>
    withRollback(async (tx) => {
      const story = await (await beginStory(tx)).upTo('filed')
      await story.do('1-centre.dispatcher', 'dispatch', unit(story, '1.1-office'))
      expect((await story.row()).loopLevel).toBe('street')
      await recall(story)
      expect(await story.row()).toMatchObject({ loopLevel: 'district', stage: 'filed' })
      await story.do('1-centre.dispatcher', 'dispatch', unit(story, '1.1-office'))
      await recall(story, '1.1-centre.dispatcher')
      expect(await story.row()).toMatchObject({ loopLevel: 'street', stage: 'filed' })
      await expect(story.do('1-centre.dispatcher', 'dispatch', unit(story, '1-water'))).rejects.toMatchObject({ code: 'case.wrong_level' })
    }))

  it('is taken back after a redispatch nobody has received, but never once the unit has', () =>
    withRollback(async (tx) => {
      const story = await (await beginStory(tx)).upTo('handling')
      await expect(recall(story)).rejects.toMatchObject({ code: 'case.wrong_stage' })
      await story.do('1-centre.dispatcher', 'redispatch', { ...unit(story, '1-parks'), reason: '属园林' })
      await recall(story)
      expect(await story.row()).toMatchObject({ stage: 'filed', unitId: null, ...NO_CLOCK })
      expect((await story.row()).handledBy).toEqual([story.city.person('1-water.handler').personId])
    }))

  it('waits for the ruling when the unit has asked to return it', () =>
    withRollback(async (tx) => {
      const story = await (await beginStory(tx)).upTo('dispatched')
      expect(possibleActions(await story.row(), story.as('1-centre.dispatcher'))).toContain('recall')
      await askReturn(story)
      expect(possibleActions(await story.row(), story.as('1-centre.dispatcher'))).not.toContain('recall')
      await expect(recall(story)).rejects.toMatchObject({ code: 'case.request_waiting' })
    }))

  it("is nobody else's: neither the unit's nor another level's", () =>
    withRollback(async (tx) => {
      const story = await (await beginStory(tx)).upTo('dispatched')
      await expect(recall(story, '1-water.handler')).rejects.toMatchObject({ code: 'case.no_permission' })
      await expect(recall(story, 'centre.dispatcher')).rejects.toMatchObject({ code: 'case.wrong_level' })
    }))

  it('needs a reason, a short one', () => {
    expect(INPUTS.recall.safeParse({ reason: ' ' }).success).toBe(false)
    expect(INPUTS.recall.safeParse({ reason: '错'.repeat(201) }).success).toBe(false)
  })
})
