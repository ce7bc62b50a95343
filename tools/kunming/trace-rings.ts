/**
 * Polygons from loose directed edges. An edge that occurs in both directions vanishes, so tracing the edges of
 * neighbouring cells together dissolves the border between them exactly, without any tolerance.
 */
import type { Edge, Polygon, Ring, Vertex } from './lattice.ts'
import { edgeKey, vertexKey } from './lattice.ts'
import { insideEdges, latticeArea, ringEdges } from './ring-measures.ts'

/** The edges that remain when every edge is cancelled against its reverse. */
export function cancelTwins(edges: Iterable<Edge>): Edge[] {
  const open = new Map<string, Edge[]>()
  for (const edge of edges) {
    const [from, to] = edge
    if (open.get(edgeKey(to, from))?.pop()) continue
    const key = edgeKey(from, to)
    const same = open.get(key)
    if (same) same.push(edge)
    else open.set(key, [edge])
  }
  return [...open.values()].flat()
}

/**
 * The polygons whose boundary the edges are, after twins have cancelled.
 * @throws when the edges do not close, which means that the cells they come from do not fit together.
 */
export function tracePolygons(edges: Iterable<Edge>): Polygon[] {
  const remaining = cancelTwins(edges)
  const exits = exitsByVertex(remaining)
  const rings: Ring[] = []
  for (const [from, to] of remaining) {
    if (take(exits, from, to)) rings.push(...splitAtRepeats(walk(exits, from, to)))
  }
  return nestHoles(rings)
}

type Exits = Map<string, Vertex[]>

function exitsByVertex(edges: readonly Edge[]): Exits {
  const exits: Exits = new Map()
  for (const [from, to] of edges) {
    const list = exits.get(vertexKey(from))
    if (list) list.push(to)
    else exits.set(vertexKey(from), [to])
  }
  return exits
}

function take(exits: Exits, from: Vertex, to: Vertex): boolean {
  const list = exits.get(vertexKey(from)) ?? []
  const index = list.indexOf(to)
  if (index >= 0) list.splice(index, 1)
  return index >= 0
}

function walk(exits: Exits, start: Vertex, second: Vertex): Vertex[] {
  const ring: Vertex[] = [start]
  let [previous, current] = [start, second]
  while (vertexKey(current) !== vertexKey(start)) {
    ring.push(current)
    const next = leftmost(exits.get(vertexKey(current)) ?? [], previous, current)
    if (!next) throw new Error(`the edges do not close at ${vertexKey(current)}`)
    take(exits, current, next)
    ;[previous, current] = [current, next]
  }
  return ring
}

/** The sharpest turn to the left keeps two cells that touch in one vertex apart. */
function leftmost(candidates: readonly Vertex[], previous: Vertex, current: Vertex): Vertex | undefined {
  const heading = Math.atan2(current[1] - previous[1], current[0] - previous[0])
  const turn = (to: Vertex) => {
    const angle = Math.atan2(to[1] - current[1], to[0] - current[0]) - heading
    return Math.atan2(Math.sin(angle), Math.cos(angle))
  }
  return candidates.toSorted((a, b) => turn(b) - turn(a)).at(0)
}

/** A ring that visits a vertex twice is cut there: a hole that touches the outline becomes a ring of its own. */
function splitAtRepeats(ring: readonly Vertex[]): Ring[] {
  const rings: Ring[] = []
  const path: Vertex[] = []
  const positions = new Map<string, number>()
  for (const vertex of ring) {
    const loop = path.splice(positions.get(vertexKey(vertex)) ?? path.length)
    for (const passed of loop) positions.delete(vertexKey(passed))
    if (loop.length > 0) rings.push(loop)
    positions.set(vertexKey(vertex), path.length)
    path.push(vertex)
  }
  return [...rings, path]
}

function nestHoles(rings: readonly Ring[]): Polygon[] {
  const outer = rings
    .filter((ring) => latticeArea(ring) > 0)
    .map((ring) => ({ edges: ringEdges(ring), area: latticeArea(ring), rings: [ring] }))
  const smallestFirst = outer.toSorted((a, b) => a.area - b.area)
  for (const hole of rings.filter((ring) => latticeArea(ring) < 0)) {
    const owner = smallestFirst.find((polygon) => polygon.area > -latticeArea(hole) && insideEdges(polygon.edges, innerPosition(hole)))
    if (!owner) throw new Error(`a hole lies in no polygon at ${vertexKey(hole.at(0) ?? [0, 0])}`)
    owner.rings.push(hole)
  }
  return outer.map((polygon) => polygon.rings)
}

/** A position just inside a clockwise ring's hole: the middle of its first edge, moved a little to the right. */
function innerPosition(hole: Ring): Vertex {
  const [from, to] = ringEdges(hole).at(0) ?? [
    [0, 0],
    [0, 0],
  ]
  const length = Math.hypot(to[0] - from[0], to[1] - from[1])
  return [(from[0] + to[0]) / 2 + ((to[1] - from[1]) / length) * 0.01, (from[1] + to[1]) / 2 - ((to[0] - from[0]) / length) * 0.01]
}
