/**
 * The memory of where edges were cut. When a cell's border is cut by a finer cell, the neighbour on the other side
 * must get the same vertex, or rounding leaves a sliver between them. Cuts are looked up by the edge's two ends, so the
 * two sides agree exactly.
 */
import type { Polygon, Ring, Vertex } from './lattice.ts'
import { edgeKey } from './lattice.ts'
import { ringEdges } from './ring-measures.ts'

/** One cut edge: the ends and the vertices between them, in order from the first end to the second. */
export type EdgeSplit = { readonly from: Vertex; readonly to: Vertex; readonly between: readonly Vertex[] }

/** Cuts by edge, kept in both directions. */
export type EdgeSplits = Map<string, readonly Vertex[]>

/** Remember cuts; an edge is cut at most once, because its pieces are edges of their own afterwards. */
export function recordSplits(splits: EdgeSplits, cuts: readonly EdgeSplit[]): void {
  for (const { from, to, between } of cuts) {
    splits.set(edgeKey(from, to), between)
    splits.set(edgeKey(to, from), between.toReversed())
  }
}

/** The polygons with every remembered cut put in, cuts of cuts too. */
export function refinePolygons(splits: EdgeSplits, polygons: readonly Polygon[]): Polygon[] {
  return polygons.map((polygon) => polygon.map((ring) => refineRing(splits, ring)))
}

function refineRing(splits: EdgeSplits, ring: Ring): Ring {
  return ringEdges(ring).flatMap(([from, to]) => [from, ...refineEdge(splits, from, to)])
}

function refineEdge(splits: EdgeSplits, from: Vertex, to: Vertex): Vertex[] {
  const between = splits.get(edgeKey(from, to))
  if (!between) return []
  const result: Vertex[] = []
  let previous = from
  for (const vertex of between) {
    result.push(...refineEdge(splits, previous, vertex), vertex)
    previous = vertex
  }
  return [...result, ...refineEdge(splits, previous, to)]
}
