import { nearestOnEdge, type Polygon, type Position, samePlace } from './geometry.ts'

export interface Pixel {
  readonly x: number
  readonly y: number
}

/** What a pointer is drawn to. */
export interface SnapTarget {
  readonly vertices: readonly Position[]
  readonly edges: readonly (readonly [Position, Position])[]
}

/** Vertices and edges of outlines. `without` leaves out a vertex on its way and the edges that go with it. */
export function snapTarget(polygons: readonly Polygon[], without?: Position): SnapTarget {
  const rings = polygons.flat()
  const free = (position: Position): boolean => without === undefined || !samePlace(position, without)
  const edges = rings.flatMap((ring) =>
    ring.flatMap((position, index) => {
      const next = ring[index + 1]
      return next && free(position) && free(next) ? [[position, next] as const] : []
    }),
  )
  return { vertices: rings.flatMap((ring) => ring.slice(0, -1).filter(free)), edges }
}

/**
 * Where a pointer snaps: the nearest vertex within `reach` pixels, to the last digit, else the nearest place on an edge; undefined where nothing is
 * near.
 */
export function snapTo(
  pointer: Position,
  { vertices, edges }: SnapTarget,
  project: (at: Position) => Pixel,
  reach: number,
): Position | undefined {
  const from = project(pointer)
  const away = (at: Position): number => {
    const { x, y } = project(at)
    return Math.hypot(x - from.x, y - from.y)
  }
  return (
    nearest(vertices, away, reach) ??
    nearest(
      edges.map(([a, b]) => nearestOnEdge(pointer, a, b).at),
      away,
      reach,
    )
  )
}

function nearest(places: readonly Position[], away: (at: Position) => number, reach: number): Position | undefined {
  let best: Position | undefined
  let least = reach
  for (const place of places) {
    const distance = away(place)
    if (distance > least) continue
    best = place
    least = distance
  }
  return best
}
