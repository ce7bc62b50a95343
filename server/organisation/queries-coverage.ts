import { type RawBuilder, sql } from 'kysely'
import { type Area, PRECISION } from '#organisation/area.ts'
import type { CoverageLevel, CoverageTrouble, FindingGeometry, FindingKind } from '#organisation/coverage.ts'
import { inForce } from '#organisation/in-force.ts'
import type { GridKind } from '#organisation/kinds.ts'
import type { Db } from '#platform/db.ts'

/** Which parents are compared with their children. */
export interface CoverageScope {
  readonly cityId: string
  readonly level: CoverageLevel
  /** Only parents at or below this place code. */
  readonly within: string
  readonly on: string
  /** Parents at or below these codes must have children; elsewhere those without any are passed over. */
  readonly required: readonly string[]
  /** Outlines to suppose in place of the stored ones; nothing of them is written. */
  readonly supposed?: readonly SupposedOutline[] | undefined
  /** Grids to suppose beside the stored ones. */
  readonly added?: readonly SupposedGrid[] | undefined
}

/** An outline that is proposed for a division or grid in force. */
export interface SupposedOutline {
  readonly kind: 'division' | GridKind
  readonly code: string
  readonly area: Area
}

/** A grid that is proposed where there is none of its code yet. */
export interface SupposedGrid {
  readonly kind: GridKind
  readonly code: string
  readonly communityCode: string
  readonly area: Area
}

export interface CoverageResult {
  readonly parents: number
  readonly children: number
  readonly troubles: readonly CoverageTrouble[]
}

interface Sides {
  /** select code, name, area, community_code: who must be filled */
  readonly parent: RawBuilder<unknown>
  /** select parent_code, code, name, area: who fills them */
  readonly child: RawBuilder<unknown>
}

/** The outline of a row: the one supposed for its code, else the stored one. */
function areaOf({ supposed = [] }: CoverageScope, kind: SupposedOutline['kind']): RawBuilder<unknown> {
  const own = supposed.filter((each) => each.kind === kind)
  if (own.length === 0) return sql`area`
  return sql`coalesce((select st_multi(st_setsrid(st_geomfromgeojson(s.area::text), 4326))
    from json_to_recordset(${JSON.stringify(own)}::json) as s(code text, area json) where s.code = place.code limit 1), place.area) as area`
}

const PARENT_OF = { district: 'city', street: 'district', community: 'street' } as const

function divisionSides(scope: CoverageScope, level: keyof typeof PARENT_OF): Sides {
  const { cityId, within, on } = scope
  return {
    parent: sql`select code, name, ${areaOf(scope, 'division')} from division place where city_id = ${cityId} and level = ${PARENT_OF[level]}
      and starts_with(code, ${within}) and ${inForce('place', on)}`,
    child: sql`select parent_code, code, name, ${areaOf(scope, 'division')} from division place where city_id = ${cityId} and level = ${level}
      and starts_with(parent_code, ${within}) and ${inForce('place', on)}`,
  }
}

/** The grids supposed beside the stored ones, as rows of the same shape. */
function addedRows({ added = [], within }: CoverageScope, kind: GridKind): RawBuilder<unknown> {
  const own = added.filter((each) => each.kind === kind && each.communityCode.startsWith(within))
  if (own.length === 0) return sql``
  return sql` union all select a."communityCode", a.code, a.code, st_multi(st_setsrid(st_geomfromgeojson(a.area::text), 4326))
    from json_to_recordset(${JSON.stringify(own)}::json) as a("communityCode" text, code text, area json)`
}

function gridSides(scope: CoverageScope, kind: GridKind): Sides {
  const { cityId, within, on } = scope
  return {
    parent: sql`select code, name, ${areaOf(scope, 'division')} from division place where city_id = ${cityId} and level = 'community'
      and starts_with(code, ${within}) and ${inForce('place', on)}`,
    child: sql`select community_code as parent_code, code, name, ${areaOf(scope, kind)} from grid place where city_id = ${cityId} and kind = ${kind}
      and starts_with(community_code, ${within}) and ${inForce('place', on)}${addedRows(scope, kind)}`,
  }
}

