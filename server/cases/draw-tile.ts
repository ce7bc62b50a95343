import { lightsOf } from '#cases/lights.ts'
import { calendarFor } from '#cases/list-page.ts'
import {
  type CaseGroup,
  listCaseGroups,
  listDivisionOutlines,
  listGridOutlines,
  listTileCases,
  type Outline,
} from '#cases/queries-tiles.ts'
import { buildTile, type Property, type Tile, type TileFeature, type TileLayer } from '#cases/tiles.ts'
import type { WorkingCalendar } from '#catalogue/working-calendar.ts'
import { findCity } from '#organisation/queries-places.ts'
import type { Actor } from '#platform/actor.ts'
import { localDay } from '#platform/clock.ts'
import type { Db } from '#platform/db.ts'

/** From this zoom on cases are drawn one by one; below, gathered by cells. */
export const SINGLE_FROM_ZOOM = 14
/** Cells along one side of a tile: 32 pixels each. */
const CELLS = 16
/** Single cases drawn in one tile; where there are more, each is marked `truncated`. */
export const MOST_CASES = 2000
/** From which zoom each level is drawn. */
export const OUTLINES_FROM_ZOOM = { district: 0, street: 10, community: 12, grid: 13 } as const

const LIGHTS = ['none', 'green', 'yellow', 'red'] as const
type Light = (typeof LIGHTS)[number]

const point = (lon: number, lat: number): TileFeature['geometry'] => ({ type: 'Point', coordinates: [lon, lat] })

/** Tiles know no null: what is unknown is left out. */
const known = (properties: Readonly<Record<string, Property | null>>): Record<string, Property> =>
  Object.fromEntries(Object.entries(properties).flatMap(([name, value]) => (value === null ? [] : [[name, value]])))

async function singles(tx: Db, actor: Actor, tile: Tile, closedSince: Date | undefined, calendar: WorkingCalendar): Promise<TileFeature[]> {
  const rows = await listTileCases(tx, actor, tile, closedSince, MOST_CASES)
  const truncated = rows.length > MOST_CASES
  return rows.slice(0, MOST_CASES).map((row) => {
    const { light, overdue } = lightsOf(calendar, row, actor.at)
    const { id, number, stage, typeCode, urgency } = row
    return {
      geometry: point(row.lon, row.lat),
      properties: known({ id, number, stage, typeCode, urgency, light: light ?? 'none', overdue, count: 1, truncated }),
    }
  })
}

/** One cell: a lone case is drawn as itself, several as a cluster with their number, how many are overdue, and the worst light. */
function cellFeature(groups: readonly CaseGroup[], calendar: WorkingCalendar, at: Date): TileFeature {
  const sum = (value: (group: CaseGroup) => number): number => groups.reduce((total, group) => total + value(group), 0)
  const count = sum((group) => group.count)
  const overdue = sum((group) => group.overdue)
  const geometry = point(sum((group) => group.lon * group.count) / count, sum((group) => group.lat * group.count) / count)
  const lights = groups.map((group): Light => lightsOf(calendar, group, at).light ?? 'none')
  const light = LIGHTS.findLast((each) => lights.includes(each)) ?? 'none'
  const urgency = groups.some((group) => group.urgency === 'urgent') ? 'urgent' : 'normal'
  const shared = { light, urgency, overdue: overdue > 0, count, truncated: false }
  const [first] = groups
  if (count > 1 || !first) return { geometry, properties: { ...shared, cluster: true, overdueCount: overdue } }
  const { id, number, stage, typeCode } = first
  return { geometry, properties: known({ ...shared, id, number, stage, typeCode }) }
}

async function clusters(
  tx: Db,
  actor: Actor,
  tile: Tile,
  closedSince: Date | undefined,
  calendar: WorkingCalendar,
): Promise<TileFeature[]> {
  const groups = await listCaseGroups(tx, actor, tile, closedSince, CELLS)
  const cells = Map.groupBy(groups, ({ cellX, cellY }) => cellY * CELLS + cellX)
  return [...cells.values()].map((cell) => cellFeature(cell, calendar, actor.at))
}

/** The tile of the cases the actor may see (layer `cases`), at the actor's moment; empty when there is none. */
export async function drawCaseTile(tx: Db, actor: Actor, tile: Tile, closedSince?: Date): Promise<Buffer> {
  const calendar = await calendarFor(tx, actor.cityId)
  const draw = tile.z < SINGLE_FROM_ZOOM ? clusters : singles
  return buildTile(tile, [{ name: 'cases', features: await draw(tx, actor, tile, closedSince, calendar) }])
}

const layerOf = (name: string, outlines: readonly Outline[]): TileLayer => ({
  name,
  features: outlines.map(({ area, code, nameEn, synthetic, ...place }) => ({
    geometry: area,
    properties: known({ code, name: place.name, nameEn, synthetic }),
  })),
})

/** The tile of the city's divisions and management grids in force today (layers `districts`, `streets`, `communities`, `grids`), as far down as the zoom shows. */
export async function drawGridTile(tx: Db, actor: Actor, tile: Tile): Promise<Buffer> {
  const city = await findCity(tx, actor.cityId)
  const today = localDay(actor.at, city?.timeZone ?? 'UTC')
  const shows = (level: keyof typeof OUTLINES_FROM_ZOOM): boolean => tile.z >= OUTLINES_FROM_ZOOM[level]
  const division = async (level: 'district' | 'street' | 'community'): Promise<Outline[]> =>
    shows(level) ? listDivisionOutlines(tx, actor.cityId, level, tile, today) : []
  return buildTile(tile, [
    layerOf('districts', await division('district')),
    layerOf('streets', await division('street')),
    layerOf('communities', await division('community')),
    layerOf('grids', shows('grid') ? await listGridOutlines(tx, actor.cityId, tile, today) : []),
  ])
}
