import type { Random } from '#demo/random.ts'
import type { Area, MultiPolygon, Position } from '#demo/read-geography.ts'

const TRIES = 1000
/** A lattice of a millionth of a degree, about 0.1 m: what the registers store. */
const rounded = (degrees: number): number => Number(degrees.toFixed(6))

/** A point inside an area, any as likely as another; WGS-84 degrees with six decimals. Throws when a thousand tries found none. */
export function pointInside({ code, geometry }: Area, random: Random): Position {
  const [west, south, east, north] = boundsOf(geometry)
  for (let tries = 0; tries < TRIES; tries++) {
    const point: Position = [rounded(west + random() * (east - west)), rounded(south + random() * (north - south))]
    if (covers(geometry, point)) return point
  }
  throw new Error(`found no point inside ${code}`)
}

function boundsOf({ coordinates }: MultiPolygon): [west: number, south: number, east: number, north: number] {
  const outer = coordinates.flatMap(([ring = []]) => ring)
  const [lons, lats] = [outer.map(([lon]) => lon), outer.map(([, lat]) => lat)]
  return [Math.min(...lons), Math.min(...lats), Math.max(...lons), Math.max(...lats)]
}

/** Even-odd over all rings, so that holes count as outside. */
function covers({ coordinates }: MultiPolygon, point: Position): boolean {
  let inside = false
  for (const ring of coordinates.flat()) if (crossesOdd(ring, point)) inside = !inside
  return inside
}

function crossesOdd(ring: readonly Position[], [lon, lat]: Position): boolean {
  let odd = false
  for (let index = 1; index < ring.length; index++) {
    const [[lonA, latA], [lonB, latB]] = [ring[index - 1] ?? [0, 0], ring[index] ?? [0, 0]]
    if (latA > lat !== latB > lat && lon < lonA + ((lat - latA) / (latB - latA)) * (lonB - lonA)) odd = !odd
  }
  return odd
}
