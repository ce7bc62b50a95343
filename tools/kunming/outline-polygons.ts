/** Decoded outlines become polygons on the lattice: GCJ-02 to WGS-84, repeats and there-and-back spikes removed. */
import { createRequire } from 'node:module'
import type { SourceVertex } from './decode-outline.ts'
import type { Edge, Polygon, Vertex } from './lattice.ts'
import { fromDegrees, sameVertex } from './lattice.ts'
import { latticeArea, ringEdges } from './ring-measures.ts'
import type { VertexTest } from './share-vertices.ts'
import { shareVertices } from './share-vertices.ts'
import { tracePolygons } from './trace-rings.ts'

/** The package's types describe an ES module, but what Node loads is CommonJS: require gives what the types promise. */
const gcoord: typeof import('gcoord').default = createRequire(import.meta.url)('gcoord')

/** The WGS-84 lattice vertex of a source vertex in GCJ-02. The result depends on the position alone, so shared vertices stay shared. */
export function convertVertex([x, y]: SourceVertex): Vertex {
  const [longitude, latitude] = gcoord.transform([x / 1024, y / 1024], gcoord.GCJ02, gcoord.WGS84)
  return fromDegrees(longitude ?? 0, latitude ?? 0)
}

/** The polygons of one district from its decoded rings (polygon, ring, vertex). */
export function outlinePolygons(decoded: readonly (readonly (readonly SourceVertex[])[])[], known: VertexTest): Polygon[] {
  return tracePolygons(decoded.flatMap((polygon) => polygon.flatMap((ring, index) => convertRing(shareVertices(ring, known), index > 0))))
}

function convertRing(ring: readonly SourceVertex[], hole: boolean): Edge[] {
  const vertices = ring.map(convertVertex)
  const distinct = vertices.filter((vertex, index) => !sameVertex(vertex, vertices.at(index - 1) ?? [0, 0]))
  const wanted = hole ? -1 : 1
  return ringEdges(Math.sign(latticeArea(distinct)) === wanted ? distinct : distinct.toReversed())
}
