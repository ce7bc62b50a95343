import { liesIn } from '#field/cells.ts'
import type { PackAnswer } from '#field/contract.ts'

export type PackedGrid = PackAnswer['grids']['items'][number]
export interface Point {
  readonly lon: number
  readonly lat: number
}

/** The grid of the pack a point lies in, WGS-84; undefined outside all of them. */
export const gridAt = (grids: readonly PackedGrid[], { lon, lat }: Point): PackedGrid | undefined =>
  grids.find(({ area }) => liesIn(area, [lon, lat]))

/** Somewhere inside a grid to stand for it: the middle of its box where that is inside, else its first corner. */
export function middleOf({ area }: Pick<PackedGrid, 'area'>): Point {
  const corners = (area.type === 'Polygon' ? area.coordinates : area.coordinates.flat()).flat()
  const [lons, lats] = [corners.map(([lon]) => lon), corners.map(([, lat]) => lat)]
  const middle = { lon: (Math.min(...lons) + Math.max(...lons)) / 2, lat: (Math.min(...lats) + Math.max(...lats)) / 2 }
  const [first] = corners
  return liesIn(area, [middle.lon, middle.lat]) || !first ? middle : { lon: first[0], lat: first[1] }
}
