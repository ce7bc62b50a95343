/** ECharts' compressed map form: each vertex is two characters, the zigzag-coded step from the vertex before, in 1/1024 degree. */

/** A position in whole 1/1024 degrees, in the datum of the source. */
export type SourceVertex = readonly [number, number]

/** The vertices of one encoded ring. The first is repeated at the end, as in the source. */
export function decodeRing(text: string, offset: SourceVertex): SourceVertex[] {
  const vertices: SourceVertex[] = []
  let [x, y] = offset
  for (let index = 0; index < text.length; index += 2) {
    x += decodeStep(text.charCodeAt(index))
    y += decodeStep(text.charCodeAt(index + 1))
    vertices.push([x, y])
  }
  return vertices
}

function decodeStep(character: number): number {
  const value = character - 64
  return (value >> 1) ^ -(value & 1)
}
