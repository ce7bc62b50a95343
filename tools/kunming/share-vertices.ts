/** A vertex of one district may lie in the middle of its neighbour's straight edge; after the datum conversion it would leave a sliver. */
import type { SourceVertex } from './decode-outline.ts'

/** Whether any ring of the source has a vertex at this place. */
export type VertexTest = (vertex: SourceVertex) => boolean

/** The test for the vertices of all rings. */
export function vertexTest(rings: readonly (readonly SourceVertex[])[]): VertexTest {
  const known = new Set(rings.flatMap((ring) => ring.map(([x, y]) => `${x},${y}`)))
  return ([x, y]) => known.has(`${x},${y}`)
}

/** The ring with every known vertex that lies exactly on one of its edges put in. */
export function shareVertices(ring: readonly SourceVertex[], known: VertexTest): SourceVertex[] {
  return ring.flatMap((vertex, index) => {
    const next = ring[index + 1]
    return next ? [vertex, ...between(vertex, next).filter(known)] : [vertex]
  })
}

/** The whole lattice points strictly between two vertices on the line that joins them. */
function between([x, y]: SourceVertex, [endX, endY]: SourceVertex): SourceVertex[] {
  const steps = greatestDivisor(Math.abs(endX - x), Math.abs(endY - y))
  return Array.from({ length: Math.max(0, steps - 1) }, (_, index): SourceVertex => {
    const part = (index + 1) / steps
    return [Math.round(x + (endX - x) * part), Math.round(y + (endY - y) * part)]
  })
}

function greatestDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestDivisor(b, a % b)
}
