import type { Geometry } from 'geojson'
import type { Coverage, Outlines } from '#web/console/organisation/api.ts'

/** Longitude and latitude in WGS-84 degrees. */
export type Position = readonly [lon: number, lat: number]
/** Closed: the last position is the first. */
export type Ring = readonly Position[]
/** An outer ring and its holes. */
export type Polygon = readonly Ring[]
export type Area = Outlines['features'][number]['geometry']

/** Nine decimals: a tenth of a millimetre, what the drawing tool keeps and the server stores. */
export const rounded = (degrees: number): number => Math.round(degrees * 1e9) / 1e9

export const samePlace = (a: Position | undefined, b: Position | undefined): boolean =>
  a !== undefined && b !== undefined && a[0] === b[0] && a[1] === b[1]

export const polygonsOf = (area: Area): readonly Polygon[] => (area.type === 'Polygon' ? [area.coordinates] : area.coordinates)

export function areaOf(polygons: readonly Polygon[]): Area {
  const [only] = polygons
  return polygons.length === 1 && only ? { type: 'Polygon', coordinates: only } : { type: 'MultiPolygon', coordinates: polygons }
}

/** A ring without positions that follow themselves, closed again; null where less than a triangle is left. */
export function tidyRing(ring: Ring): Ring | null {
  const open = ring.slice(0, -1).filter((position, index, all) => !samePlace(position, all.at(index - 1)) || all.length === 1)
  const [first] = open
  return first === undefined || open.length < 3 ? null : [...open, first]
}

/** The position on the edge from `a` to `b` nearest to `p`, with its distance; both in the flat measure of `scale` (degrees of latitude). */
export function nearestOnEdge(p: Position, a: Position, b: Position): { readonly at: Position; readonly distance: number } {
  const scale = Math.cos((p[1] * Math.PI) / 180)
  const [dx, dy] = [(b[0] - a[0]) * scale, b[1] - a[1]]
  const length = dx * dx + dy * dy
  const share = length === 0 ? 0 : Math.min(1, Math.max(0, ((p[0] - a[0]) * scale * dx + (p[1] - a[1]) * dy) / length))
  const at: Position = [rounded(a[0] + (b[0] - a[0]) * share), rounded(a[1] + (b[1] - a[1]) * share)]
  return { at, distance: Math.hypot((p[0] - at[0]) * scale, p[1] - at[1]) }
}

/** A position inside an outline's largest ring, where its name can stand: the middle of its bounds. */
export function middleOf(area: Area): Position {
  const rings = polygonsOf(area).flatMap(([outer]) => (outer ? [outer] : []))
  const ring = rings.toSorted((one, other) => other.length - one.length)[0] ?? []
  const [lons, lats] = [ring.map(([lon]) => lon), ring.map(([, lat]) => lat)]
  return [(Math.min(...lons) + Math.max(...lons)) / 2, (Math.min(...lats) + Math.max(...lats)) / 2]
}

type Drawable = Area | NonNullable<Coverage['findings'][number]['geometry']>

/** The same shape in the mutable type the map library asks for. */
export const toGeometry = (shape: Drawable): Geometry => structuredClone(shape) as unknown as Geometry
