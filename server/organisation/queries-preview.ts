import { sql } from 'kysely'
import { type Area, PRECISION } from '#organisation/area.ts'
import type { FindingGeometry } from '#organisation/coverage.ts'
import { inForce } from '#organisation/in-force.ts'
import type { GridKind } from '#organisation/kinds.ts'
import type { DivisionLevel } from '#organisation/place-code.ts'
import type { Db } from '#platform/db.ts'
import '#organisation/tables.ts'

/** Ground in trouble; `subject` says which trouble it is. */
export interface GroundPiece {
  readonly index: number
  readonly subject: string
  readonly geometry: FindingGeometry
}

/** The indexes of the pieces of `after` that add more than `tolerance` square metres to the ground of the same subject in `before`. */
export async function listNewGround(
  tx: Db,
  after: readonly GroundPiece[],
  before: readonly GroundPiece[],
  tolerance: number,
): Promise<ReadonlySet<number>> {
  if (after.length === 0) return new Set()
  const read = (pieces: readonly GroundPiece[]) =>
    sql`select p.index, p.subject, st_collectionextract(st_makevalid(st_setsrid(st_geomfromgeojson(p.geometry::text), 4326)), 3) as area
      from json_to_recordset(${JSON.stringify(pieces)}::json) as p(index int, subject text, geometry json)`
  const { rows } = await sql<{ index: number }>`
    with fresh as materialized (${read(after)}),
    known as materialized (select subject, st_union(area, ${PRECISION}::float8) as area from (${read(before)}) old group by subject)
    select fresh.index from fresh left join known on known.subject = fresh.subject
    where st_area((case when known.area is null then fresh.area
      else st_difference(fresh.area, known.area, ${PRECISION}::float8) end)::geography) > ${tolerance}`.execute(tx)
  return new Set(rows.map(({ index }) => index))
}

export interface DatedPlace {
  readonly code: string
  readonly name: string
  readonly validFrom: string
  readonly validTo: string | null
}
export type DatedDivision = DatedPlace & { readonly level: DivisionLevel; readonly parentCode: string | null }
export type DatedGrid = DatedPlace & { readonly kind: GridKind; readonly communityCode: string }

/** The versions in force of these codes, by code. */
export const listDivisionsOf = (tx: Db, cityId: string, codes: readonly string[], on: string): Promise<DatedDivision[]> =>
  tx
    .selectFrom('division')
    .select(['code', 'name', 'level', 'parentCode', 'validFrom', 'validTo'])
    .where('cityId', '=', cityId)
    .where(sql<boolean>`code = any(${codes}::text[])`)
    .where(inForce('division', on))
    .orderBy('code')
    .execute()

/** The versions in force of the grids of a kind with these codes, by code. */
export const listGridsOf = (tx: Db, cityId: string, kind: GridKind, codes: readonly string[], on: string): Promise<DatedGrid[]> =>
  tx
    .selectFrom('grid')
    .select(['code', 'name', 'kind', 'communityCode', 'validFrom', 'validTo'])
    .where('cityId', '=', cityId)
    .where('kind', '=', kind)
    .where(sql<boolean>`code = any(${codes}::text[])`)
    .where(inForce('grid', on))
    .orderBy('code')
    .execute()

/** An outline as it is drawn. `role`: the parent itself, one of its children, or a child of a neighbouring parent. */
export interface DrawnOutline {
  readonly role: 'parent' | 'child' | 'neighbour'
  readonly kind: 'division' | GridKind
  readonly code: string
  readonly parentCode: string | null
  readonly name: string
  readonly regionClass: number | null
  readonly validFrom: string
  readonly area: Area
}

export interface OutlineQuestion {
  readonly parentCode: string
  readonly kind: 'division' | GridKind
  readonly on: string
  /** How far around the parent neighbours are wanted, degrees. */
  readonly reach: number
  readonly limit: number
}

/** The outlines below a parent with those around it, for drawing and snapping: the parent first, then its children, then the neighbours' by code. */
export async function listOutlines(
  tx: Db,
  cityId: string,
  { parentCode, kind, on, reach, limit }: OutlineQuestion,
): Promise<DrawnOutline[]> {
  const below =
    kind === 'division'
      ? sql`select code, parent_code, name, null::int as region_class, valid_from, area from division
          where city_id = ${cityId} and parent_code is not null and level = (select level from division
            where city_id = ${cityId} and parent_code = ${parentCode} and ${inForce('division', on)} order by length(code), code limit 1)
          and ${inForce('division', on)}`
      : sql`select code, community_code as parent_code, name, region_class, valid_from, area from grid
          where city_id = ${cityId} and kind = ${kind} and ${inForce('grid', on)}`
  const { rows } = await sql<DrawnOutline>`
    with parent as materialized (
      select code, parent_code, name, valid_from, area from division
      where city_id = ${cityId} and code = ${parentCode} and ${inForce('division', on)}
    ), below as (${below})
    select role, kind, code, parent_code as "parentCode", name, region_class as "regionClass", valid_from as "validFrom", st_asgeojson(area)::json as area
    from (
      select 'parent' as role, 'division' as kind, code, parent_code, name, null::int as region_class, valid_from, area, 0 as sort from parent
      union all
      select 'child', ${kind}, code, parent_code, name, region_class, valid_from, area, 1 from below where parent_code = ${parentCode}
      union all
      select 'neighbour', ${kind}, below.code, below.parent_code, below.name, below.region_class, below.valid_from, below.area, 2
      from below join parent on below.area && st_expand(parent.area, ${reach}::float8) where below.parent_code <> ${parentCode}
    ) drawn where area is not null order by sort, code limit ${limit}`.execute(tx)
  return rows
}
