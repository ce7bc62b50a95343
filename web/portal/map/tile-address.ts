import { degreesAround, type Point } from '#portal/blur.ts'

/** The zoom from which on tiles hold single cases. */
export const SINGLES_ZOOM = 14

/** A place in tiles of a zoom (OGC 17-083r4, WebMercatorQuad), with fractions. */
export function tilePosition({ lon, lat }: Point, zoom: number): { readonly x: number; readonly y: number } {
  const side = 2 ** zoom
  const radians = (lat * Math.PI) / 180
  return { x: ((lon + 180) / 360) * side, y: ((1 - Math.log(Math.tan(radians) + 1 / Math.cos(radians)) / Math.PI) / 2) * side }
}

const wholeFrom = (from: number, to: number): number[] =>
  Array.from({ length: Math.floor(to) - Math.floor(from) + 1 }, (_, index) => Math.floor(from) + index)

/** The tiles of a zoom that hold everything within so many metres of a place. */
export function tilesAround(place: Point, metres: number, zoom: number): readonly { readonly x: number; readonly y: number }[] {
  const { lon, lat } = degreesAround(place, metres)
  const least = tilePosition({ lon: place.lon - lon, lat: place.lat + lat }, zoom)
  const most = tilePosition({ lon: place.lon + lon, lat: place.lat - lat }, zoom)
  return wholeFrom(least.y, most.y).flatMap((y) => wholeFrom(least.x, most.x).map((x) => ({ x, y })))
}
