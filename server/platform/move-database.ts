import { type Db, inSnapshot, inTransaction } from '#platform/db.ts'
import { Problem } from '#platform/problem.ts'
import {
  countRows,
  gatherStatistics,
  insertRowsAsText,
  listMovedColumns,
  listTablesInOrder,
  type MovedColumn,
  readRowsAsText,
  setPointers,
  type TextRow,
} from '#platform/queries-move.ts'

const BATCH = 1000

export interface MoveReport {
  readonly tables: number
  readonly rows: number
}

const notEmpty = (table: string): Problem =>
  new Problem(
    'database.not_empty',
    409,
    { zh: `目标数据库已有数据（${table}），不会覆盖`, en: `The target already holds data (${table}); nothing is overwritten` },
    { table },
  )

/** Throws database.not_empty unless none of our tables holds a row. */
export async function requireEmpty(tx: Db): Promise<void> {
  for (const table of await listTablesInOrder(tx)) if ((await countRows(tx, table)) > 0) throw notEmpty(table)
}

/** Where the rows of a table come from, as often as they are asked for. */
export type RowSource = () => AsyncIterable<readonly TextRow[]>

/** Fills an empty table; rows that point to others of the same table are made to once all are there. Throws when fewer arrived than left. */
export async function fillTable(tx: Db, table: string, columns: readonly MovedColumn[], source: RowSource): Promise<number> {
  let total = 0
  for await (const rows of source()) {
    await insertRowsAsText(tx, table, columns, rows)
    total += rows.length
  }
  if (columns.some((column) => column.pointsWithin)) for await (const rows of source()) await setPointers(tx, table, columns, rows)
  const arrived = await countRows(tx, table)
  if (arrived !== total) throw new Error(`${table}: ${total} rows left, ${arrived} arrived`)
  await gatherStatistics(tx, table)
  return total
}

/**
 * Copies everything from one migrated database to another migrated and empty one, in one transaction of the target, and counts it again.
 * The source is read as it was at one moment. Throws database.not_empty.
 */
export const moveDatabase = (source: Db, target: Db, onProgress: (table: string, rows: number) => void = () => {}): Promise<MoveReport> =>
  inSnapshot(source, (from) =>
    inTransaction(target, async (tx) => {
      await requireEmpty(tx)
      const tables = await listTablesInOrder(from)
      let rows = 0
      for (const table of tables) {
        const columns = await listMovedColumns(from, table)
        rows += await fillTable(tx, table, columns, () => readRowsAsText(from, table, columns, BATCH))
        onProgress(table, rows)
      }
      return { tables: tables.length, rows }
    }),
  )
