/** Measures of rings and polygons on the plane. */
import type { Edge, Point, Polygon, Ring, Vertex } from './lattice.ts'
import { toPlane } from './lattice.ts'

/** The directed edges of one ring, in order. */
export function ringEdges(ring: Ring): Edge[] {
  const edges: Edge[] = []
  let from = ring.at(-1)
  for (const to of ring) {
    if (from) edges.push([from, to])
    from = to
  }
  return edges
}

/** The directed edges of polygons, all rings together. */
export function polygonEdges(polygons: readonly Polygon[]): Edge[] {
  return polygons.flatMap((polygon) => polygon.flatMap(ringEdges))
}

/** Twice the signed area in square micro-degrees: exact, positive when counter-clockwise. */
export function latticeArea(ring: Ring): number {
  const first = ring.at(0) ?? [0, 0]
  let sum = 0
  for (const [a, b] of ringEdges(ring)) sum += (a[0] - first[0]) * (b[1] - first[1]) - (b[0] - first[0]) * (a[1] - first[1])
  return sum
}

/** Area of polygons with their holes taken out, square kilometres on the plane. */
export function planeArea(polygons: readonly Polygon[]): number {
  let sum = 0
  for (const [from, to] of polygonEdges(polygons)) {
    const [a, b] = [toPlane(from), toPlane(to)]
    sum += (a[0] * b[1] - b[0] * a[1]) / 2
  }
  return sum
}

/** Centre of gravity of polygons on the plane. */
export function planeCentroid(polygons: readonly Polygon[]): Point {
  let [area, x, y] = [0, 0, 0]
  for (const [from, to] of polygonEdges(polygons)) {
    const [a, b] = [toPlane(from), toPlane(to)]
    const cross = a[0] * b[1] - b[0] * a[1]
    area += cross / 2
    x += ((a[0] + b[0]) * cross) / 6
    y += ((a[1] + b[1]) * cross) / 6
  }
  return [x / area, y / area]
}

/** Whether a lattice position (fractions allowed) lies inside the region bounded by the edges: even-odd rule. */
export function insideEdges(edges: readonly Edge[], [x, y]: Vertex): boolean {
  let inside = false
  for (const [a, b] of edges) {
    if (a[1] > y === b[1] > y) continue
    if (x < a[0] + ((y - a[1]) * (b[0] - a[0])) / (b[1] - a[1])) inside = !inside
  }
  return inside
}

/** West, south, east and north limits of polygons in micro-degrees. */
export function limits(polygons: readonly Polygon[]): [number, number, number, number] {
  const box: [number, number, number, number] = [Infinity, Infinity, -Infinity, -Infinity]
  for (const [[x, y]] of polygonEdges(polygons)) {
    box[0] = Math.min(box[0], x)
    box[1] = Math.min(box[1], y)
    box[2] = Math.max(box[2], x)
    box[3] = Math.max(box[3], y)
  }
  return box
}
