import { beforeAll, describe, expect, it } from 'vitest'
import { findCase, listEvents } from '#cases/queries.ts'
import { verifyHistory } from '#cases/verify-history.ts'
import { findCity } from '#organisation/queries-places.ts'
import type { Db } from '#platform/db.ts'
import { caseIdOf } from '#replay/drive-request.ts'
import { runReplay } from '#replay/run-replay.ts'
import { changed, FIXTURE, freshCityId, readList, replay, scratch } from '#test/replay/replay-of.ts'
import { testDatabase } from '#test/support/database.ts'

const cityId = freshCityId()
let db: Db
let first: Awaited<ReturnType<typeof replay>>
const progress: number[] = []

/** The case of a request, opened at a UTC instant. */
async function caseOf(id: string, openedAt: string) {
  const caseId = caseIdOf(cityId, { id, openedAt: new Date(openedAt) })
  const row = await findCase(db, cityId, caseId)
  if (row === undefined) throw new Error(`no case for ${id}`)
  return { row, events: await listEvents(db, cityId, caseId) }
}

beforeAll(async () => {
  db = (await testDatabase()).db
  first = await replay(db, { cityId, onProgress: (done) => progress.push(done) })
})

describe('a replay of forty requests', () => {
  it('brings every request into the loop with a complete history that verifies', () => {
    expect(first.report).toMatchObject({
      requests: 40,
      asked: 40,
      inLoop: 40,
      complete: 40,
      open: 1,
      districts: 2,
      grids: 6,
      types: 6,
      departments: 3,
    })
    expect(first.report.history).toEqual({ cases: 40, events: 39 * 9 + 5, broken: [] })
    expect(first.report.driven).toMatchObject({ requests: 40, events: 39 * 9 + 5, already: 0 })
    expect(progress).toEqual(Array.from({ length: 41 }, (_, index) => index))
    expect(readList(first.files, 'incomplete.csv')).toEqual([])
  })

  it('agrees with the recorded verdict except where none is recorded or a request closed at its target counts as late', () => {
    expect(first.report.verdict).toEqual({
      both: { rows: 37, agree: 35, share: 35 / 37 },
      withVerdict: { rows: 36, agree: 35, share: 35 / 36 },
      reasons: { closed_at_target: 1, no_recorded_verdict: 1 },
    })
    expect(readList(first.files, 'verdict-differs.csv').map(({ id, our_on_time, reason }) => [id, our_on_time, reason])).toEqual([
      ['R026', 'true', 'closed_at_target'],
      ['R027', 'false', 'no_recorded_verdict'],
    ])
  })

  it('compares the grid of the point with the recorded one, and does not count as agreement what it placed by that record', () => {
    expect(first.report.grid).toEqual({ rows: 38, agree: 35, share: 35 / 38, reasons: { point_in_no_area: 2, other_district: 1 } })
    expect(readList(first.files, 'grid-differs.csv').map(({ id, place_code }) => [id, place_code])).toEqual(
      [
        ['R035', 'EX01001'],
        ['R038', 'EX00'],
        ['R039', 'EX02002'],
      ].map(([id, code]) => [id, code]),
    )
  })

  it('lists every request that has no place of its own, with how it got one and why', async () => {
    expect(first.report.placed).toEqual({ point: 36, 'recorded-grid': 2, outside: 2 })
    expect(readList(first.files, 'placed-otherwise.csv').map(({ id, placed_by, reason }) => [id, placed_by, reason])).toEqual([
      ['R035', 'recorded-grid', 'point_outside_areas'],
      ['R036', 'outside', 'point_outside_areas'],
      ['R037', 'recorded-grid', 'no_usable_point'],
      ['R038', 'outside', 'point_far_away'],
    ])
    const known = await caseOf('R037', '2011-09-01T12:00:00Z')
    expect(known.row.placeCode).toBe('EX0202A')
    expect(known.row.description).toContain('placed by the recorded grid 0202A')
    const unknown = await caseOf('R036', '2011-09-01T12:00:00Z')
    expect(unknown.row).toMatchObject({ placeCode: 'EX00', lon: -70.95, lat: 42.005, stage: 'closed' })
    expect(unknown.row.description).toContain('placed at city level')
  })

  it('walks each step at its recorded time, by different people', async () => {
    const { row, events } = await caseOf('R001', '2011-07-01T12:00:05Z')
    const [opened, closed] = ['2011-07-01T12:00:05.000Z', '2011-07-02T12:00:04.000Z']
    expect(events.map(({ action, at }) => [action, at.toISOString()])).toEqual([
      ['report', opened], ['accept', opened], ['file', opened], ['dispatch', opened], ['receive', opened],
      ['report-back', closed], ['send-check', closed], ['check', closed], ['close', closed],
    ]) // biome-ignore format: a list
    const by = (action: string) => events.find((event) => event.action === action)?.personId
    expect(new Set([by('report-back'), by('check'), by('close')]).size).toBe(3)
    expect(row).toMatchObject({
      placeCode: 'EX01001',
      channel: 'hotline',
      origin: 'public',
      onTime: true,
      limitValue: 2880,
      limitUnit: 'minute',
    })
  })

  it('reads local times by the clock of the city: the hour that comes twice is its first coming, and a day across it has 25 hours', async () => {
    expect(first.report.ambiguousTimes).toBe(1)
    const { row } = await caseOf('R034', '2011-11-06T05:30:00Z')
    expect(row).toMatchObject({ limitValue: 25 * 60, onTime: true, closedAt: new Date('2011-11-07T06:30:00Z') })
  })

  it('takes the limit of the type where no target is recorded, the shortest where it is past, and days where minutes do not reach', async () => {
    expect(first.report.limits).toEqual({ recorded: 37, notAfterOpening: 1, median: 1, default: 1 })
    expect(readList(first.files, 'without-target.csv').map(({ id, limit }) => [id, limit])).toEqual([
      ['R029', '2880 minutes (median of the type)'],
      ['R030', '30 calendar days (default)'],
    ])
    expect((await caseOf('R030', '2011-08-03T14:00:00Z')).row).toMatchObject({ limitValue: 30, limitUnit: 'natural_day' })
    expect((await caseOf('R028', '2011-08-03T14:00:00Z')).row).toMatchObject({ clockBudgetMs: 1, onTime: false })
    const far = await caseOf('R033', '2011-08-04T14:00:00Z')
    expect(far.row).toMatchObject({ limitUnit: 'urgent_day', onTime: true })
    expect(far.row.clockBudgetMs).toBe(Date.parse('2060-01-01T00:00:00Z') - Date.parse('2011-08-04T14:00:00Z'))
  })

  it('stops an open request at the unit that handles it', async () => {
    const { row, events } = await caseOf('R031', '2011-08-04T14:00:00Z')
    expect(row).toMatchObject({ stage: 'handling', onTime: null, closedAt: null, nextEscalationAt: null })
    expect(events).toHaveLength(5)
  })

  it('routes by rule to the department that usually has the type, and says where the record went elsewhere', () => {
    expect(first.report.routing).toEqual({ rows: 40, agree: 39, share: 39 / 40 })
  })
})

