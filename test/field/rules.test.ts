import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { metresBetween, photoFlags } from '#cases/photo-check.ts'
import { CasePolicy } from '#cases/policy.ts'
import { cellCentre, cellOf, cellsWithin, shareOf } from '#field/cells.ts'
import { LONGEST_CURSOR, MOST_TASKS } from '#field/cursor-size.ts'
import { clockOf, serverMoment } from '#field/device-clock.ts'
import { judgeCheckIn } from '#field/judge-check-in.ts'
import { type EarlierReport, hoursApart, rankTypes } from '#field/rank-types.ts'
import { differenceTo, readCursor, writeCursor } from '#field/task-cursor.ts'
import { estimatedBytes, tilesOver } from '#field/tile-list.ts'
import { rectangle } from '#organisation/area.ts'
import { tileAt } from '../cases/tile-reader.ts'

const lon = fc.double({ min: -179.9, max: 179.9, noNaN: true })
const lat = fc.double({ min: -84, max: 84, noNaN: true })

describe('cells', () => {
  it('a point lies within 36 m of the middle of its cell, and the middle in the cell', () => {
    fc.assert(
      fc.property(lon, lat, (x, y) => {
        const cell = cellOf(x, y)
        const [cx, cy] = cellCentre(cell)
        expect(cellOf(cx, cy)).toBe(cell)
        expect(metresBetween({ lon: x, lat: y }, { lon: cx, lat: cy })).toBeLessThan(Math.abs(y) < 60 ? 36 : 45)
      }),
    )
  })

  it('a square of a kilometre has the cells that fit into it, each once, all inside', () => {
    const area = rectangle([102.7, 25], [102.71, 25.009])
    const cells = cellsWithin(area) ?? []
    const fits = (1008 * 1002) / (50 * 50)
    expect(cells.length).toBeGreaterThan(fits * 0.93)
    expect(cells.length).toBeLessThan(fits * 1.07)
    expect(new Set(cells).size).toBe(cells.length)
    expect([...cells].sort((a, b) => a - b)).toEqual(cells)
    for (const [x, y] of cells.map(cellCentre)) expect(x > 102.7 && x < 102.71 && y > 25 && y < 25.009).toBe(true)
  })

  it('knows holes, small and huge areas', () => {
    const [outer] = rectangle([102.7, 25], [102.71, 25.009]).coordinates as [[number, number][]]
    const [hole] = rectangle([102.702, 25.002], [102.708, 25.007]).coordinates as [[number, number][]]
    const holed = cellsWithin({ type: 'Polygon', coordinates: [outer, hole] })?.length ?? 0
    expect(holed).toBeLessThan((cellsWithin({ type: 'Polygon', coordinates: [outer] })?.length ?? 0) * 0.75)
    expect(cellsWithin(rectangle([102.7, 25], [102.7001, 25.0001]))).toHaveLength(1)
    expect(cellsWithin(rectangle([100, 20], [110, 30]))).toBeNull()
    expect([shareOf(1, 3), shareOf(0, 3), shareOf(4, 3), shareOf(0, 0)]).toEqual([0.33, 0, 1, 0])
  })
})

describe('types to propose', () => {
  const earlier = (typeCode: string, more: Partial<EarlierReport> = {}): EarlierReport => ({
    typeCode, metres: 100, daysAgo: 1, hour: 10, byMe: false, ...more,
  }) // biome-ignore format: a row
  const order = (...reports: EarlierReport[]): string[] => rankTypes(reports, 10, 8).map(({ typeCode }) => typeCode)

  it('the nearer, the more recent, the same time of day and mine come first', () => {
    expect(order(earlier('far', { metres: 480 }), earlier('near', { metres: 10 }))).toEqual(['near', 'far'])
    expect(order(earlier('old', { daysAgo: 60 }), earlier('new'))).toEqual(['new', 'old'])
    expect(order(earlier('night', { hour: 23 }), earlier('now', { hour: 11 }))).toEqual(['now', 'night'])
    expect(order(earlier('theirs'), earlier('mine', { byMe: true }))).toEqual(['mine', 'theirs'])
    expect(order(earlier('mine elsewhere', { metres: null, byMe: true }), earlier('near'))).toEqual(['near', 'mine elsewhere'])
  })

  it('leaves out what is beyond 500 m or 90 days and not mine, and says what speaks for each', () => {
    expect(order(earlier('a', { metres: 501 }), earlier('b', { daysAgo: 91 }), earlier('c', { metres: null }))).toEqual([])
    const [first] = rankTypes([earlier('a'), earlier('a', { hour: 20 }), earlier('a', { metres: null, byMe: true })], 10, 8)
    expect(first).toMatchObject({ typeCode: 'a', near: 2, mine: 1, atThisHour: 2 })
  })

  it('does not depend on the order of what was read, and midnight is a time of day like another', () => {
    const report = fc.record({
      typeCode: fc.constantFrom('a', 'b', 'c', 'd'),
      metres: fc.option(fc.integer({ min: 0, max: 600 })),
      daysAgo: fc.integer({ min: 0, max: 100 }),
      hour: fc.integer({ min: 0, max: 23 }),
      byMe: fc.boolean(),
    })
    fc.assert(
      fc.property(fc.array(report, { maxLength: 30 }), fc.integer({ min: 0, max: 23 }), (reports, hour) => {
        const there = rankTypes(reports, hour, 3)
        const back = rankTypes(reports.toReversed(), hour, 3)
        expect(there.length).toBeLessThanOrEqual(3)
        expect(back.map(({ score }) => score)).toEqual(there.map(({ score }) => score))
      }),
    )
    expect([hoursApart(23, 1), hoursApart(1, 23), hoursApart(0, 12)]).toEqual([2, 2, 12])
  })
})

