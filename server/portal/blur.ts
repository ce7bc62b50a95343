/** A point in degrees (WGS-84). */
export interface Point {
  readonly lon: number
  readonly lat: number
}

/**
 * Cells in a degree: 0.0005° from south to north (55.7 m) and 0.0008° from west to east, 81 m in Kunming and 53 m in the far north of China: nowhere
 * narrower than 50 m. The same everywhere, so that a border between cells never moves.
 */
export const CELLS_PER_DEGREE = { lon: 1250, lat: 2000 } as const
const METRES_OF_DEGREE = 111_320

const middle = (degrees: number, cells: number): number => Math.round(((Math.floor(degrees * cells) + 0.5) / cells) * 1e7) / 1e7

/** The middle of the cell a point lies in: all that is ever told of a blurred position, the same however often and by whichever way it is asked for. */
export const blurred = ({ lon, lat }: Point): Point => ({ lon: middle(lon, CELLS_PER_DEGREE.lon), lat: middle(lat, CELLS_PER_DEGREE.lat) })

/** Metres between two points close to each other, on a plane. */
export function metresApart(a: Point, b: Point): number {
  const east = (a.lon - b.lon) * METRES_OF_DEGREE * Math.cos((((a.lat + b.lat) / 2) * Math.PI) / 180)
  return Math.hypot(east, (a.lat - b.lat) * METRES_OF_DEGREE)
}

/** Degrees that hold `metres` on each side of a point. */
export const degreesAround = ({ lat }: Point, metres: number): Point => ({
  lon: metres / METRES_OF_DEGREE / Math.max(0.01, Math.cos((lat * Math.PI) / 180)),
  lat: metres / METRES_OF_DEGREE,
})
