import { beforeAll, describe, expect, test } from 'vitest'
import { isOpen } from '#cases/lifecycle.ts'
import { activeClockOf } from '#cases/lights.ts'
import { calendarFor } from '#cases/list-page.ts'
import { listCasesAfter } from '#cases/queries-history.ts'
import { verifyHistory } from '#cases/verify-history.ts'
import type { Db } from '#platform/db.ts'
import { act, makeCaseCity, minutesLater, report } from '#test/support/cases.ts'
import type { SmallCity } from '#test/support/city.ts'
import { testDatabase } from '#test/support/database.ts'
import { loadCases } from '../../bench/load-cases.ts'

const FIRST = '00000000-0000-0000-0000-000000000000'
const AT = minutesLater(7 * 24 * 60 + 120)
let db: Db
let city: SmallCity

/** One history from report to close, no photos asked for. */
async function closeOne(): Promise<void> {
  const as = (key: string, minutes: number) => city.actorOf(key, minutesLater(minutes))
  const { id } = await report(db, city, as('1-centre.acceptor', 0))
  await act(db, as('1-centre.acceptor', 1), id, 'accept', { typeCode: 'E0110', conditionNumber: 1 })
  await act(db, as('1-centre.duty-chief', 2), id, 'file', {})
  await act(db, as('1-centre.dispatcher', 3), id, 'dispatch', { unitId: city.unit('1-water').id })
  await act(db, as('1-water.handler', 4), id, 'receive', {})
  await act(db, as('1-water.handler', 30), id, 'report-back', { result: '已更换', photos: [] })
  await act(db, as('1-centre.acceptor', 31), id, 'send-check', { inspectorId: city.person('1-centre.inspector').personId })
  await act(db, as('1-centre.inspector', 40), id, 'check', { passed: true, finding: '完好', photos: [] })
  await act(db, as('1-centre.duty-chief', 41), id, 'close', {})
}

beforeAll(async () => {
  db = (await testDatabase()).db
  city = await makeCaseCity(db, { settings: { cases: { photoRequired: [] } } })
})

describe('cases loaded for a bench', () => {
  test('need a history to copy', async () => {
    await expect(loadCases(db, { cityId: city.cityId, open: 1, at: AT })).rejects.toThrow('no closed case')
  })

  test('have valid histories, and clocks of every light', async () => {
    await closeOne()
    const loaded = await loadCases(db, { cityId: city.cityId, open: 300, closed: 40, closedDays: 20, at: AT })
    expect(loaded.cases).toBe(340)
    expect(await verifyHistory(db, { cityId: city.cityId })).toMatchObject({ cases: 341, broken: [] })
    const rows = await listCasesAfter(db, city.cityId, FIRST, 1000)
    const calendar = await calendarFor(db, city.cityId)
    const open = rows.filter(({ stage }) => isOpen(stage))
    expect(open).toHaveLength(300)
    expect(new Set(open.map(({ stage }) => stage)).size).toBeGreaterThan(6)
    expect(open.every(({ stageEnteredAt }) => stageEnteredAt <= AT)).toBe(true)
    const lights = Map.groupBy(open, (row) => activeClockOf(calendar, row, AT)?.light)
    for (const light of ['green', 'yellow', 'red'] as const) expect([light, (lights.get(light)?.length ?? 0) > 10]).toEqual([light, true])
    expect(rows.every(({ nextEscalationAt }) => nextEscalationAt === null || nextEscalationAt > AT)).toBe(true)
    expect(new Set(rows.map(({ number }) => number)).size).toBe(341)
  })
})
