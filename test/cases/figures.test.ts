import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { COUNTED, type FigureChange, figureChanges, sumUp } from '#cases/figures.ts'
import { beginFigures, keepFigures, rebuildFigures } from '#cases/keep-figures.ts'
import { findCase } from '#cases/queries.ts'
import { viewFigures } from '#cases/view-figures.ts'
import { handClock } from '#platform/clock.ts'
import { type Db, inTransaction } from '#platform/db.ts'
import { makeRelay, type Relay } from '#platform/relay.ts'
import { act, makeCaseCity, minutesLater, report } from '#test/support/cases.ts'
import type { SmallCity } from '#test/support/city.ts'
import { testDatabase } from '#test/support/database.ts'

const DAY = 24 * 60
let db: Db
let city: SmallCity
let relay: Relay
const clock = handClock(minutesLater(0))
const actor = (key: string, minutes: number) => city.actorOf(key, minutesLater(minutes))

const stored = () =>
  db
    .selectFrom('caseMonth')
    .select(['month', 'placeCode', 'typeCode', ...COUNTED])
    .where('cityId', '=', city.cityId)
    .orderBy('month')
    .orderBy('placeCode')
    .orderBy('typeCode')
    .execute()

const notZero = (rows: Awaited<ReturnType<typeof stored>>) => rows.filter((row) => COUNTED.some((name) => row[name] !== 0))

/** The figures kept so far, and what they are when made anew. */
async function keptAndAnew() {
  const kept = notZero(await stored())
  await rebuildFigures(db, city.cityId, clock.now())
  return { kept, anew: notZero(await stored()) }
}

/** A case reported in a grid and voided or left open: one that changes its type, its end and its month on the way. */
async function reportIn(grid: string, minutes: number): Promise<string> {
  const [lon, lat] = city.middle(grid)
  return (await inTransaction(db, (tx) => report(tx, city, actor(`${grid[0]}-centre.acceptor`, minutes), { lon, lat }))).id
}

beforeAll(async () => {
  db = (await testDatabase()).db
  city = await makeCaseCity(db)
  relay = makeRelay({ db, clock, subscriptions: {}, batches: [keepFigures] })
  await beginFigures(db, clock.now())
})
afterAll(() => relay.stop())

describe('figures by month', () => {
  test('kept from what happens are those made anew from the cases', async () => {
    const first = await reportIn('1.1.1.1', 0)
    const second = await reportIn('1.2.1.1', 1)
    await reportIn('2.1.1.1', 40 * DAY)
    clock.set(minutesLater(60 * DAY))
    await relay.drain()
    await inTransaction(db, async (tx) => {
      await act(tx, actor('1-centre.acceptor', 2), first, 'accept', { typeCode: 'E0110', conditionNumber: 1 })
      await act(tx, actor('1-centre.duty-chief', 3), first, 'file', { typeCode: 'E0111', conditionNumber: 1 })
      await act(tx, actor('1-centre.duty-chief', 35 * DAY), second, 'void', { reason: '误报' })
    })
    await relay.drain()
    const { kept, anew } = await keptAndAnew()
    expect(kept).toEqual(anew)
    expect(kept.map(({ month, placeCode, typeCode, reported, ended }) => [month, placeCode, typeCode, reported, ended])).toEqual([
      ['2026-03-01', city.code('1.1'), 'E0111', 1, 0],
      ['2026-03-01', city.code('1.2'), '', 1, 0],
      ['2026-04-01', city.code('1.2'), '', 0, 1],
      ['2026-04-01', city.code('2.1'), '', 1, 0],
    ])
  })

  test('made anew while events are on their way count these once', async () => {
    const before = notZero(await stored())
    await reportIn('1.1.1.1', 61 * DAY)
    await rebuildFigures(db, city.cityId, clock.now())
    expect(notZero(await stored())).toEqual(before)
    clock.set(minutesLater(62 * DAY))
    await relay.drain()
    const { kept, anew } = await keptAndAnew()
    expect(kept).toEqual(anew)
    expect(kept.reduce((sum, { reported }) => sum + reported, 0)).toBe(before.reduce((sum, { reported }) => sum + reported, 0) + 1)
  })

  test('are shown to a centre for its own area alone', async () => {
    const months = { from: '2026-03', to: '2026-05' }
    const rowsOf = async (key: string) => (await viewFigures(db, actor(key, 62 * DAY), months)).rows
    const whole = await rowsOf('centre.acceptor')
    expect(new Set(whole.map(({ placeCode }) => placeCode))).toEqual(new Set([city.code('1'), city.code('2')]))
    expect(whole.reduce((sum, { reported }) => sum + reported, 0)).toBe(4)
    const district = await rowsOf('1-centre.acceptor')
    expect(new Set(district.map(({ placeCode }) => placeCode))).toEqual(new Set([city.code('1.1'), city.code('1.2')]))
    await expect(viewFigures(db, actor('1-centre.acceptor', 0), { ...months, placeCode: city.code('2') })).rejects.toThrow()
  })

  test('lose what a reopened case had ended, and tell in time from late', async () => {
    const row = await findCase(db, city.cityId, await reportIn('1.1.1.1', 62 * DAY))
    if (!row) throw new Error('the case is not there')
    const closed = { ...row, stage: 'closed' as const, closedAt: minutesLater(95 * DAY), onTime: false }
    const reopened = { ...closed, stage: 'filed' as const, closedAt: null, onTime: null }
    const lines = (changes: readonly FigureChange[] | undefined) => sumUp(changes ?? [], (at) => at.toISOString().slice(0, 7), 30)
    expect(lines(figureChanges(row, closed))).toMatchObject([{ month: '2026-06', reported: 0, ended: 1, closed: 1, onTime: 0, late: 1 }])
    expect(lines(figureChanges(closed, reopened))).toMatchObject([{ ended: -1, closed: -1, late: -1 }])
    expect(figureChanges(row, { ...row, stage: 'accepted' })).toBeUndefined()
  })
})
