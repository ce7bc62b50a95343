import { randomUUID } from 'node:crypto'
import { seedCalendar, seedCatalogue } from '#catalogue/seed-catalogue.ts'
import type { CatalogueVersion } from '#catalogue/tables.ts'
import type { Actor } from '#platform/actor.ts'
import type { Db } from '#platform/db.ts'

export const NOON = new Date('2026-03-02T04:00:00Z')

/** A city of its own for one test, with the shipped calendar and catalogue. */
export async function newCity(tx: Db): Promise<{ cityId: string; version: CatalogueVersion }> {
  const cityId = await bareCity(tx)
  await seedCalendar(tx, cityId)
  return { cityId, version: await seedCatalogue(tx, cityId, NOON) }
}

/** A city with neither calendar nor catalogue. */
export async function bareCity(tx: Db): Promise<string> {
  const cityId = `test-${randomUUID()}`
  const codeLengths = { city: 4, district: 6, street: 9, community: 12, grid: 15, residents_group: 15, building: 18 }
  await tx
    .insertInto('city')
    .values({ cityId, name: '测试市', nameEn: 'Test City', timeZone: 'Asia/Shanghai', codeLengths, settings: {}, createdAt: NOON })
    .execute()
  return cityId
}

/** A person of the city who may do everything, at a moment. */
export function someone(cityId: string, at: Date = NOON): Actor {
  return {
    cityId,
    personId: randomUUID(),
    postId: null,
    unitId: null,
    memberOf: [],
    level: 'city',
    ofCentre: true,
    rank: 5,
    areas: [''],
    permissions: new Set(['catalogue.read', 'catalogue.edit', 'catalogue.approve', 'calendar.edit']),
    locale: 'zh',
    at,
  }
}
