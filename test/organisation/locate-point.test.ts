import { beforeAll, expect, test } from 'vitest'
import { findPlaceAt } from '#organisation/queries-places.ts'
import { makeSmallCity, type SmallCity } from '#test/support/city.ts'
import { testDatabase, withRollback } from '#test/support/database.ts'

let city: SmallCity
const on = '2026-03-01'
const locate = async (lon: number, lat: number, day = on) => findPlaceAt((await testDatabase()).db, city.cityId, lon, lat, day)

beforeAll(async () => {
  city = await makeSmallCity((await testDatabase()).db)
})

test('a point inside a grid has all its codes and names', async () => {
  const [lon, lat] = city.middle('1.2.1.2')
  expect(await locate(lon, lat)).toEqual({
    placeCode: city.code('1.2.1.2'),
    gridCode: city.code('1.2.1.2'),
    communityCode: city.code('1.2.1'),
    streetCode: city.code('1.2'),
    districtCode: city.code('1'),
    cityCode: city.code(''),
    zoneCode: null,
    regionClass: 1,
    names: { grid: '1.2.1.2网格', community: '1.2.1社区', street: '1.2街道', district: '1区', city: '小城市', zone: null },
    namesEn: { grid: null, community: 'Community 1.2.1', street: 'Street 1.2', district: 'District 1', city: 'Small City', zone: null },
  })
})

test('a point in a division of a functional zone has the zone', async () => {
  const [lon, lat] = city.middle('2.2.1.1')
  expect(await locate(lon, lat)).toMatchObject({
    zoneCode: city.zoneCode,
    names: { zone: '开发区' },
    namesEn: { zone: 'Development Zone' },
  })
})

test.each([
  ['an edge between two grids', 102.71, 25.005, '1.1.1.1'],
  ['a corner of four communities', 102.72, 25.01, '1.1.1.2'],
  ['the corner of four streets', 102.72, 25.02, '1.1.2.2'],
  ['the outer edge of the city', 102.7, 25.035, '2.1.2.1'],
  ['the outer corner of the city', 102.74, 25.04, '2.2.2.2'],
])('%s belongs to the lowest code that touches it', async (_, lon, lat, place) => {
  expect((await locate(lon, lat))?.placeCode).toBe(city.code(place))
})

test.each([
  ['just east of it', 102.740_001, 25.02],
  ['far away', 0, 0],
])('outside the city there is no place: %s', async (_, lon, lat) => {
  expect(await locate(lon, lat)).toBeUndefined()
})

test('before the city began there is no place', async () => {
  const [lon, lat] = city.middle('1.1.1.1')
  expect(await locate(lon, lat, '2019-12-31')).toBeUndefined()
})

test('without a grid the deepest division counts, with the region class the city sets for such places', async () => {
  await withRollback(async (tx) => {
    const gridless = await makeSmallCity(tx, { settings: { regionClassOutsideGrids: 3 } })
    await tx.deleteFrom('grid').where('cityId', '=', gridless.cityId).execute()
    const [lon, lat] = gridless.middle('1.2.1.2')
    const place = await findPlaceAt(tx, gridless.cityId, lon, lat, on)
    expect(place).toMatchObject({
      placeCode: gridless.code('1.2.1'),
      gridCode: null,
      communityCode: gridless.code('1.2.1'),
      regionClass: 3,
    })
  })
})

test('two cities with the same codes and outlines never meet', async () => {
  await withRollback(async (tx) => {
    const twin = await makeSmallCity(tx, { prefix: city.code(''), since: '2026-06-01' })
    const [lon, lat] = twin.middle('1.1.1.1')
    expect(await findPlaceAt(tx, twin.cityId, lon, lat, on)).toBeUndefined()
    expect((await findPlaceAt(tx, city.cityId, lon, lat, on))?.placeCode).toBe(twin.code('1.1.1.1'))
  })
})
