import type { CodeChange } from '#organisation/succession.ts'

/**
 * `division.changed`: places have new codes, outlines or parents. Whoever keeps the place of something still open places it anew by its point:
 * everything whose place code is one of `codes` or lies below one. What is closed keeps the code it had; findDivisionName gives its name of that day.
 */
export interface DivisionChanged {
  readonly kind: 'merge' | 'split' | 'move' | 'rename' | 'redraw' | 'add' | 'close'
  /** First day of the new state, 'YYYY-MM-DD'. */
  readonly on: string
  /** Old codes under which something may have to be placed anew. */
  readonly codes: readonly string[]
  /** Old code to new, the divisions' own and those of everything that came along; several lines for what was cut. */
  readonly changes: readonly CodeChange[]
  /** Narrowest place all of it lies in. */
  readonly placeCode: string
}
export const DIVISION_CHANGED = 'division.changed'