describe('repeating and resuming', () => {
  it('adds nothing when it is run again', async () => {
    const again = await replay(db, { cityId })
    expect(again.report.driven).toMatchObject({ requests: 0, events: 0, already: 40 })
    expect(again.report.history).toEqual(first.report.history)
    expect(again.report.verdict).toEqual(first.report.verdict)
  })

  it('goes on where it was interrupted, leaving no half case behind', async () => {
    const other = freshCityId()
    const stop = (done: number): void => {
      if (done === 7) throw new Error('pulled the plug')
    }
    await expect(replay(db, { cityId: other, parallel: 3, onProgress: stop })).rejects.toThrow('pulled the plug')
    const left = await verifyHistory(db, { cityId: other })
    expect(left.cases).toBeGreaterThanOrEqual(7)
    expect(left.cases).toBeLessThanOrEqual(7 + 3)
    expect(left.events % 9).toBe(0)
    const resumed = await replay(db, { cityId: other })
    expect(resumed.report.driven.already).toBe(left.cases)
    expect(resumed.report).toMatchObject({ inLoop: 40, complete: 40, history: { cases: 40, events: 39 * 9 + 5, broken: [] } })
  })

  it('refuses to go on in a city made from other files', async () => {
    const requests = changed(FIXTURE.requests, (text) => text.replace('R001', 'R999'))
    await expect(replay(db, { cityId, requests })).rejects.toMatchObject({ code: 'replay.other_city', status: 409 })
  })
})

describe('a dry run', () => {
  it('checks and lists, and leaves the database as it is', async () => {
    const city = freshCityId()
    const result = await runReplay(db, { ...FIXTURE, cityId: city, outDir: scratch(), dryRun: true })
    expect(result).toMatchObject({ dryRun: true, report: { requests: 40, placed: first.report.placed, limits: first.report.limits } })
    expect(readList(result.files, 'placed-otherwise.csv')).toEqual(readList(first.files, 'placed-otherwise.csv'))
    expect(await findCity(db, city)).toBeUndefined()
  })
})
