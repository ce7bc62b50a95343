import type { CheckedArchive } from '#platform/backup/archive-reader.ts'
import { type BackupHead, FORMAT } from '#platform/backup/manifest.ts'
import { backupProblems } from '#platform/backup/problems.ts'
import { type Db, inTransaction } from '#platform/db.ts'
import type { FileStore } from '#platform/files.ts'
import { listAppliedMigrations, listShippedMigrations, migrate } from '#platform/migrate.ts'
import { fillTable, requireEmpty } from '#platform/move-database.ts'
import { listMovedColumns } from '#platform/queries-move.ts'

export interface RestoreReport {
  readonly tables: number
  readonly rows: number
  readonly files: number
  /** Migrations applied after the rows were there, because the program is newer than the backup. */
  readonly upgraded: readonly string[]
}

export type Progress = (what: string, done: number) => void

/** Throws backup.newer when the archive holds what this program does not know. */
export function requireReadable(head: BackupHead): void {
  if (head.format > FORMAT) throw backupProblems.newer(`format ${head.format}`)
  const ours = listShippedMigrations()
  const foreign = head.migrations.find(({ name, checksum }, index) => ours[index]?.name !== name || ours[index]?.checksum !== checksum)
  if (foreign) throw backupProblems.newer(`${head.version}, ${foreign.name}`)
}

/**
 * Puts a checked archive into an empty database and an empty store: schema as it was, files, all rows in one transaction, then the upgrade to today.
 * What fails leaves no row and no file behind. Throws database.not_empty, backup.files_not_empty, backup.schema_ahead and backup.newer.
 */
export async function restoreBackup(
  archive: CheckedArchive,
  db: Db,
  files: FileStore,
  onProgress: Progress = () => {},
): Promise<RestoreReport> {
  requireReadable(archive.head)
  await prepareSchema(db, archive.head)
  for await (const { key } of files.list()) throw backupProblems.filesNotEmpty(key)
  try {
    const kept = await keepFiles(archive, files, onProgress)
    const rows = await inTransaction(db, (tx) => fillTables(tx, archive, onProgress))
    const { applied } = await migrate(db)
    return { tables: archive.manifest.tables.length, rows, files: kept, upgraded: applied }
  } catch (error) {
    await dropFiles(archive, files)
    throw error
  }
}

/** The schema the rows were written under, and no row in it. */
async function prepareSchema(db: Db, { migrations }: BackupHead): Promise<void> {
  const there = await listAppliedMigrations(db)
  const ahead = there[migrations.length]
  if (ahead) throw backupProblems.schemaAhead(ahead.name)
  if (there.length > 0) await inTransaction(db, requireEmpty)
  await migrate(db, { until: migrations.at(-1)?.name })
}

async function keepFiles(archive: CheckedArchive, files: FileStore, onProgress: Progress): Promise<number> {
  let count = 0
  for await (const { key, bytes } of archive.files()) {
    await files.put(bytes, key)
    onProgress('files', ++count)
  }
  return count
}

async function dropFiles(archive: CheckedArchive, files: FileStore): Promise<void> {
  for await (const { key } of archive.files()) await files.remove(key)
}

async function fillTables(tx: Db, archive: CheckedArchive, onProgress: Progress): Promise<number> {
  let total = 0
  for (const { name, columns, rows } of archive.manifest.tables) {
    const known = new Map((await listMovedColumns(tx, name)).map((column) => [column.name, column]))
    const targets = columns.map((column) => known.get(column) ?? unknown(name, column))
    const filled = await fillTable(tx, name, targets, () => archive.rowsOf(name))
    if (filled !== rows) throw backupProblems.damaged(name, `${rows} rows in the manifest, ${filled} in the parts`)
    total += filled
    onProgress(name, total)
  }
  return total
}

const unknown = (table: string, column: string): never => {
  throw backupProblems.damaged(`${table}.${column}`, 'no such column')
}
