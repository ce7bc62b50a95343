import { type RawBuilder, sql } from 'kysely'
import type { Area } from '#organisation/area.ts'
import { inForce } from '#organisation/in-force.ts'
import type { Db } from '#platform/db.ts'
import '#cases/tables.ts'
import '#organisation/tables.ts'

export interface Point {
  readonly lon: number
  readonly lat: number
}

/** A management grid with its outline, whole and as a phone draws it, and its bounds. */
export interface GridOutline {
  readonly code: string
  readonly name: string
  readonly communityCode: string
  readonly area: Area
  readonly drawn: Area
  readonly west: number
  readonly south: number
  readonly east: number
  readonly north: number
}

/** About two metres: what nobody sees on a phone. */
const SIMPLIFIED = 0.00002
const OUTLINE = sql`grid.code, grid.name, grid.community_code, st_asgeojson(grid.area, 7)::json as area,
  st_asgeojson(st_multi(st_simplifypreservetopology(grid.area, ${SIMPLIFIED}::float8)), 5)::json as drawn,
  st_xmin(grid.area) as west, st_ymin(grid.area) as south, st_xmax(grid.area) as east, st_ymax(grid.area) as north`

const pointAt = ({ lon, lat }: Point): RawBuilder<string> => sql`st_setsrid(st_makepoint(${lon}::float8, ${lat}::float8), 4326)`

const within = (areas: readonly string[]): RawBuilder<boolean> =>
  areas.length === 0
    ? sql`false`
    : sql`(${sql.join(
        areas.map((area) => sql`starts_with(grid.code, ${area})`),
        sql` or `,
      )})`

/** The management grids somebody works in on a day ('YYYY-MM-DD'), by code. */
export async function listGridsWorkedBy(tx: Db, cityId: string, personId: string, on: string, limit: number): Promise<GridOutline[]> {
  const { rows } = await sql<GridOutline>`
    select ${OUTLINE} from grid where city_id = ${cityId} and kind = 'management' and ${inForce('grid', on)} and code in (
      select grid_code from grid_staff where city_id = ${cityId} and person_id = ${personId} and ${inForce('grid_staff', on)}
    ) order by grid.code limit ${limit}`.execute(tx)
  return rows
}

/** The management grids of areas on a day: the nearest to a point, or without one by code. */
export async function listGridsIn(
  tx: Db,
  cityId: string,
  areas: readonly string[],
  on: string,
  point: Point | undefined,
  limit: number,
): Promise<GridOutline[]> {
  const order = point ? sql`grid.area <-> ${pointAt(point)}, grid.code` : sql`grid.code`
  const { rows } = await sql<GridOutline>`
    select ${OUTLINE} from grid where city_id = ${cityId} and kind = 'management' and ${within(areas)} and ${inForce('grid', on)}
    order by ${order} limit ${limit}`.execute(tx)
  return rows
}

/** The outlines of these grids on a day. */
export async function listGridAreas(tx: Db, cityId: string, codes: readonly string[], on: string): Promise<{ code: string; area: Area }[]> {
  const { rows } = await sql<{ code: string; area: Area }>`
    select code, st_asgeojson(area, 7)::json as area from grid
    where city_id = ${cityId} and kind = 'management' and code in (${sql.join(codes)}) and ${inForce('grid', on)}`.execute(tx)
  return rows
}

/** Metres from a point to a grid on a day, 0 inside it; undefined when there is no such grid. */
export async function findMetresToGrid(tx: Db, cityId: string, code: string, on: string, point: Point): Promise<number | undefined> {
  const { rows } = await sql<{ metres: number }>`
    select st_distance(area::geography, ${pointAt(point)}::geography) as metres from grid
    where city_id = ${cityId} and kind = 'management' and code = ${code} and ${inForce('grid', on)}`.execute(tx)
  return rows[0]?.metres
}

/** Codes of the management grids within so many metres of a point on a day, the nearest first. */
export async function listGridCodesNear(
  tx: Db,
  cityId: string,
  point: Point,
  metres: number,
  on: string,
  limit: number,
): Promise<string[]> {
  const reach = metres / 111_320 / Math.max(0.01, Math.cos((point.lat * Math.PI) / 180))
  const { rows } = await sql<{ code: string }>`
    select code from grid
    where city_id = ${cityId} and kind = 'management' and area && st_expand(${pointAt(point)}, ${reach}::float8) and ${inForce('grid', on)}
    order by area <-> ${pointAt(point)}, code limit ${limit}`.execute(tx)
  return rows.map(({ code }) => code)
}

/** Components of a grid that are still there, by code. */
export const listComponentsOfGrid = (tx: Db, cityId: string, gridCode: string, limit: number) =>
  tx
    .selectFrom('component')
    .select(['code', 'name', 'typeCode'])
    .where('cityId', '=', cityId)
    .where('gridCode', '=', gridCode)
    .where('state', '!=', 'removed')
    .orderBy('code')
    .limit(limit)
    .execute()
