import type { LonLat } from '#web/shared/map/map-props.ts'

/** The zoom from which on tiles hold single cases. */
export const SINGLES_ZOOM = 14

/** A place in tiles of a zoom (OGC 17-083r4, WebMercatorQuad), with fractions. */
export function tilePosition({ lon, lat }: LonLat, zoom: number): { readonly x: number; readonly y: number } {
  const side = 2 ** zoom
  const radians = (lat * Math.PI) / 180
  return { x: ((lon + 180) / 360) * side, y: ((1 - Math.log(Math.tan(radians) + 1 / Math.cos(radians)) / Math.PI) / 2) * side }
}

/** The four tiles nearest to a place: together they reach at least half a tile in every direction, 1.1 km at zoom 14 in Kunming. */
export function tilesAround(place: LonLat, zoom: number): readonly { readonly x: number; readonly y: number }[] {
  const { x, y } = tilePosition(place, zoom)
  const [left, top] = [Math.round(x) - 1, Math.round(y) - 1]
  const side = 2 ** zoom
  return [0, 1]
    .flatMap((row) => [0, 1].map((column) => ({ x: left + column, y: top + row })))
    .filter((each) => each.x >= 0 && each.y >= 0 && each.x < side && each.y < side)
}
