/**
 * Cuts a region into the Voronoi cells of sites. Every crossing of a cell border with the region's outline is computed
 * once, rounded to the lattice and used by both cells, so that the cells fit together exactly.
 */
import type { EdgeSplit } from './edge-splits.ts'
import { joinStrays } from './join-strays.ts'
import type { Edge, Point, Polygon, Vertex } from './lattice.ts'
import { sameVertex, toPlane } from './lattice.ts'
import { insideEdges, polygonEdges } from './ring-measures.ts'
import { tracePolygons } from './trace-rings.ts'
import type { VoronoiDiagram, VoronoiEdge } from './voronoi-edges.ts'
import { voronoiDiagram } from './voronoi-edges.ts'

/** The cells in the order of the sites, and where the region's outline was cut. */
export type Partition = { readonly cells: readonly Polygon[][]; readonly splits: readonly EdgeSplit[] }

type Crossing = { readonly at: number; readonly vertex: Vertex }

/**
 * Partition a region among sites (kilometres). A piece cut off from its cell by the outline goes to the neighbour it
 * shares most border with.
 * @throws when rounding made the pieces inconsistent or a site got no land: choose other sites then.
 */
export function partition(region: readonly Polygon[], sites: readonly Point[]): Partition {
  if (sites.length < 2) return { cells: [[...region]], splits: [] }
  const outline = polygonEdges(region)
  const diagram = voronoiDiagram(sites)
  const cuts: Crossing[][] = outline.map(() => [])
  const cellEdges: Edge[][] = sites.map(() => [])
  for (const border of diagram.edges) addBorder(border, outline, cuts, cellEdges)
  const splits = outline.map((edge, index) => addOutline(edge, cuts[index] ?? [], diagram, cellEdges))
  const cells = joinStrays(cellEdges.map(tracePolygons))
  if (cells.some((cell) => cell.length === 0)) throw new Error('a site lies outside the region')
  return { cells, splits: splits.filter((split) => split.between.length > 0) }
}

/** Cut one border between two cells by the outline and keep the pieces inside. */
function addBorder(border: VoronoiEdge, outline: readonly Edge[], cuts: Crossing[][], cellEdges: Edge[][]): void {
  const own: Crossing[] = []
  for (const [index, [a, b]] of outline.entries()) {
    const crossing = cross(border.from, border.to, a, b)
    if (!crossing) continue
    own.push({ at: crossing.onFirst, vertex: crossing.vertex })
    cuts[index]?.push({ at: crossing.onSecond, vertex: crossing.vertex })
  }
  for (const piece of pieces([border.from, border.to], own)) {
    if (!insideEdges(outline, piece.middle)) continue
    cellEdges[border.left]?.push([piece.from, piece.to])
    cellEdges[border.right]?.push([piece.to, piece.from])
  }
}

/** Give each piece of an outline edge to the cell of its nearest site. */
function addOutline(edge: Edge, cuts: readonly Crossing[], diagram: VoronoiDiagram, cellEdges: Edge[][]): EdgeSplit {
  const parts = pieces(edge, cuts)
  for (const { from, to, middle } of parts) cellEdges[diagram.nearest(toPlane(middle))]?.push([from, to])
  return { from: edge[0], to: edge[1], between: parts.slice(1).map((part) => part.from) }
}

type Piece = { readonly from: Vertex; readonly to: Vertex; readonly middle: Vertex }

/** The pieces between crossings; the middle is taken on the unrounded edge, so that short pieces are judged rightly. */
function pieces([start, end]: Edge, crossings: readonly Crossing[]): Piece[] {
  const stops = [...crossings.toSorted((a, b) => a.at - b.at), { at: 1, vertex: end }]
  const result: Piece[] = []
  let last: Crossing = { at: 0, vertex: start }
  for (const stop of stops) {
    const middle = (last.at + stop.at) / 2
    const position: Vertex = [start[0] + (end[0] - start[0]) * middle, start[1] + (end[1] - start[1]) * middle]
    if (!sameVertex(last.vertex, stop.vertex)) result.push({ from: last.vertex, to: stop.vertex, middle: position })
    last = stop
  }
  return result
}

/** Where two edges cross, if they do; a vertex on the other's line counts as lying on its left, so that no crossing is lost. */
function cross(a: Vertex, b: Vertex, c: Vertex, d: Vertex): { onFirst: number; onSecond: number; vertex: Vertex } | undefined {
  const [sideC, sideD, sideA, sideB] = [side(a, b, c), side(a, b, d), side(c, d, a), side(c, d, b)]
  if (sideC >= 0 === sideD >= 0 || sideA >= 0 === sideB >= 0) return undefined
  const onSecond = sideC / (sideC - sideD)
  const vertex: Vertex = [Math.round(c[0] + (d[0] - c[0]) * onSecond), Math.round(c[1] + (d[1] - c[1]) * onSecond)]
  return { onFirst: sideA / (sideA - sideB), onSecond, vertex }
}

function side(a: Vertex, b: Vertex, point: Vertex): number {
  return (b[0] - a[0]) * (point[1] - a[1]) - (b[1] - a[1]) * (point[0] - a[0])
}
