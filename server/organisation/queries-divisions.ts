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

/** Inserts a version whose outline is made of those its sources had until `division.validFrom`: one row, whatever is found. */
async function insertFromSources(
  tx: Db,
  cityId: string,
  division: Omit<NewDivision, 'area'>,
  sources: readonly string[],
  area: RawBuilder<string | null>,
): Promise<void> {
  const { id, code, level, parentCode, name, nameEn, synthetic, validFrom, validTo } = division
  await sql`
    insert into division (city_id, id, code, level, parent_code, name, name_en, synthetic, valid_from, valid_to, area)
    select ${cityId}::text, ${id}::uuid, ${code}::text, ${level}::text, ${parentCode}::text, ${name}::text, ${nameEn}::text, ${synthetic}::boolean,
      ${validFrom}::date, ${validTo}::date, ${area}
    from division where city_id = ${cityId} and code = any(${sources}::text[]) and valid_to = ${validFrom}::date`.execute(tx)
}

/** Opens the version that follows the one ended on `division.validFrom`, with the outline that one had. */
export const insertNextVersion = (tx: Db, cityId: string, division: Omit<NewDivision, 'area'>): Promise<void> =>
  insertFromSources(tx, cityId, division, [division.code], sql`(array_agg(area order by valid_from desc))[1]`)

/** Opens a version whose outline is the union of the outlines its sources had until `division.validFrom`; without any outline it has none. */
export const insertMergedDivision = (
  tx: Db,
  cityId: string,
  division: Omit<NewDivision, 'area'>,
  sources: readonly string[],
): Promise<void> => insertFromSources(tx, cityId, division, sources, sql`st_multi(st_union(area, ${PRECISION}::float8))`)

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
