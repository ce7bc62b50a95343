/** The Voronoi diagram of sites as edges on the lattice, each with the site on its left and on its right. */
import { Delaunay } from 'd3-delaunay'
import type { Point, Vertex } from './lattice.ts'
import { sameVertex, toLattice } from './lattice.ts'

/** One edge between the cells of two sites (indexes into the sites). */
export type VoronoiEdge = { readonly from: Vertex; readonly to: Vertex; readonly left: number; readonly right: number }
/** The edges and the search for the nearest site of a plane point. */
export type VoronoiDiagram = { readonly edges: readonly VoronoiEdge[]; readonly nearest: (point: Point) => number }

/** Sites so far out that their cells never reach the city; they make every real cell finite. */
const farSites: Point[] = Array.from({ length: 8 }, (_, index) => {
  const angle = ((index + 0.3) * Math.PI) / 4
  return [3000 * Math.cos(angle), 3000 * Math.sin(angle)]
})

/** The Voronoi diagram of at least two sites given in kilometres. */
export function voronoiDiagram(sites: readonly Point[]): VoronoiDiagram {
  const all = [...sites, ...farSites]
  const delaunay = Delaunay.from(all)
  const { circumcenters } = delaunay.voronoi()
  const centre = (halfedge: number): Point => {
    const triangle = Math.floor(halfedge / 3)
    return [circumcenters[triangle * 2] ?? 0, circumcenters[triangle * 2 + 1] ?? 0]
  }
  const edges: VoronoiEdge[] = []
  for (const [halfedge, twin] of delaunay.halfedges.entries()) {
    const a = delaunay.triangles[halfedge] ?? -1
    const b = delaunay.triangles[halfedge % 3 === 2 ? halfedge - 2 : halfedge + 1] ?? -1
    if (twin < halfedge || a >= sites.length || b >= sites.length) continue
    const edge = orient(centre(halfedge), centre(twin), a, b, all[a] ?? [0, 0])
    if (!sameVertex(edge.from, edge.to)) edges.push(edge)
  }
  return { edges, nearest: ([x, y]) => delaunay.find(x, y) }
}

function orient(from: Point, to: Point, a: number, b: number, siteOfA: Point): VoronoiEdge {
  const cross = (to[0] - from[0]) * (siteOfA[1] - from[1]) - (to[1] - from[1]) * (siteOfA[0] - from[0])
  return { from: toLattice(from), to: toLattice(to), left: cross > 0 ? a : b, right: cross > 0 ? b : a }
}
