import { SINGLE_FROM_ZOOM } from '#cases/draw-tile.ts'
import { listDivisionOutlines } from '#cases/queries-tiles.ts'
import { type Bounds, buildTile, type Tile, type TileFeature, tileBounds } from '#cases/tiles.ts'
import type { Actor } from '#platform/actor.ts'
import { localDay } from '#platform/clock.ts'
import type { Db } from '#platform/db.ts'
import { keepBriefly } from '#platform/keep-briefly.ts'
import { CELLS_PER_DEGREE } from '#portal/blur.ts'
import { spokenName } from '#portal/named-place.ts'
import { openPortal, type Portal } from '#portal/open-portal.ts'
import { type PortalParts, refKey } from '#portal/parts.ts'
import { listPublicCases, listPublicCells, type PublicCell } from '#portal/queries-map.ts'
import { scopeOf, showPublic } from '#portal/show-public.ts'
import { stateOf } from '#portal/stages.ts'

/** Cells along one side of a tile below the zoom of single cases. */
const CELLS = 16
/** Single cases drawn in one tile. */
const MOST_CASES = 1500
/** Anybody may ask: a tile is made at most once in this time (ms). */
const KEPT = 60_000
const shared = keepBriefly<Buffer>(KEPT, () => true)
/** Borders hardly ever move. */
const sharedGround = keepBriefly<Buffer>(10 * KEPT, () => true)

/** Bounds with a cell more on each side: what lies just outside may be shown just inside. */
const widened = ({ west, south, east, north }: Bounds): Bounds => ({
  west: west - 1 / CELLS_PER_DEGREE.lon,
  east: east + 1 / CELLS_PER_DEGREE.lon,
  south: south - 1 / CELLS_PER_DEGREE.lat,
  north: north + 1 / CELLS_PER_DEGREE.lat,
})

const holds = ({ west, south, east, north }: Bounds, { lon, lat }: { lon: number; lat: number }): boolean =>
  lon >= west && lon < east && lat > south && lat <= north

async function singles(tx: Db, actor: Actor, portal: Portal, key: string, tile: Tile): Promise<TileFeature[]> {
  const bounds = tileBounds(tile)
  const rows = await listPublicCases(tx, scopeOf(portal, actor.at), widened(bounds), MOST_CASES)
  return rows
    .map((row) => showPublic(portal, key, row))
    .filter((shown) => holds(bounds, shown))
    .map(({ lon, lat, stage, ref, topic, reportedOn, blurred }) => ({
      geometry: { type: 'Point', coordinates: [lon, lat] },
      properties: { ref, topic, state: stateOf(stage), reportedOn, blurred, count: 1 },
    }))
}

/** The middle of a cell of a tile, as a tile of its own deeper down. */
function cellFeature({ z, x, y }: Tile, { column, row, count, done }: PublicCell): TileFeature {
  const { west, south, east, north } = tileBounds({ z: z + Math.log2(CELLS), x: x * CELLS + column, y: y * CELLS + row })
  return {
    geometry: { type: 'Point', coordinates: [(west + east) / 2, (south + north) / 2] },
    properties: { cluster: true, count, done },
  }
}

async function clusters(tx: Db, actor: Actor, portal: Portal, tile: Tile): Promise<TileFeature[]> {
  const cells = await listPublicCells(tx, scopeOf(portal, actor.at), tile, widened(tileBounds(tile)), CELLS)
  return cells.map((cell) => cellFeature(tile, cell))
}

/** The tile of what the public may know (layer `cases`): each case as it may be shown from zoom 14 on, counts by cells below. Empty when there is nothing. Throws portal.closed. */
export async function drawPublicTile(tx: Db, actor: Actor, parts: PortalParts, tile: Tile): Promise<Buffer> {
  const portal = await openPortal(tx, actor.cityId)
  const key = refKey(parts, actor.cityId)
  return shared(`${actor.cityId}/${key}/${tile.z}/${tile.x}/${tile.y}`, actor.at, async () => {
    const features = tile.z < SINGLE_FROM_ZOOM ? await clusters(tx, actor, portal, tile) : await singles(tx, actor, portal, key, tile)
    return buildTile(tile, [{ name: 'cases', features }])
  })
}

/** From which zoom streets and communities are drawn under the cases. */
const FROM_ZOOM = { street: 10, community: 13 }

/** The ground the public map is drawn on: outlines and names of districts, streets and communities (layers `districts`, `streets`, `communities`, `names`). Throws portal.closed. */
export async function drawPublicGround(tx: Db, actor: Actor, tile: Tile): Promise<Buffer> {
  const { city } = await openPortal(tx, actor.cityId)
  const today = localDay(actor.at, city.timeZone)
  return sharedGround(`${actor.cityId}/${today}/${tile.z}/${tile.x}/${tile.y}`, actor.at, () => drawGround(tx, actor, tile, today))
}

async function drawGround(tx: Db, actor: Actor, tile: Tile, today: string): Promise<Buffer> {
  const outlines = (level: 'district' | 'street' | 'community') => listDivisionOutlines(tx, actor.cityId, level, tile, today)
  const districts = await outlines('district')
  const streets = tile.z < FROM_ZOOM.street ? [] : await outlines('street')
  const communities = tile.z < FROM_ZOOM.community ? [] : await outlines('community')
  const shapes = (drawn: typeof districts): TileFeature[] =>
    drawn.map(({ area, name, nameEn }) => ({ geometry: area, properties: { name, nameEn: nameEn ?? name } }))
  const names = (level: string, named: typeof districts): TileFeature[] =>
    named.map(({ lon, lat, name, nameEn }) => ({
      geometry: { type: 'Point', coordinates: [lon, lat] },
      properties: { level, name: spokenName(name), nameEn: nameEn ?? name },
    }))
  return buildTile(tile, [
    { name: 'districts', features: shapes(districts) },
    { name: 'streets', features: shapes(streets) },
    { name: 'communities', features: shapes(communities) },
    { name: 'names', features: [...names('district', districts), ...names('street', streets), ...names('community', communities)] },
  ])
}