/** A unit grid belongs to the management grid that covers a point inside it. */
function nestedGridSides({ cityId, within, on }: CoverageScope): Sides {
  return {
    parent: sql`select code, name, area from grid where city_id = ${cityId} and kind = 'management'
      and starts_with(community_code, ${within}) and ${inForce('grid', on)}`,
    child: sql`select large.code as parent_code, small.code, small.name, small.area from grid small
      join grid large on large.city_id = small.city_id and large.kind = 'management' and large.community_code = small.community_code
        and st_covers(large.area, st_pointonsurface(small.area)) and ${inForce('large', on)}
      where small.city_id = ${cityId} and small.kind = 'unit'
        and starts_with(small.community_code, ${within}) and ${inForce('small', on)}`,
  }
}

function sidesOf(scope: CoverageScope): Sides {
  if (scope.level === 'management-grid') return gridSides(scope, 'management')
  if (scope.level === 'unit-grid') return gridSides(scope, 'unit')
  if (scope.level === 'unit-grid-in-management-grid') return nestedGridSides(scope)
  return divisionSides(scope, scope.level)
}

interface TroubleRow {
  readonly kind: FindingKind | 'count'
  readonly parentCode: string
  readonly parentName: string
  readonly codes: string[] | null
  readonly names: string[] | null
  readonly area: number
  readonly lon: number | null
  readonly lat: number | null
  readonly detail: string | null
  readonly geometry: FindingGeometry | null
}

// One degree is some 100 km, so this is a tenth of a millimetre: enough for the rounding of a computed border, too little to reach anybody else.
const TOUCHES = 1e-9

/**
 * The whole comparison as one statement. Outlines are mended (ST_MakeValid) after their faults are noted, so that one bad ring does not hide
 * or cause other findings. Children are compared with each other below one parent only: who enters a neighbouring parent is "outside" of its own.
 */
const compare = ({ parent, child }: Sides, required: readonly string[], tolerance: number): RawBuilder<TroubleRow> => sql<TroubleRow>`
  with parent_row as materialized (${parent}), child_row as materialized (${child}),
  whole as materialized (select code, name, st_collectionextract(st_makevalid(area), 3) as area from parent_row),
  part as materialized (
    select parent_code, code, name, area is not null and not st_isvalid(area) as broken, area as given,
      case when st_isvalid(area) then area else st_collectionextract(st_makevalid(area), 3) end as area
    from child_row
  ),
  filled as materialized (select parent_code, st_union(area, ${PRECISION}::float8) as area, count(*) as members from part group by parent_code),
  gap as (
    select whole.code, whole.name, (st_dump(st_difference(whole.area, filled.area, ${PRECISION}::float8))).geom as piece
    from whole join filled on filled.parent_code = whole.code
  ),
  outside as (
    select whole.code, whole.name, part.code as part_code, part.name as part_name, (st_dump(st_difference(part.area, whole.area, ${PRECISION}::float8))).geom as piece
    from part join whole on whole.code = part.parent_code where not st_coveredby(part.area, whole.area)
  ),
  overlap as (
    select one.parent_code, array[one.code, other.code] as codes, array[one.name, other.name] as names,
      st_collectionextract(st_intersection(one.area, other.area, ${PRECISION}::float8), 3) as piece
    from part one join part other on other.parent_code = one.parent_code and other.code > one.code and other.area && one.area
    where st_relate(one.area, other.area, '2********')
  ),
  trouble as (
    select 'gap' as kind, code as parent_code, name as parent_name, null::text[] as codes, null::text[] as names, piece, null::text as detail from gap
    union all select 'outside', code, name, array[part_code], array[part_name], piece, null from outside
    union all select 'overlap', overlap.parent_code, coalesce(whole.name, ''), codes, names, piece, null
      from overlap left join whole on whole.code = overlap.parent_code
  ),
  measured as (
    select kind, parent_code, parent_name, codes, names, piece, detail, st_area(piece::geography) as area from trouble
    where not st_isempty(piece)
  )
  select kind, parent_code as "parentCode", parent_name as "parentName",
    coalesce(codes, (select array_agg(part.code order by part.code) from part
      where part.parent_code = measured.parent_code and st_dwithin(part.area, piece, ${TOUCHES}))) as codes,
    coalesce(names, (select array_agg(part.name order by part.code) from part
      where part.parent_code = measured.parent_code and st_dwithin(part.area, piece, ${TOUCHES}))) as names,
    area, st_x(st_pointonsurface(piece)) as lon, st_y(st_pointonsurface(piece)) as lat, detail, st_asgeojson(piece)::json as geometry
  from measured where area > ${tolerance}
  union all
  select 'invalid', parent_code, coalesce(whole.name, ''), array[part.code], array[part.name], 0,
    st_x(location(st_isvaliddetail(given))), st_y(location(st_isvaliddetail(given))), reason(st_isvaliddetail(given)),
    st_asgeojson(location(st_isvaliddetail(given)))::json
  from part left join whole on whole.code = part.parent_code where broken
  union all
  select 'missing', parent_code, coalesce(whole.name, ''), array[part.code], array[part.name], 0, null, null, 'outline', null::json
  from part left join whole on whole.code = part.parent_code where part.area is null
  union all
  select 'missing', parent_code, '', array[part.code], array[part.name], 0, null, null, 'parent', null::json
  from part where not exists (select from whole where whole.code = part.parent_code)
  union all
  select 'missing', code, name, array[code], array[name], 0, null, null, 'outline', null::json
  from whole where area is null and exists (select from filled where filled.parent_code = whole.code)
  union all
  select 'missing', code, name, null, null, coalesce(st_area(area::geography), 0), st_x(st_pointonsurface(area)), st_y(st_pointonsurface(area)), 'children', null::json
  from whole where not exists (select from filled where filled.parent_code = whole.code)
    and exists (select from unnest(${required}::text[]) as r(code) where starts_with(whole.code, r.code))
  union all
  select 'count', '', '', null, null, (select count(*) from whole), (select count(*) from part), null, null, null::json
  order by 2, 1, 4, 6 desc`

