import { beforeAll, describe, expect, it } from 'vitest'
import type { EventData } from '#cases/case-state.ts'
import { INPUTS, SelfHandleInput } from '#cases/contract.ts'
import { judgeDoneAt } from '#cases/done-at.ts'
import { askedOf } from '#cases/history.ts'
import { listEvents } from '#cases/queries.ts'
import { selfHandleCase } from '#cases/report-case.ts'
import { tellEvent } from '#cases/tell-event.ts'
import { verifyHistory } from '#cases/verify-history.ts'
import { newId } from '#platform/identifier.ts'
import { minutesLater, storePhoto } from '../support/cases.ts'
import { testDatabase, withRollback } from '../support/database.ts'
import { beginStory, type CaseStory, openCommonCity, plainCity } from './drive.ts'
import { answered } from './told.ts'

beforeAll(openCommonCity)

const NOW = new Date('2026-03-05T09:30:00Z')
const hoursAgo = (hours: number): Date => new Date(NOW.getTime() - hours * 3_600_000)
const POLICY = { lateDays: 3 }

const last = async (story: CaseStory) => {
  const event = (await listEvents(story.tx, story.city.cityId, story.id)).at(-1)
  if (!event) throw new Error('no event')
  return { event, given: (JSON.parse(event.data) as EventData).given }
}
const lines = async (story: CaseStory, locale: 'zh' | 'en') => tellEvent(answered((await last(story)).event), locale, {})
const flags = async (story: CaseStory) => (await story.row()).photos.at(-1)?.flags
/** A photo of somebody's, taken at a moment on the spot. */
const photoBy = (story: CaseStory, person: string, takenAt: Date, [lon, lat] = story.city.middle('1.1.1.1')) =>
  storePhoto(story.tx, story.as(person), { lon, lat, takenAt: takenAt.toISOString() })

describe('a moment told of one’s own work', () => {
  it.each([
    ['at once', 0, null, null],
    ['some hours ago, within the step', 4, 5, null],
    ['a little before the step by clocks that differ', 4.05, 4, null],
    ['before the step began', 5, 4, 'before_step'],
    ['as long ago as a phone may be without a network', 72, null, null],
    ['longer ago', 72.1, null, 'too_late'],
    ['a little ahead', -0.05, null, null],
    ['in the future', -0.2, null, 'in_future'],
  ] as const)('is judged: %s', (_, told, since, doubt) => {
    const judged = judgeDoneAt(hoursAgo(told), NOW, since === null ? null : hoursAgo(since), POLICY)
    expect(judged.doubt).toBe(doubt)
    expect(judged.believed).toEqual(doubt === null ? hoursAgo(Math.max(0, told)) : null)
  })

  it('is taken by every step of the street, left out or told, and asks for the same as before when left out', () => {
    const steps = ['verify', 'check', 'receive', 'request-return', 'report-back', 'finish-part', 'reply-urge'] as const
    for (const step of steps) expect(Object.keys(INPUTS[step].shape)).toContain('doneAt')
    const old = INPUTS.check.parse({ passed: true, finding: '已解决' })
    expect(askedOf(old)).toBe(askedOf({ passed: true, finding: '已解决', photos: [] }))
    expect(INPUTS.check.safeParse({ passed: true, finding: '已解决', doneAt: 'yesterday' }).success).toBe(false)
  })
})