describe('tiles of a pack', () => {
  const box = [102.7, 25, 102.74, 25.04] as const
  it('hold every point of the boxes at every zoom, and stay within their number', () => {
    const list = tilesOver([box])
    expect(list.map(({ z }) => z)).toEqual([12, 13, 14, 15, 16])
    for (const { z, tiles } of list)
      for (const [x, y] of [[102.7, 25], [102.74, 25.04], [102.72, 25.02]] as const) {
        const at = tileAt(z, x, y)
        expect(tiles).toContainEqual([at.x, at.y])
      } // biome-ignore format: points
    expect(estimatedBytes(list)).toBeGreaterThan(10_000)
  })
  it('leaves out the deepest zooms rather than send too many', () => {
    const list = tilesOver([[102, 24, 103, 25]])
    expect(list.at(-1)?.z).toBeLessThan(16)
    expect(list.reduce((sum, { tiles }) => sum + tiles.length, 0)).toBeLessThanOrEqual(400)
  })
})

describe('the cursor of tasks', () => {
  const held = fc.uniqueArray(fc.record({ id: fc.uuid(), version: fc.integer({ min: 1, max: 2_147_483_647 }) }), {
    selector: ({ id }) => id,
    maxLength: 40,
  })
  it('says again what was told, to that post alone, and fits into an address', () => {
    fc.assert(
      fc.property(fc.uuid(), held, fc.uuid(), (postId, tasks, other) => {
        const cursor = writeCursor(postId, tasks)
        expect(readCursor(cursor, postId)).toEqual(new Map(tasks.map(({ id, version }) => [id, version])))
        if (other !== postId) expect(readCursor(cursor, other)?.size).toBe(0)
      }),
    )
    const many = Array.from({ length: MOST_TASKS }, (_, index) => ({
      id: `01a20126-30b2-7e91-9151-${String(index).padStart(12, '0')}`,
      version: 7,
    }))
    expect(writeCursor(many[0]?.id ?? '', many).length).toBeLessThanOrEqual(LONGEST_CURSOR)
    expect(LONGEST_CURSOR).toBeLessThan(6000)
  })
  it('after an answer the phone holds exactly what waits', () => {
    fc.assert(
      fc.property(held, held, (before, now) => {
        const holds = new Map(before.map(({ id, version }) => [id, version]))
        const { changed, gone } = differenceTo(holds, now)
        for (const { id, version } of changed) holds.set(id, version)
        for (const id of gone) holds.delete(id)
        expect(holds).toEqual(new Map(now.map(({ id, version }) => [id, version])))
      }),
    )
  })
  it.each(['x', 'AAAA', '=', 'é', 'A'.repeat(30)])('%s is none of ours', (text) =>
    expect(readCursor(text, '01a20126-30b2-7e91-9151-000000000000')).toBeUndefined(),
  )
})

describe('a phone and its word', () => {
  it('a clock that is wrong but runs evenly does no harm', () => {
    const [now, skewed] = [new Date('2026-03-02T01:00:00Z'), new Date('2026-03-02T03:00:00Z')]
    expect(clockOf(skewed, now)).toEqual({ serverTime: now.toISOString(), skewSeconds: 7200, wrong: true })
    expect(clockOf(new Date(now.getTime() - 119_000), now)).toMatchObject({ skewSeconds: -119, wrong: false })
    expect(serverMoment(new Date('2026-03-02T02:30:00Z'), skewed, now)).toEqual(new Date('2026-03-02T00:30:00Z'))
  })
  it('a photo of a report that comes late is as old as when the problem was found, if that was lately', () => {
    const at = new Date('2026-03-02T08:00:00Z')
    const hours = (count: number): Date => new Date(at.getTime() - count * 3_600_000)
    const here = { lon: 102.7, lat: 25 }
    const flags = (taken: Date, foundAt: Date | null) =>
      photoFlags({ ...here, takenAt: taken.toISOString() }, here, at, CasePolicy.parse({}), foundAt)
    expect(flags(hours(6), hours(6))).toEqual([])
    expect(flags(hours(6), null)).toEqual(['taken_long_before'])
    expect(flags(hours(9), hours(6))).toEqual(['taken_long_before'])
    expect(flags(hours(4), hours(6))).toEqual([])
    expect(flags(hours(-1), hours(6))).toEqual(['taken_in_future'])
    for (const foundAt of [hours(80), hours(-1)]) expect(flags(hours(80), foundAt)).toEqual(['taken_long_before'])
  })
  it('near a border its accuracy is granted, up to a margin', () => {
    const policy = { checkInAccuracyMetres: 100, checkInMarginMetres: 30 }
    expect(judgeCheckIn(0, 5, policy)).toBe('inside')
    expect(judgeCheckIn(20, 25, policy)).toBe('inside')
    expect(judgeCheckIn(20, 10, policy)).toBe('outside')
    expect(judgeCheckIn(31, 90, policy)).toBe('outside')
    expect(judgeCheckIn(0, 101, policy)).toBe('vague')
  })
})
