import { sql } from 'kysely'
import type { Stage } from '#cases/lifecycle.ts'
import { type Area, PRECISION } from '#organisation/area.ts'
import type { Db } from '#platform/db.ts'
import '#cases/tables.ts'
import type { ReplayArea } from '#replay/read-areas.ts'

export type LonLat = readonly [lon: number, lat: number]

const areasAsRows = (areas: readonly ReplayArea[]) => {
  const json = JSON.stringify(areas.map(({ placeCode, districtPart, area }) => ({ placeCode, districtPart, area })))
  return sql`select e ->> 'placeCode' as code, e ->> 'districtPart' as part, st_setsrid(st_geomfromgeojson(e -> 'area'), 4326) as area
    from jsonb_array_elements(${json}::jsonb) as list(e)`
}

/** Outlines that break the rules of simple features, with what PostGIS says of them. */
export async function listInvalidAreas(db: Db, areas: readonly ReplayArea[]): Promise<{ code: string; reason: string }[]> {
  const { rows } = await sql<{ code: string; reason: string }>`
    with a as materialized (${areasAsRows(areas)}) select code, st_isvalidreason(area) as reason from a where not st_isvalid(area)`.execute(
    db,
  )
  return rows
}

export interface DistrictOutline {
  readonly part: string
  readonly area: Area
}

/** The union of the areas of each district, by district. */
export async function listDistrictOutlines(db: Db, areas: readonly ReplayArea[]): Promise<DistrictOutline[]> {
  const { rows } = await sql<DistrictOutline>`
    with a as materialized (${areasAsRows(areas)})
    select part, st_asgeojson(st_union(area, ${PRECISION}::float8), 15)::json as area from a group by part order by part`.execute(db)
  return rows
}

export interface Surroundings {
  /** The box around all areas. */
  readonly box: Area
  /** What of the box no area covers. */
  readonly outside: Area
  readonly outsidePoint: LonLat
}

/** The box around all areas, widened by `margin` degrees, and what of it lies in none of them. */
export async function findSurroundings(db: Db, areas: readonly ReplayArea[], margin: number): Promise<Surroundings> {
  const { rows } = await sql<{ box: Area; outside: Area; lon: number; lat: number }>`
    with a as materialized (${areasAsRows(areas)}),
    whole as (select st_union(area, ${PRECISION}::float8) as area, st_setsrid(st_expand(st_extent(area), ${margin}::float8)::geometry, 4326) as box from a),
    parts as (select box, st_difference(box, area, ${PRECISION}::float8) as outside from whole),
    point as (select box, outside, st_pointonsurface(outside) as inside from parts)
    select st_asgeojson(box, 15)::json as box, st_asgeojson(outside, 15)::json as outside, st_x(inside) as lon, st_y(inside) as lat
    from point`.execute(db)
  const [row] = rows
  if (row === undefined) throw new Error('no areas')
  return { box: row.box, outside: row.outside, outsidePoint: [row.lon, row.lat] }
}

/** A point that surely lies in each area, by place code. */
export async function listInnerPoints(db: Db, areas: readonly ReplayArea[]): Promise<Map<string, LonLat>> {
  const { rows } = await sql<{ code: string; lon: number; lat: number }>`
    with a as materialized (${areasAsRows(areas)}), p as (select code, st_pointonsurface(area) as inside from a)
    select code, st_x(inside) as lon, st_y(inside) as lat from p`.execute(db)
  return new Map(rows.map(({ code, lon, lat }) => [code, [lon, lat]]))
}

/** For each point its place code as `findPlaceAt` will find it: the lowest code of the areas that cover it; undefined in none. Same order as `points`. */
export async function locatePoints(db: Db, areas: readonly ReplayArea[], points: readonly LonLat[]): Promise<(string | undefined)[]> {
  const { rows } = await sql<{ n: number; code: string }>`
    with a as materialized (${areasAsRows(areas)}),
    p as materialized (
      select n::int as n, st_setsrid(st_makepoint(lon, lat), 4326) as point
      from unnest(${points.map(([lon]) => lon)}::float8[], ${points.map(([, lat]) => lat)}::float8[]) with ordinality as list(lon, lat, n)
    )
    select p.n, min(a.code collate "C") as code from a join p on st_covers(a.area, p.point) group by p.n`.execute(db)
  const found = new Map(rows.map(({ n, code }) => [n, code]))
  return points.map((_point, index) => found.get(index + 1))
}

/** Where a replayed case stands now. `routed`: whether the routing rules had proposed the unit it was first dispatched to; null before that. */
export interface Outcome {
  readonly id: string
  readonly number: string
  readonly stage: Stage
  readonly version: number
  readonly onTime: boolean | null
  readonly placeCode: string
  readonly routed: boolean | null
}

/** The cases of a city in the order of their ids, after one of them. */
export async function listOutcomes(db: Db, cityId: string, after: string, limit: number): Promise<Outcome[]> {
  const { rows } = await sql<Outcome>`
    select c.id, c.number, c.stage, c.version, c.on_time, c.place_code, (
      select e.data::jsonb #>> '{given,proposal,unitId}' is not distinct from e.data::jsonb #>> '{given,unitId}' from case_event e
      where e.city_id = c.city_id and e.case_id = c.id and e.action = 'dispatch' order by e.seq limit 1
    ) as routed
    from "case" c where c.city_id = ${cityId} and c.id > ${after}::uuid order by c.id limit ${limit}`.execute(db)
  return rows
}

/** Which of these cases exist already. */
export async function listExistingCases(db: Db, cityId: string, ids: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from "case" where city_id = ${cityId} and id = any(${ids}::uuid[])`.execute(db)
  return rows.map(({ id }) => id)
}
