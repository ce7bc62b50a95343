import { beforeAll, describe, expect, test } from 'vitest'
import { proposeUnit } from '#cases/propose-unit.ts'
import { findCatalogueInForce, listProblemTypes } from '#catalogue/queries.ts'
import { checkRouting } from '#demo/check-routing.ts'
import { DEMO_CITY_ID, inMainUrban } from '#demo/city.ts'
import { listRoutedCommunities, type RoutedCommunity } from '#demo/queries.ts'
import { randomFrom } from '#demo/random.ts'
import type { Db } from '#platform/db.ts'
import { testDatabase, withRollback } from '#test/support/database.ts'
import { demoCity } from '#test/support/demo-city.ts'

const cityId = DEMO_CITY_ID
const on = '2026-11-20'
let db: Db
let communities: RoutedCommunity[]

beforeAll(async () => {
  await demoCity()
  db = (await testDatabase()).db
  communities = await listRoutedCommunities(db, cityId, on)
}, 120_000)

const mainUrban = (): string[] => communities.map(({ code }) => code).filter(inMainUrban)

describe('routing of the demo city', () => {
  test('every type finds a unit in every community of the main urban area, and says why', async () => {
    const report = await checkRouting(db, { cityId, on, communities: mainUrban() })
    expect([report.checkedTypes, report.checkedCommunities]).toEqual([284, 560])
    expect(report.findings).toEqual([])
    const types = await listProblemTypes(db, cityId, (await findCatalogueInForce(db, cityId, on))?.id ?? '')
    let explained = 0
    for (const code of mainUrban())
      for (const type of types) {
        const route = report.route(type.code, code)
        const last = route?.steps.at(-1)
        if (route?.unitId && last?.outcome === 'chosen' && last.unitId === route.unitId && last.reason !== '') explained++
      }
    expect(explained).toBe(284 * 560)
  })

  test('also in the communities outside of it', async () => {
    const report = await checkRouting(db, { cityId, on })
    expect([report.checkedCommunities, report.findings.length]).toEqual([1738, 0])
  })

  test('a case gets the very unit and reasons the check names, in zones too', async () => {
    const report = await checkRouting(db, { cityId, on })
    const version = await findCatalogueInForce(db, cityId, on)
    const types = await listProblemTypes(db, cityId, version?.id ?? '')
    const random = randomFrom('routing test')
    const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T
    const zones = communities.filter(({ zoneCode }) => zoneCode !== null)
    expect(zones.length).toBeGreaterThan(50)
    for (let round = 0; round < 80; round++) {
      const [type, community] = [pick(types), pick(round % 2 ? zones : communities)]
      const place = { placeCode: `${community.code}001`, zoneCode: community.zoneCode }
      const row = { cityId, typeCode: type.code, catalogueVersionId: version?.id ?? null, componentCode: null, ...place }
      expect(report.route(type.code, community.code)).toEqual(await proposeUnit(db, row, on))
    }
  })

  test('when a unit is gone, the types that went to it are found, where they went to it and nowhere else', async () => {
    const before = await checkRouting(db, { cityId, on })
    const gas = await db
      .selectFrom('unit')
      .select('id')
      .where('cityId', '=', cityId)
      .where('code', '=', '5301-gas')
      .executeTakeFirstOrThrow()
    await withRollback(async (tx) => {
      await tx.updateTable('unit').set({ validTo: on }).where('cityId', '=', cityId).where('id', '=', gas.id).execute()
      const after = await checkRouting(tx, { cityId, on, communities: ['530111001002'] })
      const types = await listProblemTypes(tx, cityId, (await findCatalogueInForce(tx, cityId, on))?.id ?? '')
      const went = types.filter(({ code }) => before.route(code, '530111001002')?.unitId === gas.id)
      expect(went.length).toBeGreaterThan(3)
      for (const { code } of went) expect(after.route(code, '530111001002')?.unitId).not.toBe(gas.id)
      await tx.updateTable('unit').set({ validTo: on }).where('cityId', '=', cityId).where('level', 'in', ['city', 'district']).execute()
      const bare = await checkRouting(tx, { cityId, on, communities: ['530111001002', '530111001003'] })
      expect(bare.findings.length).toBeGreaterThan(400)
      expect(bare.findings[0]?.text.en).toMatch(/^No unit is responsible for .+ \([CE]\d{4}\) in .+ \(530111001002\)$/)
      const found = new Set(bare.findings.map(({ typeCode, communityCode }) => `${typeCode} ${communityCode}`))
      for (const { code } of types) expect(bare.route(code, '530111001003')?.unitId === null).toBe(found.has(`${code} 530111001003`))
    })
  })

  test('a place or a type that was not asked for has no route', async () => {
    const report = await checkRouting(db, { cityId, on, communities: ['530111001002'] })
    expect(report.route('C0102', '530111001003')).toBeUndefined()
    expect(report.route('C9999', '530111001002')).toBeUndefined()
  })
})
