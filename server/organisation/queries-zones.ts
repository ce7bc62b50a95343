import type { Selectable } from 'kysely'
import { inForce } from '#organisation/in-force.ts'
import type { FunctionalZoneTable, ZoneDivisionTable } from '#organisation/tables.ts'
import type { Db } from '#platform/db.ts'

export type FunctionalZone = Selectable<FunctionalZoneTable>
export type ZoneDivision = Selectable<ZoneDivisionTable>

/** A functional zone by its code, in force or not. */
export const findZone = (tx: Db, cityId: string, code: string): Promise<FunctionalZone | undefined> =>
  tx.selectFrom('functionalZone').selectAll().where('cityId', '=', cityId).where('code', '=', code).executeTakeFirst()

/** Functional zones in force on a day, by code. */
export const listZones = (tx: Db, cityId: string, on: string): Promise<FunctionalZone[]> =>
  tx.selectFrom('functionalZone').selectAll().where('cityId', '=', cityId).where(inForce('functionalZone', on)).orderBy('code').execute()

/** Which divisions belong to which zone on a day. */
export const listZoneDivisions = (tx: Db, cityId: string, on: string): Promise<ZoneDivision[]> =>
  tx
    .selectFrom('zoneDivision')
    .selectAll()
    .where('cityId', '=', cityId)
    .where(inForce('zoneDivision', on))
    .orderBy('zoneCode')
    .orderBy('divisionCode')
    .execute()

export async function insertZone(tx: Db, zone: FunctionalZone): Promise<void> {
  await tx.insertInto('functionalZone').values(zone).execute()
}

export async function insertZoneDivisions(tx: Db, divisions: readonly ZoneDivision[]): Promise<void> {
  if (divisions.length > 0)
    await tx
      .insertInto('zoneDivision')
      .values([...divisions])
      .execute()
}

/** Divisions of a zone from a day on; one taken out that very day comes back. */
export async function setZoneDivisionsJoined(
  tx: Db,
  cityId: string,
  zoneCode: string,
  codes: readonly string[],
  on: string,
): Promise<void> {
  if (codes.length === 0) return
  await tx
    .insertInto('zoneDivision')
    .values(codes.map((divisionCode) => ({ cityId, zoneCode, divisionCode, validFrom: on, validTo: null })))
    .onConflict((conflict) => conflict.columns(['cityId', 'zoneCode', 'divisionCode', 'validFrom']).doUpdateSet({ validTo: null }))
    .execute()
}

/** Ends the membership of divisions in a zone on a day, the first they no longer belong to it. */
export async function setZoneDivisionsEnded(tx: Db, cityId: string, zoneCode: string, codes: readonly string[], on: string): Promise<void> {
  if (codes.length === 0) return
  await tx
    .updateTable('zoneDivision')
    .set({ validTo: on })
    .where('cityId', '=', cityId)
    .where('zoneCode', '=', zoneCode)
    .where('divisionCode', 'in', codes)
    .where(inForce('zoneDivision', on))
    .execute()
}

/** Locks a zone, so that two changes of its divisions come after each other. */
export const lockZone = (tx: Db, cityId: string, code: string): Promise<FunctionalZone | undefined> =>
  tx.selectFrom('functionalZone').selectAll().where('cityId', '=', cityId).where('code', '=', code).forUpdate().executeTakeFirst()

/** The zone memberships of the given divisions themselves on a day, by zone. */
export const listZonesOf = (tx: Db, cityId: string, codes: readonly string[], on: string): Promise<ZoneDivision[]> =>
  tx
    .selectFrom('zoneDivision')
    .selectAll()
    .where('cityId', '=', cityId)
    .where('divisionCode', 'in', codes)
    .where(inForce('zoneDivision', on))
    .orderBy('zoneCode')
    .execute()
