import type { Geometry } from 'geojson'
import { type Expression, type RawBuilder, type SqlBool, sql } from 'kysely'
import { filterConditions, type LitFilter, type Sight, type Where } from '#cases/queries-lists.ts'
import { type Bounds, halfPixel, type Tile, tileBounds } from '#cases/tiles.ts'
import { inForce } from '#organisation/in-force.ts'
import type { Actor } from '#platform/actor.ts'
import type { Db } from '#platform/db.ts'
import '#cases/tables.ts'
import '#organisation/tables.ts'

const envelope = ({ west, south, east, north }: Bounds): RawBuilder<string> =>
  sql`st_makeenvelope(${west}::float8, ${south}::float8, ${east}::float8, ${north}::float8, 4326)`

/** What a map is asked to show: a filter of lists, and with `closedSince` also what ended since then. */
export interface Shown {
  readonly filter: LitFilter
  readonly closedSince?: Date | undefined
}

/** Cases of the tile that the actor may see and the filter passes: the open ones unless it says otherwise, and with `closedSince` those that ended since. With `sight` one side of what the actor may see. */
export function casesIn(where: Where, actor: Actor, tile: Tile, { filter, closedSince }: Shown, sight?: Sight): Expression<SqlBool> {
  const bounds = tileBounds(tile)
  const open = where('case.closedAt', 'is', null)
  const standing = closedSince ? where.or([open, where('case.closedAt', '>=', closedSince)]) : open
  return where.and([
    where('case.cityId', '=', actor.cityId),
    sql<boolean>`place && ${envelope(bounds)}`,
    where('case.lon', '>=', bounds.west),
    where('case.lon', '<', bounds.east),
    where('case.lat', '>', bounds.south),
    where('case.lat', '<=', bounds.north),
    filter.open === undefined || closedSince ? standing : where('case.closedAt', filter.open ? 'is' : 'is not', null),
    ...filterConditions(where, actor, filter, sight),
  ])
}

const CLOCK = ['stageEnteredAt', 'stageDueAt', 'clockMeasure', 'clockBudgetMs', 'clockRemainingMs', 'clockRunningSince', 'dueAt'] as const

/** Single cases of a tile, those due first first; one more than `limit` when there are more. */
export const listTileCases = (tx: Db, actor: Actor, tile: Tile, shown: Shown, limit: number) =>
  tx
    .selectFrom('case')
    .select(['id', 'number', 'stage', 'typeCode', 'urgency', 'lon', 'lat', ...CLOCK])
    .where((where) => casesIn(where as unknown as Where, actor, tile, shown))
    .orderBy(sql`coalesce(due_at, stage_due_at) nulls last`)
    .orderBy('id')
    .limit(limit + 1)
    .execute()

/** A place's outline as drawn at a zoom. */
export interface Outline {
  readonly code: string
  readonly name: string
  readonly nameEn: string | null
  readonly synthetic: boolean
  readonly area: Geometry
  /** A point inside, for the name. */
  readonly lon: number
  readonly lat: number
}

const MOST_OUTLINES = 5000
/** Beyond a tile's own edges outlines are still wanted a little, so that no seam shows: in tiles. */
const MARGIN = 1 / 16

const drawnAt = (zoom: number): RawBuilder<Geometry> =>
  sql`st_asgeojson(st_simplifypreservetopology(area, ${halfPixel(zoom)}::float8), 7)::json`
/** The same point in every tile of every zoom. */
const NAMED_AT = sql`st_x(st_pointonsurface(area)) as lon, st_y(st_pointonsurface(area)) as lat`

/** Outlines of the divisions of one level that touch a tile on a day ('YYYY-MM-DD'), by code. */
export async function listDivisionOutlines(
  tx: Db,
  cityId: string,
  level: 'district' | 'street' | 'community',
  tile: Tile,
  on: string,
): Promise<Outline[]> {
  const { rows } = await sql<Outline>`
    select code, name, name_en, synthetic, ${drawnAt(tile.z)} as area, ${NAMED_AT} from division
    where city_id = ${cityId} and level = ${level} and area && ${envelope(tileBounds(tile, MARGIN))} and ${inForce('division', on)}
    order by code limit ${MOST_OUTLINES}`.execute(tx)
  return rows
}

/** Outlines of the management grids that touch a tile on a day, by code. */
export async function listGridOutlines(tx: Db, cityId: string, tile: Tile, on: string): Promise<Outline[]> {
  const { rows } = await sql<Outline>`
    select code, name, null as name_en, synthetic, ${drawnAt(tile.z)} as area, ${NAMED_AT} from grid
    where city_id = ${cityId} and kind = 'management' and area && ${envelope(tileBounds(tile, MARGIN))} and ${inForce('grid', on)}
    order by code limit ${MOST_OUTLINES}`.execute(tx)
  return rows
}
