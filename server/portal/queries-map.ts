import { type RawBuilder, sql } from 'kysely'
import type { Stage } from '#cases/lifecycle.ts'
import type { Bounds, Tile } from '#cases/tiles.ts'
import type { Db } from '#platform/db.ts'
import { CELLS_PER_DEGREE } from '#portal/blur.ts'
import { PUBLIC_STAGES } from '#portal/stages.ts'
import '#cases/tables.ts'

export interface PublicCase {
  readonly id: string
  readonly typeCode: string
  readonly stage: Stage
  readonly lon: number
  readonly lat: number
  readonly reportedAt: Date
}

/** Which cases the public may see at all: `never` holds beginnings of the codes of types that are not shown, `closedSince` how long closed ones stay. */
export interface PublicScope {
  readonly cityId: string
  readonly never: readonly string[]
  readonly closedSince: Date
}

const isShown = ({ never }: PublicScope): RawBuilder<boolean> => sql`
  c.stage = any(${[...PUBLIC_STAGES]}::text[]) and c.type_code is not null
  and not exists (select from unnest(${[...never]}::text[]) as prefix where starts_with(c.type_code, prefix))`

const lies = ({ west, south, east, north }: Bounds): RawBuilder<boolean> =>
  sql`c.place && st_makeenvelope(${west}::float8, ${south}::float8, ${east}::float8, ${north}::float8, 4326)`

/** Public cases whose true position lies within bounds: the open ones and the closed ones, each by the index of its own. */
const publicWithin = (scope: PublicScope, bounds: Bounds): RawBuilder<unknown> => sql`
  select c.id, c.type_code, c.stage, c.lon, c.lat, c.reported_at, false as closed from "case" c
  where c.city_id = ${scope.cityId} and c.closed_at is null and ${isShown(scope)} and ${lies(bounds)}
  union all
  select c.id, c.type_code, c.stage, c.lon, c.lat, c.reported_at, true as closed from "case" c
  where c.city_id = ${scope.cityId} and c.stage = 'closed' and c.closed_at >= ${scope.closedSince} and ${isShown(scope)} and ${lies(bounds)}`

/** Public cases whose true position lies within bounds, the newest first. */
export async function listPublicCases(tx: Db, scope: PublicScope, bounds: Bounds, limit: number): Promise<PublicCase[]> {
  const { rows } = await sql<PublicCase>`
    select id, type_code, stage, lon, lat, reported_at from (${publicWithin(scope, bounds)}) shown order by id desc limit ${limit}`.execute(
    tx,
  )
  return rows
}

export interface PublicCell {
  readonly column: number
  readonly row: number
  readonly count: number
  readonly done: number
}

/**
 * Public cases of a tile gathered by a grid of `cells` by `cells`. Each is first put in the middle of its cell (blur.ts), so that no zoom tells on which
 * side of a border a blurred one lies. Web Mercator as in tiles.ts; `bounds` hold the tile and a cell more on each side.
 */
export async function listPublicCells(tx: Db, scope: PublicScope, { z, x, y }: Tile, bounds: Bounds, cells: number): Promise<PublicCell[]> {
  const side = 2 ** z
  const lon = sql`(floor(lon * ${CELLS_PER_DEGREE.lon}::float8) + 0.5) / ${CELLS_PER_DEGREE.lon}::float8`
  const lat = sql`(floor(lat * ${CELLS_PER_DEGREE.lat}::float8) + 0.5) / ${CELLS_PER_DEGREE.lat}::float8`
  const { rows } = await sql<PublicCell>`
    select "column", "row", count(*)::int as count, count(*) filter (where closed)::int as done from (
      select floor(((${lon}) + 180) / 360 * ${side}::float8 * ${cells}::int)::bigint - ${x}::bigint * ${cells}::int as "column",
        floor((1 - asinh(tan(radians(${lat}))) / pi()) / 2 * ${side}::float8 * ${cells}::int)::bigint - ${y}::bigint * ${cells}::int as "row",
        closed
      from (${publicWithin(scope, bounds)}) shown
    ) placed
    where "column" between 0 and ${cells - 1}::int and "row" between 0 and ${cells - 1}::int
    group by 1, 2 order by 1, 2`.execute(tx)
  return rows
}

/** A public case by its id, while it is open. */
export async function findOpenPublicCase(tx: Db, scope: PublicScope, id: string): Promise<{ id: string } | undefined> {
  const { rows } = await sql<{ id: string }>`
    select c.id from "case" c where c.city_id = ${scope.cityId} and c.id = ${id}::uuid and c.closed_at is null and ${isShown(scope)}`.execute(
    tx,
  )
  return rows[0]
}
