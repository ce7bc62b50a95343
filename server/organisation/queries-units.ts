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
        where.and([where('zoneCode', 'is', null), sql<boolean>`starts_with(${placeCode}::text, area_code)`]),
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

/** Locks a unit until the transaction ends. */
export const lockUnit = (tx: Db, cityId: string, unitId: string): Promise<Unit | undefined> =>
  tx.selectFrom('unit').selectAll().where('cityId', '=', cityId).where('id', '=', unitId).forUpdate().executeTakeFirst()

/** How many posts, units below it, still hold on a day or later. */
export async function countBelowUnit(tx: Db, cityId: string, unitId: string, on: string): Promise<{ posts: number; units: number }> {
  const { rows } = await sql<{ posts: number; units: number }>`
    select (select count(*) from post where city_id = ${cityId} and unit_id = ${unitId}::uuid and (valid_to is null or valid_to > ${on}::date)) as posts,
      (select count(*) from unit where city_id = ${cityId} and parent_id = ${unitId}::uuid and (valid_to is null or valid_to > ${on}::date)) as units`.execute(
    tx,
  )
  return rows[0] ?? { posts: 0, units: 0 }
}

/** Ends a unit on a day; that day is the first without it. */
export async function setUnitEnd(tx: Db, cityId: string, id: string, validTo: string): Promise<void> {
  await tx.updateTable('unit').set({ validTo }).where('cityId', '=', cityId).where('id', '=', id).execute()
}

/** A unit by its code, in force or not; a code is never given twice. */
export const findUnitByCode = (tx: Db, cityId: string, code: string): Promise<Unit | undefined> =>
  tx.selectFrom('unit').selectAll().where('cityId', '=', cityId).where('code', '=', code).executeTakeFirst()

export interface UnitFilter {
  /** Units whose area is this place or lies below it. */
  readonly within?: string | undefined
  readonly duty?: string | undefined
  readonly kind?: Unit['kind'] | undefined
  readonly level?: Unit['level'] | undefined
  readonly on: string
}

const filtered = (tx: Db, cityId: string, { within, duty, kind, level, on }: UnitFilter) =>
  tx
    .selectFrom('unit')
    .where('cityId', '=', cityId)
    .where(inForce('unit', on))
    .$if(within !== undefined, (query) => query.where(sql<boolean>`starts_with(area_code, ${within})`))
    .$if(duty !== undefined, (query) => query.where('duty', '=', duty ?? ''))
    .$if(kind !== undefined, (query) => query.where('kind', '=', kind ?? 'centre'))
    .$if(level !== undefined, (query) => query.where('level', '=', level ?? 'city'))

/** Units that pass the filter, by code, those after `after` only. */
export const listUnits = (tx: Db, cityId: string, filter: UnitFilter, after: string | undefined, limit: number): Promise<Unit[]> =>
  filtered(tx, cityId, filter)
    .selectAll()
    .$if(after !== undefined, (query) => query.where('code', '>', after ?? ''))
    .orderBy('code')
    .limit(limit)
    .execute()

export async function countUnits(tx: Db, cityId: string, filter: UnitFilter): Promise<number> {
  const { total } = await filtered(tx, cityId, filter).select(sql<number>`count(*)`.as('total')).executeTakeFirstOrThrow()
  return total
}
