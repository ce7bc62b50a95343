/** West, south, east, north in degrees. */
export type Box = readonly [west: number, south: number, east: number, north: number]
export interface TilesOfZoom {
  readonly z: number
  /** Column and row of each, as the address has them. */
  readonly tiles: readonly (readonly [x: number, y: number])[]
}

/** From the zoom at which a district fills the screen to the deepest the map asks for (web/shared/map/map-style.ts). */
export const PACK_ZOOMS = [12, 13, 14, 15, 16] as const
export const MOST_TILES = 400

const columnAt = (lon: number, side: number): number => Math.floor(((lon + 180) / 360) * side)
function rowAt(lat: number, side: number): number {
  const angle = (lat * Math.PI) / 180
  return Math.floor(((1 - Math.log(Math.tan(angle) + 1 / Math.cos(angle)) / Math.PI) / 2) * side)
}

function tilesAt(z: number, boxes: readonly Box[]): Map<string, readonly [number, number]> {
  const side = 2 ** z
  const found = new Map<string, readonly [number, number]>()
  for (const [west, south, east, north] of boxes)
    for (let x = columnAt(west, side); x <= columnAt(east, side); x++)
      for (let y = rowAt(north, side); y <= rowAt(south, side); y++) {
        if (found.size > MOST_TILES) return found
        found.set(`${x}/${y}`, [x, y])
      }
  return found
}

/** The tiles that show these boxes (web Mercator pyramid, y grows southward), zoom by zoom from the widest while there are at most `most` in all. */
export function tilesOver(boxes: readonly Box[], zooms: readonly number[] = PACK_ZOOMS, most = MOST_TILES): TilesOfZoom[] {
  const list: TilesOfZoom[] = []
  let left = most
  for (const z of zooms) {
    const tiles = [...tilesAt(z, boxes).values()]
    if (tiles.length > left) break
    left -= tiles.length
    list.push({ z, tiles })
  }
  return list
}

/** What a tile of places weighs on the way, bytes, by zoom: the largest measured in the demo city; for the phone's "may I fetch this now". */
const BYTES: Readonly<Record<number, number>> = { 12: 33_000, 13: 33_000, 14: 13_000, 15: 5500, 16: 2600 }
export const estimatedBytes = (list: readonly TilesOfZoom[]): number =>
  list.reduce((sum, { z, tiles }) => sum + tiles.length * (BYTES[z] ?? 10_000), 0)
