import { type Db, inTransaction } from '#platform/db.ts'
import { Problem } from '#platform/problem.ts'
import {
  countRows,
  gatherStatistics,
  insertRowsAsText,
  listMovedColumns,
  listRowsAsText,
  listTablesInOrder,
  setPointers,
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

/**
 * Copies everything from one migrated database to another migrated and empty one, in one transaction of the target, and counts it again.
 * Nobody should be writing to the source meanwhile: on the embedded engine nobody can, because this process holds its directory.
 * Throws database.not_empty.
 */
export async function moveDatabase(
  source: Db,
  target: Db,
  onProgress: (table: string, rows: number) => void = () => {},
): Promise<MoveReport> {
  const tables = await listTablesInOrder(source)
  return inTransaction(target, async (tx) => {
    for (const table of tables) if ((await countRows(tx, table)) > 0) throw notEmpty(table)
    let rows = 0
    for (const table of tables) {
      rows += await moveTable(source, tx, table)
      onProgress(table, rows)
    }
    return { tables: tables.length, rows }
  })
}

async function moveTable(source: Db, tx: Db, table: string): Promise<number> {
  const columns = await listMovedColumns(source, table)
  const total = await eachBatch(source, table, (rows) => insertRowsAsText(tx, table, columns, rows))
  if (columns.some((column) => column.pointsWithin)) await eachBatch(source, table, (rows) => setPointers(tx, table, columns, rows))
  const arrived = await countRows(tx, table)
  if (arrived !== total) throw new Error(`${table}: ${total} rows left, ${arrived} arrived`)
  await gatherStatistics(tx, table)
  return total
}

type Rows = (string | null)[][]

async function eachBatch(source: Db, table: string, take: (rows: Rows) => Promise<void>): Promise<number> {
  const columns = await listMovedColumns(source, table)
  let after: (string | null)[] | null = null
  for (let total = 0; ; ) {
    const rows: Rows = await listRowsAsText(source, table, columns, after, BATCH)
    if (rows.length > 0) await take(rows)
    total += rows.length
    const last = rows.at(-1)
    if (last === undefined || rows.length < BATCH) return total
    after = columns.flatMap((column, index) => (column.inKey ? [last[index] ?? null] : []))
  }
}
