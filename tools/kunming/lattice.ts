/** The micro-degree lattice every vertex lives on, and the flat plane in which distances and areas are judged. */

/** Longitude and latitude in whole micro-degrees (1e-6 degree, about 0.1 m), WGS-84. */
export type Vertex = readonly [number, number]
/** A closed ring without the repeated last vertex; counter-clockwise outside, clockwise for a hole: the inside is on the left. */
export type Ring = readonly Vertex[]
/** An outer ring and its holes. */
export type Polygon = readonly Ring[]
/** One directed edge of a ring, the inside on its left. */
export type Edge = readonly [Vertex, Vertex]
/** Kilometres east and north of the plane's origin. */
export type Point = [number, number]

const origin: Vertex = [102_700_000, 25_300_000]
const kilometresNorth = 111.195 / 1e6
const kilometresEast = kilometresNorth * Math.cos((25.3 * Math.PI) / 180)

/** The plane point of a lattice vertex (any fraction of a micro-degree is allowed). */
export function toPlane([longitude, latitude]: Vertex): Point {
  return [(longitude - origin[0]) * kilometresEast, (latitude - origin[1]) * kilometresNorth]
}

/** The lattice vertex nearest to a plane point. */
export function toLattice([x, y]: Point): Vertex {
  return [Math.round(origin[0] + x / kilometresEast), Math.round(origin[1] + y / kilometresNorth)]
}

/** The lattice vertex nearest to a position in degrees. */
export function fromDegrees(longitude: number, latitude: number): Vertex {
  return [Math.round(longitude * 1e6), Math.round(latitude * 1e6)]
}

/** Distance of two plane points, kilometres. */
export function distance(a: Point, b: Point): number {
  return Math.hypot(a[0] - b[0], a[1] - b[1])
}

/** The text that names a vertex in maps and sets. */
export function vertexKey(vertex: Vertex): string {
  return `${vertex[0]},${vertex[1]}`
}

/** The text that names a directed edge. */
export function edgeKey(from: Vertex, to: Vertex): string {
  return `${vertexKey(from)} ${vertexKey(to)}`
}

/** Whether two vertices are the same lattice point. */
export function sameVertex(a: Vertex, b: Vertex): boolean {
  return a[0] === b[0] && a[1] === b[1]
}
