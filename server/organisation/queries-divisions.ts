import { type RawBuilder, type Selectable, sql } from 'kysely'
import { type Area, areaToSql, inBatches, PRECISION } from '#organisation/area.ts'
import { inForce } from '#organisation/in-force.ts'
import type { DivisionTable } from '#organisation/tables.ts'
import type { Db } from '#platform/db.ts'

/** One version of a division, without its outline. */
export type Division = Omit<Selectable<DivisionTable>, 'area'>
export type NewDivision = Omit<Division, 'cityId'> & { readonly area: Area | null }
const COLUMNS = ['cityId', 'id', 'code', 'level', 'parentCode', 'name', 'nameEn', 'synthetic', 'validFrom', 'validTo'] as const

/** The version of a division in force on a day ('YYYY-MM-DD'). */
export const findDivision = (tx: Db, cityId: string, code: string, on: string): Promise<Division | undefined> =>
  tx
    .selectFrom('division')
    .select(COLUMNS)
    .where('cityId', '=', cityId)
    .where('code', '=', code)
    .where(inForce('division', on))
    .executeTakeFirst()

/** The name a division (or a management grid) had on a day, also when it has ended since; undefined when there was none of that code. */
export async function findDivisionName(tx: Db, cityId: string, code: string, on: string): Promise<string | undefined> {
  const { rows } = await sql<{ name: string }>`
    select name from division where city_id = ${cityId} and code = ${code} and ${inForce('division', on)}
    union all
    select name from grid where city_id = ${cityId} and code = ${code} and kind = 'management' and ${inForce('grid', on)}
    limit 1`.execute(tx)
  return rows[0]?.name
}

/** Every version of a division, oldest first. */
export const listDivisionVersions = (tx: Db, cityId: string, code: string): Promise<Division[]> =>
  tx.selectFrom('division').select(COLUMNS).where('cityId', '=', cityId).where('code', '=', code).orderBy('validFrom').execute()

export async function insertDivisions(tx: Db, cityId: string, divisions: readonly NewDivision[]): Promise<void> {
  for (const batch of inBatches(divisions)) {
    const rows = batch.map(({ area, ...division }) => ({ ...division, cityId, area: area && areaToSql(area) }))
    await tx.insertInto('division').values(rows).execute()
  }
}

/** The versions in force of these codes, by code, locked until the transaction ends. */
export const lockDivisions = (tx: Db, cityId: string, codes: readonly string[], on: string): Promise<Division[]> =>
  tx
    .selectFrom('division')
    .select(COLUMNS)
    .where('cityId', '=', cityId)
    .where('code', 'in', codes)
    .where(inForce('division', on))
    .orderBy('code')
    .forUpdate()
    .execute()

/** Ends the versions in force of these codes on a day; that day is the first they no longer hold. */
export async function setDivisionsEnded(tx: Db, cityId: string, codes: readonly string[], on: string): Promise<void> {
  await tx
    .updateTable('division')
    .set({ validTo: on })
    .where('cityId', '=', cityId)
    .where('code', 'in', codes)
    .where(inForce('division', on))
    .execute()
}

/** Opens the version that follows the one ended on `division.validFrom`, with the outline that one had. */
export async function insertNextVersion(tx: Db, cityId: string, division: Omit<NewDivision, 'area'>): Promise<void> {
  const area: RawBuilder<string | null> = sql`(
    select area from division where city_id = ${cityId} and code = ${division.code} and valid_to = ${division.validFrom}::date)`
  await tx
    .insertInto('division')
    .values({ ...division, cityId, area })
    .execute()
}

/** Opens a version whose outline is the union of the outlines its sources had until `division.validFrom`; without any outline it has none. */
export async function insertMergedDivision(
  tx: Db,
  cityId: string,
  division: Omit<NewDivision, 'area'>,
  sources: readonly string[],
): Promise<void> {
  const area: RawBuilder<string | null> = sql`(
    select st_multi(st_union(area, ${PRECISION}::float8)) from division
    where city_id = ${cityId} and code = any(${sources}::text[]) and valid_to = ${division.validFrom}::date)`
  await tx
    .insertInto('division')
    .values({ ...division, cityId, area })
    .execute()
}

/** A page of divisions below a parent (null: the city itself) or of one level, by code. */
export interface DivisionFilter {
  readonly parentCode?: string | undefined
  readonly level?: Division['level'] | undefined
  readonly within?: string | undefined
  readonly name?: string | undefined
  readonly on: string
}

const filtered = (tx: Db, cityId: string, filter: DivisionFilter) =>
  tx
    .selectFrom('division')
    .where('cityId', '=', cityId)
    .where(inForce('division', filter.on))
    .$if(filter.parentCode !== undefined, (query) => query.where('parentCode', '=', filter.parentCode ?? ''))
    .$if(filter.level !== undefined, (query) => query.where('level', '=', filter.level ?? 'city'))
    .$if(filter.within !== undefined, (query) => query.where(sql<boolean>`starts_with(code, ${filter.within})`))
    .$if(filter.name !== undefined, (query) => query.where(sql<boolean>`strpos(name, ${filter.name}) > 0`))

/** Divisions that pass the filter, by code, those after `after` only, with whether each has divisions below it. */
export const listDivisions = (tx: Db, cityId: string, filter: DivisionFilter, after: string | undefined, limit: number) =>
  filtered(tx, cityId, filter)
    .select(COLUMNS)
    .select(
      sql<boolean>`exists (select from division child where child.city_id = ${cityId} and child.parent_code = division.code
        and ${inForce('child', filter.on)})`.as('hasChildren'),
    )
    .$if(after !== undefined, (query) => query.where('code', '>', after ?? ''))
    .orderBy('code')
    .limit(limit)
    .execute()

export async function countDivisions(tx: Db, cityId: string, filter: DivisionFilter): Promise<number> {
  const { total } = await filtered(tx, cityId, filter).select(sql<number>`count(*)`.as('total')).executeTakeFirstOrThrow()
  return total
}

/** The outline of a division on a day as GeoJSON; null when it has none, undefined when there is no such division. */
export async function findDivisionArea(tx: Db, cityId: string, code: string, on: string): Promise<Area | null | undefined> {
  const row = await tx
    .selectFrom('division')
    .select(sql<Area | null>`st_asgeojson(area)::json`.as('area'))
    .where('cityId', '=', cityId)
    .where('code', '=', code)
    .where(inForce('division', on))
    .executeTakeFirst()
  return row?.area
}
