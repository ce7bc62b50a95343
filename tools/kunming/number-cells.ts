/** The order of grids within a community: rows from north to south, within a row from west to east. */
import type { Polygon } from './lattice.ts'
import { planeCentroid } from './ring-measures.ts'

/** The cells in numbering order. The number of rows is the square root of the number of cells, rounded. */
export function numberCells(cells: readonly (readonly Polygon[])[]): (readonly Polygon[])[] {
  const placed = cells.map((cell) => ({ cell, centre: planeCentroid(cell) }))
  const southwards = placed.toSorted((a, b) => b.centre[1] - a.centre[1])
  const rows = Math.max(1, Math.round(Math.sqrt(cells.length)))
  const result: (readonly Polygon[])[] = []
  for (let row = 0; row < rows; row++) {
    const members = southwards.slice(Math.round((row * cells.length) / rows), Math.round(((row + 1) * cells.length) / rows))
    result.push(...members.toSorted((a, b) => a.centre[0] - b.centre[0]).map(({ cell }) => cell))
  }
  return result
}

/** The three-digit sequence number at the end of a grid's code. */
export function gridCode(communityCode: string, index: number): string {
  return communityCode + String(index + 1).padStart(3, '0')
}
