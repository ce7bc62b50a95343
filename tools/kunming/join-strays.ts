/** Pieces of a cell that the outline cut off from the rest of it ("strays") go to the neighbour with the longest common border. */
import type { Polygon } from './lattice.ts'
import { edgeKey } from './lattice.ts'
import { latticeArea, polygonEdges } from './ring-measures.ts'
import { tracePolygons } from './trace-rings.ts'

type Piece = { readonly polygon: Polygon; owner: number; settled: boolean }

/** The cells with their strays handed over; a stray without any settled neighbour (an island) stays with its cell. */
export function joinStrays(cells: readonly Polygon[][]): Polygon[][] {
  const pieces = cells.flatMap((cell, owner) => {
    const main = cell.toSorted((a, b) => size(b) - size(a)).at(0)
    return cell.map((polygon): Piece => ({ polygon, owner, settled: polygon === main }))
  })
  if (pieces.every((piece) => piece.settled)) return [...cells]
  while (settleOne(pieces)) {}
  return cells.map((_, owner) => tracePolygons(polygonEdges(pieces.filter((piece) => piece.owner === owner).map((piece) => piece.polygon))))
}

function size(polygon: Polygon): number {
  return polygon.reduce((sum, ring) => sum + latticeArea(ring), 0)
}

function settleOne(pieces: readonly Piece[]): boolean {
  const ownerOfEdge = new Map<string, number>()
  for (const { polygon, owner, settled } of pieces) {
    if (settled) for (const [from, to] of polygonEdges([polygon])) ownerOfEdge.set(edgeKey(from, to), owner)
  }
  for (const piece of pieces.filter((candidate) => !candidate.settled)) {
    const neighbour = closestNeighbour(piece.polygon, ownerOfEdge)
    if (neighbour === undefined) continue
    piece.owner = neighbour
    piece.settled = true
    return true
  }
  return false
}

function closestNeighbour(polygon: Polygon, ownerOfEdge: ReadonlyMap<string, number>): number | undefined {
  const shared = new Map<number, number>()
  for (const [from, to] of polygonEdges([polygon])) {
    const owner = ownerOfEdge.get(edgeKey(to, from))
    if (owner !== undefined) shared.set(owner, (shared.get(owner) ?? 0) + Math.hypot(to[0] - from[0], to[1] - from[1]))
  }
  return [...shared].toSorted((a, b) => b[1] - a[1]).at(0)?.[0]
}
