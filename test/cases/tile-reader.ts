import { VectorTile, type VectorTileFeature } from '@mapbox/vector-tile'
import { PbfReader } from 'pbf'
import type { Tile } from '#cases/tiles.ts'

/** The tile of a zoom that holds a point, by the formula of the OpenStreetMap wiki: independent of ours. */
export function tileAt(z: number, lon: number, lat: number): Tile {
  const angle = (lat * Math.PI) / 180
  const x = Math.floor(((lon + 180) / 360) * 2 ** z)
  const y = Math.floor(((1 - Math.log(Math.tan(angle) + 1 / Math.cos(angle)) / Math.PI) / 2) * 2 ** z)
  return { z, x, y }
}

/** Every tile of a zoom the small city touches. */
export function cityTiles(z: number): Tile[] {
  const [from, to] = [tileAt(z, 102.7, 25.04), tileAt(z, 102.74, 25)]
  const tiles: Tile[] = []
  for (let x = from.x; x <= to.x; x += 1) for (let y = from.y; y <= to.y; y += 1) tiles.push({ z, x, y })
  return tiles
}

/** The names of the layers a tile holds. */
export const layersOf = (bytes: Buffer): string[] => Object.keys(new VectorTile(new PbfReader(bytes)).layers)

/** The features of one layer, read by the map's own decoder; none where the tile is empty. */
export function featuresOf(bytes: Buffer, layer: string): VectorTileFeature[] {
  if (bytes.length === 0) return []
  const found = new VectorTile(new PbfReader(bytes)).layers[layer]
  return found ? Array.from({ length: found.length }, (_, index) => found.feature(index)) : []
}
