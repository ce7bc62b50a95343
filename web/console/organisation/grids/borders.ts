import { nearestOnEdge, type Polygon, type Position, type Ring, samePlace, tidyRing } from './geometry.ts'

/** Outlines being edited, by the key of what they belong to. */
export type Edited = Readonly<Record<string, readonly Polygon[]>>

/** What a drag, a click on a midpoint or a deletion did to one ring. */
export type VertexChange =
  | { readonly did: 'moved'; readonly from: Position; readonly to: Position }
  | { readonly did: 'inserted'; readonly at: Position; readonly after: Position; readonly before: Position }
  | { readonly did: 'deleted'; readonly at: Position }

const eachRing = (edited: Edited, change: (ring: Ring, key: string) => Ring): Edited =>
  Object.fromEntries(
    Object.entries(edited).map(([key, polygons]) => [
      key,
      polygons.map((polygon) => {
        const rings = polygon.map((ring) => change(ring, key))
        return rings.every((ring, index) => ring === polygon[index]) ? polygon : rings
      }),
    ]),
  )

/** A ring is left as it was when nothing of it would be left. */
const keepRing = (before: Ring, after: Ring): Ring => tidyRing(after) ?? before

/** What makes `after` of `before`; null where it is more than one vertex. */
export function findVertexChange(before: Ring, after: Ring): VertexChange | null {
  const [old, now] = [before.slice(0, -1), after.slice(0, -1)]
  const at = now.findIndex((position, index) => !samePlace(position, old[index]))
  const there = now[at]
  if (now.length === old.length && there && old[at]) return { did: 'moved', from: old[at], to: there }
  if (now.length === old.length + 1) {
    const [previous, next] = [now.at(at - 1), now[(at + 1) % now.length]]
    return there && previous && next ? { did: 'inserted', at: there, after: previous, before: next } : null
  }
  const gone = old.find((position) => !now.some((each) => samePlace(each, position)))
  return now.length === old.length - 1 && gone ? { did: 'deleted', at: gone } : null
}

const withMoved = (ring: Ring, from: Position, to: Position): Ring =>
  ring.some((position) => samePlace(position, from))
    ? keepRing(
        ring,
        ring.map((position) => (samePlace(position, from) ? to : position)),
      )
    : ring

function withInserted(ring: Ring, { at, after, before }: VertexChange & { did: 'inserted' }): Ring {
  const index = ring.findIndex((position, each) => {
    const next = ring[each + 1]
    return (samePlace(position, after) && samePlace(next, before)) || (samePlace(position, before) && samePlace(next, after))
  })
  return index < 0 ? ring : [...ring.slice(0, index + 1), at, ...ring.slice(index + 1)]
}

function withDeleted(ring: Ring, at: Position): Ring {
  if (!ring.some((position) => samePlace(position, at))) return ring
  const left = ring.slice(0, -1).filter((position) => !samePlace(position, at))
  const [first] = left
  return first ? keepRing(ring, [...left, first]) : ring
}

/**
 * Does the same to every outline that has the same vertex, or the same edge, so that a shared border stays shared to the last digit. With `only` the
 * change stays within one outline, and the border parts.
 */
export const changeVertex = (edited: Edited, change: VertexChange, only?: string): Edited =>
  eachRing(edited, (ring, key) => {
    if (only !== undefined && key !== only) return ring
    if (change.did === 'moved') return withMoved(ring, change.from, change.to)
    return change.did === 'inserted' ? withInserted(ring, change) : withDeleted(ring, change.at)
  })

/** Degrees of latitude below which a vertex counts as lying on an edge: two centimetres. */
const ON_EDGE = 2e-7

/** The ring with every one of `vertices` that lies on one of its edges made a vertex of its own. */
function weldRing(ring: Ring, vertices: readonly Position[]): Ring {
  const welded = ring.flatMap((position, index) => {
    const next = ring[index + 1]
    if (!next) return [position]
    const scale = (each: Position): number => (each[0] - position[0]) ** 2 + (each[1] - position[1]) ** 2
    const on = vertices.filter((each) => isInside(each, position, next) && nearestOnEdge(each, position, next).distance < ON_EDGE)
    return [position, ...on.toSorted((one, other) => scale(one) - scale(other))]
  })
  return welded.length === ring.length ? ring : welded
}

function isInside(each: Position, a: Position, b: Position): boolean {
  if (samePlace(each, a) || samePlace(each, b)) return false
  const within = (index: 0 | 1): boolean =>
    each[index] >= Math.min(a[index], b[index]) - ON_EDGE && each[index] <= Math.max(a[index], b[index]) + ON_EDGE
  return within(0) && within(1)
}

/** Outlines in which a vertex of one on the edge of another is a vertex of both: only so can a border be moved as one. */
export function weldBorders(edited: Edited): Edited {
  const seen = new Map(Object.values(edited).flatMap((polygons) => polygons.flat(2).map((position) => [position.join(), position])))
  const vertices = [...seen.values()]
  return eachRing(edited, (ring) => weldRing(ring, vertices))
}
