import { type Selectable, sql } from 'kysely'
import { inBatches } from '#organisation/area.ts'
import { inForce } from '#organisation/in-force.ts'
import type { UnitTable } from '#organisation/tables.ts'
import type { Db } from '#platform/db.ts'

export type Unit = Selectable<UnitTable>

/** One unit, in force or not; undefined when there is none of that id. */
export const findUnit = (tx: Db, cityId: string, unitId: string): Promise<Unit | undefined> =>
  tx.selectFrom('unit').selectAll().where('cityId', '=', cityId).where('id', '=', unitId).executeTakeFirst()

/**
 * Units of a duty in force on the day 'YYYY-MM-DD' that serve a place: their area is the place or lies above it (its code is a prefix of
 * `placeCode`), or they serve the functional zone `zoneCode`. The nearest comes first: zone units, then the longest area code, then the lowest code.
 */
export const listUnitsByDuty = (
  tx: Db,
  cityId: string,
  duty: string,
  placeCode: string,
  zoneCode: string | null,
  on: string,
): Promise<Unit[]> =>
  tx
    .selectFrom('unit')
    .selectAll()
    .where('cityId', '=', cityId)
    .where('duty', '=', duty)
    .where((where) =>
      where.or([
        where.and([where('zoneCode', 'is', null), where(sql<boolean>`starts_with(${placeCode}::text, area_code)`, '=', true)]),
        where('zoneCode', '=', zoneCode),
      ]),
    )
    .where(inForce('unit', on))
    .orderBy(sql`zone_code is null`)
    .orderBy(sql`length(area_code)`, 'desc')
    .orderBy('code')
    .execute()

export async function insertUnits(tx: Db, units: readonly Unit[]): Promise<void> {
  for (const batch of inBatches(units)) await tx.insertInto('unit').values(batch).execute()
}