describe('a step that waited in a phone', () => {
  const EVENING = '2026-03-02 17:30'
  const handling = async (tx: Parameters<typeof beginStory>[0]): Promise<CaseStory> =>
    (await beginStory(tx)).when('2026-03-02 09:30').upTo('handling')

  it('has its photos held against when it was done, and both moments are told', () =>
    withRollback(async (tx) => {
      const story = await handling(tx)
      const [doneAt, arrived] = [new Date('2026-03-02T10:05:00+08:00'), story.when('2026-03-02 13:20')]
      const photos = [await photoBy(story, '1-water.handler', doneAt)]
      await arrived.do('1-water.handler', 'report-back', { result: '已清理', photos, doneAt: doneAt.toISOString() })
      expect(await flags(story)).toEqual([])
      expect((await last(story)).given).toMatchObject({ doneAt: doneAt.toISOString() })
      expect((await story.row()).handledAt).toEqual(story.at)
      expect(await lines(story, 'zh')).toEqual(['反馈处置结果。', '现场 10:05，送达 13:20。', '处置情况：已清理。'])
      expect(await lines(story, 'en')).toEqual(['Reported back what was done.', 'On site 10:05, arrived 13:20.', 'Done: 已清理.'])
    }))

  it('is flagged as before when it tells nothing, and tells nothing more when it came at once', () =>
    withRollback(async (tx) => {
      const story = await handling(tx)
      const taken = new Date('2026-03-02T14:05:00+08:00')
      story.when(EVENING)
      await story.do('1-water.handler', 'report-back', { result: '已清理', photos: [await photoBy(story, '1-water.handler', taken)] })
      expect(await flags(story)).toEqual(['taken_long_before'])
      await story.upTo('checking')
      await story.do('1-centre.inspector', 'check', {
        passed: true,
        finding: '好',
        doneAt: new Date(story.at.getTime() - 40_000).toISOString(),
      })
      expect(await lines(story, 'zh')).toEqual(['核查通过。', '所见：好。'])
    }))

  it('cannot be dated before the step could begin: kept, not believed, the photo flagged, the work taken', () =>
    withRollback(async (tx) => {
      const story = await beginStory(tx)
      await story.when('2026-03-02 15:00').upTo('checking')
      const doneAt = new Date('2026-03-02T11:00:00+08:00')
      const photos = [await photoBy(story.when('2026-03-02 15:20'), '1-centre.inspector', doneAt)]
      await story.do('1-centre.inspector', 'check', { passed: true, finding: '已解决', photos, doneAt: doneAt.toISOString() })
      expect((await story.row()).stage).toBe('checked')
      expect((await last(story)).given).toMatchObject({ doneAt: doneAt.toISOString(), doneAtDoubt: 'before_step' })
      expect(await flags(story)).toEqual(['taken_long_before'])
      expect((await lines(story, 'zh')).slice(1, 3)).toEqual(['现场 11:00，送达 15:20。', '手机所报现场时间不予采信：早于本步骤开始。'])
      expect((await lines(story, 'en'))[2]).toBe('The time on site is not believed: the step could not have begun by then.')
    }))

  it('follows the step before it of the same phone by when that was done', () =>
    withRollback(async (tx) => {
      const story = await (await beginStory(tx)).when('2026-03-02 09:30').upTo('dispatched')
      const at = (time: string) => new Date(`2026-03-02T${time}:00+08:00`).toISOString()
      story.when(EVENING)
      await story.do('1-water.handler', 'receive', { doneAt: at('10:00') })
      await story.do('1-water.handler', 'report-back', { result: '好', doneAt: at('11:00') })
      expect((await last(story)).given).not.toHaveProperty('doneAtDoubt')
    }))

  it('is told with its days where they differ', () =>
    withRollback(async (tx) => {
      const story = await handling(tx)
      story.when('2026-03-04 09:00')
      await story.do('1-water.handler', 'report-back', { result: '好', doneAt: new Date('2026-03-02T14:05:00+08:00').toISOString() })
      expect((await lines(story, 'zh'))[1]).toBe('现场 3月2日 14:05，送达 3月4日 09:00。')
      expect((await lines(story, 'en'))[1]).toBe('On site 2 Mar 14:05, arrived 4 Mar 09:00.')
    }))

  it('never counts as on time by its own word; that it says so is kept apart', () =>
    withRollback(async (tx) => {
      const story = await handling(tx)
      const { dueAt } = await story.row()
      if (!dueAt) throw new Error('no limit')
      story.at = new Date(dueAt.getTime() + 3_600_000)
      await story.do('1-water.handler', 'report-back', { result: '好', doneAt: new Date(dueAt.getTime() - 3_600_000).toISOString() })
      expect(await story.row()).toMatchObject({ onTime: false, handledAt: story.at })
      expect((await last(story)).given).toMatchObject({ doneOnTime: true })
      expect(await lines(story, 'zh')).toContain('以送达计已超期；以手机所报时间计未超期。')
      expect(await lines(story, 'en')).toContain('Late by its arrival; in time by what the phone told.')
    }))

  it('says nothing of being in time where it was late in both ways, or nobody believes it', () =>
    withRollback(async (tx) => {
      for (const before of [-1, 24 * 9]) {
        const story = await handling(tx)
        const { dueAt } = await story.row()
        if (!dueAt) throw new Error('no limit')
        story.at = new Date(dueAt.getTime() + 2 * 3_600_000)
        await story.do('1-water.handler', 'report-back', {
          result: '好',
          doneAt: new Date(dueAt.getTime() - before * 3_600_000).toISOString(),
        })
        expect((await last(story)).given).not.toHaveProperty('doneOnTime')
      }
    }))

  it('believes a part from when it was asked for, an answer from when it was urged', () =>
    withRollback(async (tx) => {
      const story = await handling(tx)
      await story
        .when('2026-03-02 10:00')
        .do('1-centre.dispatcher', 'co-handle', { parts: [{ unitId: story.city.unit('1-power').id, task: '断电' }] })
      await story.when('2026-03-02 10:30').do('centre.supervisor', 'urge', { text: '请抓紧' })
      const at = (time: string) => new Date(`2026-03-02T${time}:00+08:00`).toISOString()
      story.when('2026-03-02 16:00')
      await story.do('1-power.handler', 'finish-part', { result: '已断电', doneAt: at('10:10') })
      expect((await last(story)).given).not.toHaveProperty('doneAtDoubt')
      await story.do('1-water.handler', 'reply-urge', { text: '在办', doneAt: at('10:15') })
      expect((await last(story)).given).toMatchObject({ doneAtDoubt: 'before_step' })
    }))

  it('answers a repeat as it did, refuses another moment under the same id, and keeps a history that verifies', async () => {
    const { db } = await testDatabase()
    const city = await plainCity(db)
    const story = await (await beginStory(db, { city })).when('2026-03-02 09:30').upTo('handling')
    const requestId = newId(story.at)
    const { version } = await story.row()
    const send = (doneAt: string) => story.do('1-water.handler', 'report-back', { result: '好', doneAt }, { requestId, version })
    story.when(EVENING)
    const first = await send('2026-03-02T14:05:00+08:00')
    expect(await send('2026-03-02T06:05:00Z')).toEqual(first)
    await expect(send('2026-03-02T06:06:00Z')).rejects.toMatchObject({ code: 'request.reused' })
    expect((await verifyHistory(db, { cityId: city.cityId })).broken).toEqual([])
  })
})

