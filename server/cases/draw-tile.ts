import { type CaseTileQuery, MOST_CELLS } from '#cases/contract-tiles.ts'
import type { LightMoments } from '#cases/light-moments.ts'
import { activeClockOf } from '#cases/lights.ts'
import { calendarFor, momentsFor } from '#cases/list-page.ts'
import { type CaseCell, listCaseCells } from '#cases/queries-cells.ts'
import { listDivisionOutlines, listGridOutlines, listTileCases, type Outline, type Shown } from '#cases/queries-tiles.ts'
import { buildTile, type Property, type Tile, type TileFeature, type TileLayer } from '#cases/tiles.ts'
import type { WorkingCalendar } from '#catalogue/working-calendar.ts'
import { findCity } from '#organisation/queries-places.ts'
import type { Actor } from '#platform/actor.ts'
import { localDay } from '#platform/clock.ts'
import type { Db } from '#platform/db.ts'

/** From this zoom on cases are drawn one by one; below, gathered by cells. */
export const SINGLE_FROM_ZOOM = 14
/** Single cases drawn in one tile; where there are more, each is marked `truncated`. */
export const MOST_CASES = 1500
/** From which zoom each level is drawn. */
export const OUTLINES_FROM_ZOOM = { district: 0, street: 10, community: 12, grid: 13 } as const

/** As the statement ranks them. */
const LIGHTS = ['none', 'green', 'yellow', 'red'] as const

const point = (lon: number, lat: number): TileFeature['geometry'] => ({ type: 'Point', coordinates: [lon, lat] })

/** Tiles know no null: what is unknown is left out. */
const known = (properties: Readonly<Record<string, Property | null>>): Record<string, Property> =>
  Object.fromEntries(Object.entries(properties).flatMap(([name, value]) => (value === null ? [] : [[name, value]])))

interface Drawing {
  readonly tx: Db
  readonly actor: Actor
  readonly tile: Tile
  readonly shown: Shown
  readonly calendar: WorkingCalendar
  readonly lights: LightMoments
  readonly cells: number
}

async function singles({ tx, actor, tile, shown, calendar }: Drawing): Promise<TileFeature[]> {
  const rows = await listTileCases(tx, actor, tile, shown, MOST_CASES)
  const truncated = rows.length > MOST_CASES
  return rows.slice(0, MOST_CASES).map((row) => {
    const clock = activeClockOf(calendar, row, actor.at)
    const { id, number, stage, typeCode, urgency } = row
    const light = clock?.light ?? 'none'
    return {
      geometry: point(row.lon, row.lat),
      properties: known({ id, number, stage, typeCode, urgency, light, overdue: clock?.overdue ?? false, count: 1, truncated }),
    }
  })
}

/** One cell: a lone case is drawn as itself, several as a cluster with their number, how many are overdue, and the worst light. */
function cellFeature(cell: CaseCell): TileFeature {
  const { count, overdue, urgent, lone } = cell
  const geometry = point(cell.lon, cell.lat)
  const urgency = urgent ? 'urgent' : 'normal'
  const shared = { light: LIGHTS[cell.worst] ?? 'none', urgency, overdue: overdue > 0, count, truncated: false }
  if (!lone) return { geometry, properties: { ...shared, cluster: true, overdueCount: overdue } }
  return { geometry, properties: known({ ...shared, ...lone }) }
}

const clusters = async ({ tx, actor, tile, shown, lights, cells }: Drawing): Promise<TileFeature[]> =>
  (await listCaseCells(tx, actor, tile, shown, lights, cells)).map(cellFeature)

/** The tile of the cases the actor may see and the filter passes (layer `cases`), at the actor's moment; empty when there is none. */
export async function drawCaseTile(tx: Db, actor: Actor, tile: Tile, query: Partial<CaseTileQuery> = {}): Promise<Buffer> {
  const { closedSince, cells = MOST_CELLS, ...filter } = query
  const calendar = await calendarFor(tx, actor.cityId)
  const lights = await momentsFor(tx, actor, calendar)
  const shown = { filter: { box: 'all' as const, ...filter, moments: lights }, closedSince }
  const draw = tile.z < SINGLE_FROM_ZOOM ? clusters : singles
  return buildTile(tile, [{ name: 'cases', features: await draw({ tx, actor, tile, shown, calendar, lights, cells }) }])
}

const layerOf = (name: string, outlines: readonly Outline[]): TileLayer => ({
  name,
  features: outlines.map(({ area, code, nameEn, synthetic, ...place }) => ({
    geometry: area,
    properties: known({ code, name: place.name, nameEn, synthetic }),
  })),
})

/** Each place's name at one point of its own, so that a place that spans tiles is named once. */
const namesOf = (level: string, outlines: readonly Outline[]): TileFeature[] =>
  outlines.map(({ lon, lat, code, name, nameEn }) => ({ geometry: point(lon, lat), properties: known({ level, code, name, nameEn }) }))

/** The tile of the city's divisions and management grids in force today (layers `districts`, `streets`, `communities`, `grids`), as far down as the zoom shows, and their names (layer `names`). */
export async function drawGridTile(tx: Db, actor: Actor, tile: Tile): Promise<Buffer> {
  const city = await findCity(tx, actor.cityId)
  const today = localDay(actor.at, city?.timeZone ?? 'UTC')
  const shows = (level: keyof typeof OUTLINES_FROM_ZOOM): boolean => tile.z >= OUTLINES_FROM_ZOOM[level]
  const division = async (level: 'district' | 'street' | 'community'): Promise<Outline[]> =>
    shows(level) ? listDivisionOutlines(tx, actor.cityId, level, tile, today) : []
  const levels = [
    ['districts', await division('district')],
    ['streets', await division('street')],
    ['communities', await division('community')],
    ['grids', shows('grid') ? await listGridOutlines(tx, actor.cityId, tile, today) : []],
  ] as const
  const names = { name: 'names', features: levels.flatMap(([level, outlines]) => namesOf(level, outlines)) }
  return buildTile(tile, [...levels.map(([level, outlines]) => layerOf(level, outlines)), names])
}
