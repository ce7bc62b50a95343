/** Seeded sample points inside a region: where they are dense, small cells will lie. */

import type { Random } from '#demo/random.ts'
import type { Edge, Point, Polygon } from './lattice.ts'
import { distance, fromDegrees, toLattice, toPlane } from './lattice.ts'
import { insideEdges, limits, polygonEdges } from './ring-measures.ts'

/** A street's seat, how far its dense part reaches (kilometres), and its number of communities. */
export type Anchor = { readonly code: string; readonly point: Point; readonly reach: number; readonly communities: number }

/** The street a point counts to: the nearest seat, where seats of more communities reach further. */
export function nearestAnchor(point: Point, anchors: readonly Anchor[]): Anchor | undefined {
  const weighted = (anchor: Anchor) => distance(point, anchor.point) / anchor.communities ** 0.35
  let best = anchors.at(0)
  for (const anchor of anchors) if (best && weighted(anchor) < weighted(best)) best = anchor
  return best
}

/** Points of one street inside its district, dense at the seat and thinning outwards (a Cauchy fall-off in two dimensions). */
export function sampleStreet(own: Anchor, anchors: readonly Anchor[], outline: readonly Edge[], random: Random): Point[] {
  const points: Point[] = []
  const wanted = own.communities * 120
  for (let tries = 0; points.length < wanted; tries++) {
    if (tries > wanted * 400) throw new Error(`the seat of ${own.code} lies outside its district or too close to another`)
    const radius = own.reach * Math.sqrt(1 / (1 - random()) ** 2 - 1)
    const angle = random() * 2 * Math.PI
    const point: Point = [own.point[0] + radius * Math.cos(angle), own.point[1] + radius * Math.sin(angle)]
    if (radius < 80 && nearestAnchor(point, anchors) === own && insideEdges(outline, toLattice(point))) points.push(point)
  }
  return points
}

/** Points spread evenly over a region. */
export function sampleRegion(region: readonly Polygon[], count: number, random: Random): Point[] {
  const outline = polygonEdges(region)
  const [west, south, east, north] = limits(region)
  const points: Point[] = []
  while (points.length < count) {
    const vertex: readonly [number, number] = [west + random() * (east - west), south + random() * (north - south)]
    if (insideEdges(outline, vertex)) points.push(toPlane(vertex))
  }
  return points
}

/** The middle of the city's core, from which density falls. */
export const core: Point = toPlane(fromDegrees(102.71, 25.04))
