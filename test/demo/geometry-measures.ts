/** Independent measures for checking shipped outlines: spherical areas, edge cancelling, distances in metres. */
import type { Area, Position } from '#demo/read-geography.ts'

/** Metres per degree of latitude on a sphere with the Earth's mean radius. */
const metresPerDegree = 111_195

/** Area of a place on a sphere of the Earth's authalic radius, square metres, holes taken out. */
export function sphericalArea(area: Area): number {
  const radians = Math.PI / 180
  let sum = 0
  for (const [a, b] of edgesOf(area)) sum += (b[0] - a[0]) * radians * (2 + Math.sin(a[1] * radians) + Math.sin(b[1] * radians))
  return Math.abs((sum * 6_371_007.2 ** 2) / 2)
}

/** The directed edges of a place, all rings together. */
export function edgesOf(area: Area): [Position, Position][] {
  return area.geometry.coordinates.flat().flatMap((ring) => ring.slice(1).map((to, index): [Position, Position] => [ring[index] ?? to, to]))
}

/**
 * The directed edges that the cells have too many or too few against the whole: none when they cover it exactly once.
 * Cells are counter-clockwise, so a border inside occurs once in each direction and the outline as in the whole.
 */
export function edgesThatDoNotFit(cells: readonly Area[], whole: readonly Area[]): string[] {
  const balance = new Map<string, number>()
  const add = (from: Position, to: Position, weight: number) => {
    const forward = from[0] < to[0] || (from[0] === to[0] && from[1] < to[1])
    const key = forward ? `${from} ${to}` : `${to} ${from}`
    balance.set(key, (balance.get(key) ?? 0) + (forward ? weight : -weight))
  }
  for (const [from, to] of cells.flatMap(edgesOf)) add(from, to, 1)
  for (const [from, to] of whole.flatMap(edgesOf)) add(from, to, -1)
  return [...balance].filter(([, count]) => count !== 0).map(([key]) => key)
}

/** Distance in metres from a position to the nearest of the edges. */
export function metresToEdges(position: Position, edges: readonly [Position, Position][]): number {
  let nearest = Number.POSITIVE_INFINITY
  for (const [from, to] of edges) nearest = Math.min(nearest, metresToEdge(position, from, to))
  return nearest
}

function metresToEdge([x, y]: Position, from: Position, to: Position): number {
  const narrowing = Math.cos((y * Math.PI) / 180)
  const [dx, dy, px, py] = [(to[0] - from[0]) * narrowing, to[1] - from[1], (x - from[0]) * narrowing, y - from[1]]
  const part = Math.max(0, Math.min(1, (px * dx + py * dy) / (dx * dx + dy * dy || 1)))
  return Math.hypot(px - part * dx, py - part * dy) * metresPerDegree
}

/** Centre of gravity of a place, degrees. */
export function centroid(area: Area): Position {
  const edges = edgesOf(area)
  const [originX, originY] = edges[0]?.[0] ?? [0, 0]
  let [weight, x, y] = [0, 0, 0]
  for (const [from, to] of edges) {
    const [ax, ay, bx, by] = [from[0] - originX, from[1] - originY, to[0] - originX, to[1] - originY]
    const cross = ax * by - bx * ay
    weight += cross * 3
    x += (ax + bx) * cross
    y += (ay + by) * cross
  }
  return [originX + x / weight, originY + y / weight]
}
