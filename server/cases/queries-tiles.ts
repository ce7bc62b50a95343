import type { Geometry } from 'geojson'
import { type Expression, type ExpressionBuilder, type RawBuilder, type SqlBool, sql } from 'kysely'
import type { ClockColumns } from '#cases/clocks.ts'
import type { Stage } from '#cases/lifecycle.ts'
import { visibleTo } from '#cases/queries-lists.ts'
import { type Bounds, halfPixel, type Tile, tileBounds } from '#cases/tiles.ts'
import { inForce } from '#organisation/in-force.ts'
import type { Actor } from '#platform/actor.ts'
import type { Db, Tables } from '#platform/db.ts'
import '#cases/tables.ts'
import '#organisation/tables.ts'

type Where = ExpressionBuilder<Tables, 'case'>

const envelope = ({ west, south, east, north }: Bounds): RawBuilder<string> =>
  sql`st_makeenvelope(${west}::float8, ${south}::float8, ${east}::float8, ${north}::float8, 4326)`

/** Cases of the tile that the actor may see: the open ones, and with `closedSince` those that ended since. */
function casesIn(where: Where, actor: Actor, tile: Tile, closedSince: Date | undefined): Expression<SqlBool> {
  const bounds = tileBounds(tile)
  const open = where('case.closedAt', 'is', null)
  return where.and([
    where('case.cityId', '=', actor.cityId),
    sql<boolean>`place && ${envelope(bounds)}`,
    where('case.lon', '>=', bounds.west),
    where('case.lon', '<', bounds.east),
    where('case.lat', '>', bounds.south),
    where('case.lat', '<=', bounds.north),
    closedSince ? where.or([open, where('case.closedAt', '>=', closedSince)]) : open,
    visibleTo(where, actor),
  ])
}

const CLOCK = ['clockMeasure', 'clockBudgetMs', 'clockRemainingMs', 'clockRunningSince', 'dueAt'] as const

/** Single cases of a tile, those due first first; one more than `limit` when there are more. */
export const listTileCases = (tx: Db, actor: Actor, tile: Tile, closedSince: Date | undefined, limit: number) =>
  tx
    .selectFrom('case')
    .select(['id', 'number', 'stage', 'typeCode', 'urgency', 'lon', 'lat', ...CLOCK])
    .where((where) => casesIn(where as unknown as Where, actor, tile, closedSince))
    .orderBy(sql`due_at nulls last`)
    .orderBy('id')
    .limit(limit + 1)
    .execute()

/** Cases of one cell whose clocks can be compared: same limit, all running or all standing, all open or all ended. `id`, `number` and `typeCode` are one case's where `count` is 1. */
export interface CaseGroup extends ClockColumns {
  readonly cellX: number
  readonly cellY: number
  readonly count: number
  readonly overdue: number
  readonly lon: number
  readonly lat: number
  readonly id: string
  readonly number: string
  readonly stage: Stage
  readonly typeCode: string | null
  readonly urgency: 'urgent' | 'normal'
}

/** Which of the `cells` by `cells` cells of its tile a case lies in; web Mercator as in tiles.ts. A cell never reaches into the next tile. */
function cellOf({ z, x, y }: Tile, cells: number): { cellX: RawBuilder<number>; cellY: RawBuilder<number> } {
  const within = (fraction: RawBuilder<number>): RawBuilder<number> =>
    sql`least(greatest(floor((${fraction}) * ${cells}::int), 0), ${cells - 1}::int)::int`
  const side = 2 ** z
  return {
    cellX: within(sql`(lon + 180) / 360 * ${side}::float8 - ${x}::float8`),
    cellY: within(sql`(1 - asinh(tan(radians(lat))) / pi()) / 2 * ${side}::float8 - ${y}::float8`),
  }
}

/** Of the cases whose clocks can be compared, the one that is furthest along stands for the light of all: the earliest due, or the least left. */
const furthest = (column: string): RawBuilder<never> => sql`(array_agg(${sql.ref(column)} order by due_at, clock_remaining_ms))[1]`

/** The cases of a tile gathered by a grid of `cells` by `cells`. */
export async function listCaseGroups(tx: Db, actor: Actor, tile: Tile, closedSince: Date | undefined, cells: number): Promise<CaseGroup[]> {
  const { cellX, cellY } = cellOf(tile, cells)
  const seen = tx
    .selectFrom('case')
    .select(['id', 'number', 'stage', 'typeCode', 'urgency', 'lon', 'lat', 'closedAt', ...CLOCK])
    .select([cellX.as('cellX'), cellY.as('cellY')])
    .where((where) => casesIn(where as unknown as Where, actor, tile, closedSince))
  const { rows } = await sql<CaseGroup>`
    with seen as (${seen})
    select cell_x, cell_y, clock_measure, clock_budget_ms, count(*) as count, avg(lon) as lon, avg(lat) as lat,
      count(*) filter (where closed_at is null and due_at < ${actor.at}) as overdue,
      min(id::text) as id, min(number) as number, min(stage) as stage, min(type_code) as type_code, max(urgency) as urgency,
      min(due_at) as due_at, ${furthest('clockRemainingMs')} as clock_remaining_ms, ${furthest('clockRunningSince')} as clock_running_since
    from seen
    group by cell_x, cell_y, clock_measure, clock_budget_ms, clock_running_since is null, closed_at is null
    order by cell_y, cell_x`.execute(tx)
  return rows
}

/** A place's outline as drawn at a zoom. */
export interface Outline {
  readonly code: string
  readonly name: string
  readonly nameEn: string | null
  readonly synthetic: boolean
  readonly area: Geometry
}

const MOST_OUTLINES = 5000
/** Beyond a tile's own edges outlines are still wanted a little, so that no seam shows: in tiles. */
const MARGIN = 1 / 16

const drawnAt = (zoom: number): RawBuilder<Geometry> =>
  sql`st_asgeojson(st_simplifypreservetopology(area, ${halfPixel(zoom)}::float8), 7)::json`

/** Outlines of the divisions of one level that touch a tile on a day ('YYYY-MM-DD'), by code. */
export async function listDivisionOutlines(
  tx: Db,
  cityId: string,
  level: 'district' | 'street' | 'community',
  tile: Tile,
  on: string,
): Promise<Outline[]> {
  const { rows } = await sql<Outline>`
    select code, name, name_en, synthetic, ${drawnAt(tile.z)} as area from division
    where city_id = ${cityId} and level = ${level} and area && ${envelope(tileBounds(tile, MARGIN))} and ${inForce('division', on)}
    order by code limit ${MOST_OUTLINES}`.execute(tx)
  return rows
}

/** Outlines of the management grids that touch a tile on a day, by code. */
export async function listGridOutlines(tx: Db, cityId: string, tile: Tile, on: string): Promise<Outline[]> {
  const { rows } = await sql<Outline>`
    select code, name, null as name_en, synthetic, ${drawnAt(tile.z)} as area from grid
    where city_id = ${cityId} and kind = 'management' and area && ${envelope(tileBounds(tile, MARGIN))} and ${inForce('grid', on)}
    order by code limit ${MOST_OUTLINES}`.execute(tx)
  return rows
}
