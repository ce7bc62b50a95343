import { expect, test } from 'vitest'
import { checkCoverage } from '#organisation/check-coverage.ts'
import { COVERAGE_LEVELS } from '#organisation/coverage.ts'
import { moveDivision } from '#organisation/move-division.ts'
import { findDivision, findDivisionName, listDivisionVersions } from '#organisation/queries-divisions.ts'
import { findPlaceAt } from '#organisation/queries-places.ts'
import { listSuccessions } from '#organisation/queries-succession.ts'
import { findUnit } from '#organisation/queries-units.ts'
import type { Db } from '#platform/db.ts'
import { makeSmallCity, type SmallCity } from '#test/support/city.ts'
import { withRollback } from '#test/support/database.ts'

const at = new Date('2026-03-01T04:00:00Z')
const [before, on] = ['2026-01-31', '2026-02-01']
const inCity = (story: (tx: Db, city: SmallCity) => Promise<void>) => () => withRollback(async (tx) => story(tx, await makeSmallCity(tx)))
const move = (tx: Db, city: SmallCity, place: string, parent: string, day = on) =>
  moveDivision(tx, city.actorOf('administrator', at), { code: city.code(place), parentCode: city.code(parent), on: day })

async function placeOf(tx: Db, city: SmallCity, place: string, day: string) {
  const [lon, lat] = city.middle(place)
  return (await findPlaceAt(tx, city.cityId, lon, lat, day))?.placeCode
}

async function expectWhole(tx: Db, city: SmallCity): Promise<void> {
  for (const level of COVERAGE_LEVELS)
    expect([level, (await checkCoverage(tx, { cityId: city.cityId, at }, { level, on })).findings]).toEqual([level, []])
}

test(
  'a community comes below another street with its grids, units and ground; yesterday stays as it was',
  inCity(async (tx, city) => {
    const [old, to] = [city.code('1.1.2'), `${city.code('1.2')}003`]
    const { changes, unitIds } = await move(tx, city, '1.1.2', '1.2')
    expect(changes).toContainEqual({ from: old, to })
    expect(changes).toContainEqual({ from: city.code('1.1.2.1'), to: `${to}001` })
    const [{ n: moved }] = (await tx
      .selectFrom('unit')
      .select((each) => each.fn.countAll<number>().as('n'))
      .where('cityId', '=', city.cityId)
      .where('areaCode', '=', to)
      .execute()) as [{ n: number }]
    expect([unitIds.length, moved]).toEqual([moved, unitIds.length])
    expect(moved).toBeGreaterThan(0)
    expect((await findUnit(tx, city.cityId, unitIds[0] ?? ''))?.areaCode.startsWith(city.code('1.2'))).toBe(true)
    expect([await placeOf(tx, city, '1.1.2.1', before), await placeOf(tx, city, '1.1.2.1', on)]).toEqual([city.code('1.1.2.1'), `${to}001`])
    expect(await findDivision(tx, city.cityId, old, on)).toBeUndefined()
    expect(await findDivisionName(tx, city.cityId, old, before)).toBe(await findDivisionName(tx, city.cityId, to, on))
    expect(await listSuccessions(tx, city.cityId, old)).toMatchObject([{ fromCode: old, toCode: to, kind: 'recode', onDate: on }])
    for (const street of ['1.1', '1.2']) expect(await listDivisionVersions(tx, city.cityId, city.code(street))).toHaveLength(2)
    expect(await listDivisionVersions(tx, city.cityId, city.code('1'))).toHaveLength(1)
    const [event] = await tx.selectFrom('outbox').select('data').where('cityId', '=', city.cityId).execute()
    expect(event?.data).toMatchObject({ kind: 'move', on, placeCode: city.code('1') })
    await expectWhole(tx, city)
  }),
)

test(
  'across the border of a district the ground goes over on every level above',
  inCity(async (tx, city) => {
    await move(tx, city, '1.1.2', '2.1')
    for (const place of ['1', '2', '1.1', '2.1']) expect(await listDivisionVersions(tx, city.cityId, city.code(place))).toHaveLength(2)
    await expectWhole(tx, city)
  }),
)

test(
  'what would leave a street empty, goes nowhere, or comes too early is refused',
  inCity(async (tx, city) => {
    await expect(move(tx, city, '1.1.2', '1.1')).rejects.toMatchObject({
      code: 'organisation.wrong_sources',
      details: { field: 'parentCode' },
    })
    await expect(move(tx, city, '1.1.2', '2')).rejects.toMatchObject({ code: 'organisation.wrong_sources' })
    await expect(move(tx, city, '1.1.2', '1.2', city.since)).rejects.toMatchObject({ code: 'organisation.wrong_day' })
    await move(tx, city, '1.1.2', '1.2')
    await expect(move(tx, city, '1.1.1', '1.2', '2026-02-02')).rejects.toMatchObject({
      code: 'organisation.wrong_sources',
      details: { field: 'code' },
    })
  }),
)
