/** The synthetic communities of one district: sites around each street's seat, then Voronoi cells inside the real outline. */

import { randomFrom } from '#demo/random.ts'
import type { Point, Polygon } from './lattice.ts'
import { distance } from './lattice.ts'
import type { Partition } from './partition.ts'
import { partition } from './partition.ts'
import type { District, NamedPlace } from './read-sources.ts'
import { polygonEdges } from './ring-measures.ts'
import type { Anchor } from './sample-points.ts'
import { sampleStreet } from './sample-points.ts'
import { spreadSites } from './spread-sites.ts'

/** A place with its land. */
export type Cell = NamedPlace & { readonly polygons: readonly Polygon[] }
/** Cells and the cuts they made in the outline. */
export type Division = { readonly cells: Cell[]; readonly splits: Partition['splits'] }

/** The anchors of a district's streets. The dense part of a street reaches half-way to the nearest other seat. */
export function districtAnchors(
  streets: readonly NamedPlace[],
  communities: readonly NamedPlace[],
  seats: ReadonlyMap<string, Point>,
): Anchor[] {
  return streets.map(({ code }) => {
    const point = seatOf(seats, code)
    const others = streets.filter((other) => other.code !== code).map((other) => distance(point, seatOf(seats, other.code)))
    return { code, point, reach: Math.min(...others) * 0.6, communities: communities.filter((place) => place.parentCode === code).length }
  })
}

function seatOf(seats: ReadonlyMap<string, Point>, code: string): Point {
  const seat = seats.get(code)
  if (!seat) throw new Error(`no position for street ${code}`)
  return seat
}

/** Divide a district's outline among all its communities. Within a street, lower codes lie nearer to the seat. */
export function divideDistrict(
  district: District,
  outline: readonly Polygon[],
  anchors: readonly Anchor[],
  communities: readonly NamedPlace[],
): Division {
  const sites: Point[] = []
  const places: NamedPlace[] = []
  for (const anchor of anchors) {
    const random = randomFrom(`communities ${anchor.code}`)
    const samples = sampleStreet(anchor, anchors, polygonEdges(outline), random)
    const own = spreadSites(samples, anchor.communities, 3, random)
    sites.push(...own.toSorted((a, b) => distance(a, anchor.point) - distance(b, anchor.point)))
    places.push(...communities.filter((place) => place.parentCode === anchor.code))
  }
  const { cells, splits } = partition(outline, sites)
  if (places.length !== cells.length) throw new Error(`${district.name}: ${places.length} places for ${cells.length} cells`)
  return { cells: places.map((place, index) => ({ ...place, polygons: cells[index] ?? [] })), splits }
}