const readTrouble = (row: TroubleRow & { readonly kind: FindingKind }): CoverageTrouble => ({
  kind: row.kind,
  parentCode: row.parentCode,
  parentName: row.parentName,
  codes: row.codes ?? [],
  names: row.names ?? [],
  areaSquareMetres: row.area,
  at: row.lon === null || row.lat === null ? null : { lon: row.lon, lat: row.lat },
  detail: row.detail,
  geometry: row.geometry,
})

const isTrouble = (row: TroubleRow): row is TroubleRow & { readonly kind: FindingKind } => row.kind !== 'count'

async function run(tx: Db, statement: RawBuilder<TroubleRow>): Promise<CoverageResult> {
  const { rows } = await statement.execute(tx)
  const counts = rows.find((row) => row.kind === 'count')
  return { parents: counts?.area ?? 0, children: counts?.lon ?? 0, troubles: rows.filter(isTrouble).map(readTrouble) }
}

/** Compares every parent in scope with its children; pieces up to `tolerance` square metres are passed over. In order of parent, kind, code. */
export const listTroubles = (tx: Db, scope: CoverageScope, tolerance: number): Promise<CoverageResult> =>
  run(tx, compare(sidesOf(scope), scope.required, tolerance))

export interface Outline {
  readonly code: string
  readonly name: string
  readonly area: Area
}

/** Compares the outline a division has on a day with proposed parts of it, nothing of which is stored. */
export async function listTroublesOfParts(
  tx: Db,
  cityId: string,
  code: string,
  parts: readonly Outline[],
  on: string,
  tolerance: number,
): Promise<readonly CoverageTrouble[]> {
  const parent = sql`select code, name, area from division where city_id = ${cityId} and code = ${code} and ${inForce('division', on)}`
  const child = sql`select ${code}::text as parent_code, p.code, p.name, st_multi(st_setsrid(st_geomfromgeojson(p.area::text), 4326)) as area
    from json_to_recordset(${JSON.stringify(parts)}::json) as p(code text, name text, area json)`
  return (await run(tx, compare({ parent, child }, [code], tolerance))).troubles
}
