/** How much room a column of a list takes, px. */
export interface ColumnRoom {
  readonly key: string
  readonly width: number
  /** Takes what is left over, in proportion; `width` is then the least. */
  readonly grow?: number
  /** What is left out first when room is short has the highest number. */
  readonly rank: number
}

/** Those of the chosen columns that fit into `room` px beside each other, in the order chosen; the most important one always stays. */
export function fitColumns<Column extends ColumnRoom>(chosen: readonly Column[], room: number): readonly Column[] {
  const kept = [...chosen]
  const taken = (): number => kept.reduce((sum, { width }) => sum + width, 0)
  while (kept.length > 1 && taken() > room) {
    const worst = kept.reduce((a, b) => (b.rank > a.rank ? b : a))
    kept.splice(kept.indexOf(worst), 1)
  }
  return kept
}

/** The tracks of the grid for these columns. */
export const tracksOf = (columns: readonly ColumnRoom[]): string =>
  columns.map(({ width, grow }) => (grow ? `minmax(${width}px, ${grow}fr)` : `${width}px`)).join(' ')
