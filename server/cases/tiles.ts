import { geoJSONToTile } from '@maplibre/geojson-vt'
import { fromGeojsonVt } from '@maplibre/vt-pbf'
import type { FeatureCollection, Geometry } from 'geojson'

/** Address of a tile: y grows southward. */
export interface Tile {
  readonly z: number
  readonly x: number
  readonly y: number
}

/** Degrees (WGS-84). A tile holds its western and northern edge, not the other two: so every point lies in exactly one. */
export interface Bounds {
  readonly west: number
  readonly south: number
  readonly east: number
  readonly north: number
}

export type Property = string | number | boolean
export interface TileFeature {
  readonly geometry: Geometry
  readonly properties: Readonly<Record<string, Property>>
}
export interface TileLayer {
  readonly name: string
  readonly features: readonly TileFeature[]
}

export const TILE_TYPE = 'application/vnd.mapbox-vector-tile'
/** Units along one side of a tile, and how many beyond it outlines are drawn, so that no seam shows. */
const EXTENT = 4096
const BUFFER = 64
/** Pixels along one side of a tile as the map draws it. */
const PIXELS = 512

const longitude = (x: number, side: number): number => (x / side) * 360 - 180
const latitude = (y: number, side: number): number => (Math.atan(Math.sinh(Math.PI * (1 - (2 * y) / side))) * 180) / Math.PI

/** The bounds of a tile, widened on every side by `margin` tiles. Web Mercator on the sphere (EPSG:3857). */
export function tileBounds({ z, x, y }: Tile, margin = 0): Bounds {
  const side = 2 ** z
  return {
    west: longitude(x - margin, side),
    east: longitude(x + 1 + margin, side),
    north: latitude(y - margin, side),
    south: latitude(y + 1 + margin, side),
  }
}

/** Degrees of half a pixel at a zoom: what nobody can see may be simplified away. */
export const halfPixel = (zoom: number): number => 360 / (2 ** zoom * PIXELS * 2)

/** A Mapbox Vector Tile 2.1 of layers in degrees, clipped to the tile; empty when nothing of them lies in it. */
export function buildTile({ z, x, y }: Tile, layers: readonly TileLayer[]): Buffer {
  const options = { extent: EXTENT, buffer: BUFFER, tolerance: 0, clip: true, maxZoom: 24 }
  const drawn = layers.map(({ name, features }) => [name, geoJSONToTile(collectionOf(features), z, x, y, options)] as const)
  const kept = drawn.filter(([, tile]) => tile.features.length > 0)
  return kept.length === 0 ? Buffer.alloc(0) : Buffer.from(fromGeojsonVt(Object.fromEntries(kept), { version: 2, extent: EXTENT }))
}

const collectionOf = (features: readonly TileFeature[]): FeatureCollection => ({
  type: 'FeatureCollection',
  features: features.map(({ geometry, properties }) => ({ type: 'Feature', geometry, properties })),
})
