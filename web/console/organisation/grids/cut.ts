import { nearestOnEdge, type Position, type Ring, samePlace } from './geometry.ts'

/** Degrees of latitude within which the end of a line counts as lying on the outline: about ten metres. */
const NEAR = 1e-4

/** Where a position meets a ring: the edge and the exact place on it. */
function meet(ring: Ring, position: Position): { readonly edge: number; readonly at: Position } | null {
  let best: { edge: number; at: Position; distance: number } | null = null
  for (const [edge, a] of ring.entries()) {
    const b = ring[edge + 1]
    if (!b) continue
    const { at, distance } = nearestOnEdge(position, a, b)
    if (distance < NEAR && (best === null || distance < best.distance)) best = { edge, at, distance }
  }
  return best
}

/** The ring's vertices from one meeting on to the other, the meetings themselves at both ends. */
function walk(ring: Ring, from: { edge: number; at: Position }, to: { edge: number; at: Position }): Position[] {
  const open = ring.slice(0, -1)
  const path: Position[] = [from.at]
  const steps = (to.edge - from.edge + open.length) % open.length || (goesBackward(ring, from, to) ? open.length : 0)
  for (let step = 1; step <= steps; step++) {
    const vertex = open[(from.edge + step) % open.length]
    if (vertex && !samePlace(vertex, path.at(-1))) path.push(vertex)
  }
  if (!samePlace(path.at(-1), to.at)) path.push(to.at)
  return path
}

const goesBackward = (ring: Ring, from: { edge: number; at: Position }, to: { edge: number; at: Position }): boolean => {
  const start = ring[from.edge]
  if (!start) return false
  const along = (at: Position): number => Math.hypot(at[0] - start[0], at[1] - start[1])
  return along(to.at) < along(from.at)
}

/**
 * Cuts a ring in two along a line whose ends lie on it; both parts share the line to the last digit. Null where the line does not end on the ring at
 * two places.
 */
export function cutRing(ring: Ring, line: readonly Position[]): readonly [Ring, Ring] | null {
  const [first, last] = [line[0], line.at(-1)]
  const from = first && meet(ring, first)
  const to = last && meet(ring, last)
  if (!from || !to || samePlace(from.at, to.at)) return null
  const inside = line.slice(1, -1)
  const one = [...walk(ring, from, to), ...inside.toReversed(), from.at]
  const other = [...walk(ring, to, from), ...inside, to.at]
  return one.length < 4 || other.length < 4 ? null : [one, other]
}