describe('handling on the spot that waited in a phone', () => {
  const selfHandle = async (tx: Parameters<typeof beginStory>[0], doneAt: Date, foundAt: Date, at: Date) => {
    const { city } = await beginStory(tx)
    const actor = city.actorOf('1-centre.inspector', at)
    const [lon, lat] = city.middle('1.1.1.1')
    const photo = (takenAt: Date) => storePhoto(tx, actor, { lon, lat, takenAt: takenAt.toISOString() })
    const [before, after] = [await photo(foundAt), await photo(doneAt)]
    const input = SelfHandleInput.parse({
      requestId: newId(at), lon, lat, address: '某路', description: '垃圾', origin: 'inspector', channel: 'patrol', typeCode: 'E0110', conditionNumber: 1,
      photos: [before], photosAfter: [after], result: '已清扫', foundAt: foundAt.toISOString(), doneAt: doneAt.toISOString(),
    }) // biome-ignore format: a report
    const { id } = await selfHandleCase(tx, actor, input)
    const [event] = await listEvents(tx, city.cityId, id)
    if (!event) throw new Error('no event')
    const data = JSON.parse(event.data) as EventData & { set: { photos: readonly { flags: readonly string[] }[] } }
    return { event, given: data.given, flags: data.set.photos.map((each) => each.flags) }
  }

  it('holds each photo against its own moment and tells all three', () =>
    withRollback(async (tx) => {
      const at = minutesLater(8 * 60)
      const { event, flags: seen } = await selfHandle(tx, minutesLater(4 * 60), minutesLater(0), at)
      expect(seen).toEqual([[], []])
      expect(tellEvent(answered(event), 'zh', {})[1]).toBe('发现 09:00，现场 13:00，送达 17:00。')
      expect(tellEvent(answered(event), 'en', {})[1]).toBe('Found 09:00, on site 13:00, arrived 17:00.')
    }))

  it('does not believe it was handled before it was found', () =>
    withRollback(async (tx) => {
      const { given, flags: seen } = await selfHandle(tx, minutesLater(0), minutesLater(4 * 60), minutesLater(8 * 60))
      expect(given).toMatchObject({ doneAtDoubt: 'before_step' })
      expect(seen[1]).toEqual(['taken_long_before'])
    }))
})
