import type { Dice } from '#simulation/dice.ts'

/** Neighbours of a cell (field/cells.ts): beside it in its row, above and below it. */
const ROW = 1_000_000
const STEPS = [1, -1, ROW, -ROW] as const

/**
 * Some of the cells of a grid, so many at most and at least one, hanging together as far as the grid does: somebody came from one to the next. In rising
 * order.
 */
export function wander(cells: readonly number[], most: number, dice: Dice): readonly number[] {
  const left = new Set(cells)
  const wanted = Math.max(1, Math.min(cells.length, Math.round(most)))
  const visited: number[] = []
  const edge: number[] = []
  while (visited.length < wanted && left.size > 0) {
    const next = edge.length > 0 ? edge.splice(Math.floor(dice.next() * edge.length), 1)[0] : dice.pick([...left])
    if (next === undefined || !left.delete(next)) continue
    visited.push(next)
    edge.push(...STEPS.map((step) => next + step).filter((cell) => left.has(cell)))
  }
  return visited.sort((a, b) => a - b)
}
