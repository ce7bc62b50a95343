import type { CellArea } from '#field/cells.ts'
import type { Point } from '#web/field/place/grid-at.ts'

type Ring = readonly (readonly [lon: number, lat: number])[]

/** Heights looked at, as shares of the area's own: the middle first, for it mostly serves. */
const HEIGHTS = [0.5, 0.42, 0.58, 0.34, 0.66, 0.25, 0.75] as const

const ringsOf = (area: CellArea): readonly Ring[] => (area.type === 'Polygon' ? area.coordinates : area.coordinates.flat())

/** Where a parallel enters and leaves an area, from west to east (even-odd over all rings: holes are outside). */
function crossingsAt(rings: readonly Ring[], lat: number): number[] {
  const found: number[] = []
  for (const ring of rings)
    for (let index = 1; index < ring.length; index++) {
      const [from, to] = [ring[index - 1], ring[index]]
      if (from && to && from[1] > lat !== to[1] > lat) found.push(from[0] + ((to[0] - from[0]) * (lat - from[1])) / (to[1] - from[1]))
    }
  return found.sort((a, b) => a - b)
}

/** Where a name stands well inside an area: the middle of the widest stretch of a few parallels; its first corner where there is no stretch. */
export function nameplateOf(area: CellArea): Point {
  const rings = ringsOf(area)
  const lats = rings.flat().map(([, lat]) => lat)
  const [south, north] = [Math.min(...lats), Math.max(...lats)]
  let [best, widest]: [Point | null, number] = [null, 0]
  for (const share of HEIGHTS) {
    const lat = south + (north - south) * share
    const edges = crossingsAt(rings, lat)
    for (let index = 1; index < edges.length; index += 2) {
      const [west, east] = [edges[index - 1] ?? 0, edges[index] ?? 0]
      // Another height must be clearly wider to be worth leaving the middle.
      if (east - west > widest * 1.1) [best, widest] = [{ lon: (west + east) / 2, lat }, east - west]
    }
  }
  const [lon, lat] = rings[0]?.[0] ?? [0, 0]
  return best ?? { lon, lat }
}
