import { createReadStream } from 'node:fs'
import { mkdtemp, open, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { Writable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import { ArchiveWriter } from '#platform/backup/archive-writer.ts'
import { type BackupHead, FORMAT, fileName, type Manifest, partName } from '#platform/backup/manifest.ts'
import { type Database, type Db, inSnapshot } from '#platform/db.ts'
import type { FileStore } from '#platform/files.ts'
import { listAppliedMigrations } from '#platform/migrate.ts'
import { Problem } from '#platform/problem.ts'
import { listMovedColumns, listTablesInOrder, readFileKeys, readRowsAsText } from '#platform/queries-move.ts'

export interface BackupParts {
  readonly database: Pick<Database, 'db' | 'engine'>
  readonly files: FileStore
  readonly version: string
  readonly at: Date
}

export interface BackupReport {
  readonly tables: number
  readonly rows: number
  readonly files: number
  readonly missingFiles: readonly string[]
}

/** Rows asked for at a time, and bytes of text that make a part. */
const BATCH = 500
const PART_BYTES = 4_000_000

/** Left out: whoever was signed in signs in again, and no session that has ended since comes back to life. */
const MOMENTARY = new Set(['session'])

const deflate = promisify(gzip)
const squeeze = (text: string): Promise<Buffer> => deflate(text, { level: 3 })

/**
 * Writes everything as it was at one moment while others go on writing: all rows in one reading transaction, then the files those rows name, which are
 * there before their rows and stay. Part by part, so that neither the database nor the files are ever held as a whole.
 * `out` is not ended. A file that is missing is told of and does not keep the rest from being saved.
 */
export async function writeBackup(out: Writable, parts: BackupParts): Promise<BackupReport> {
  const spool = await mkdtemp(join(tmpdir(), 'wangge-backup-'))
  try {
    const keys = join(spool, 'keys')
    const writer = new ArchiveWriter(out, parts.at)
    const rows = await inSnapshot(parts.database.db, (tx) => writeRows(tx, writer, parts, keys))
    const files = await writeFiles(writer, parts.files, keys)
    await writer.finish({ ...rows, ...files })
    const total = rows.tables.reduce((sum, table) => sum + table.rows, 0)
    return { tables: rows.tables.length, rows: total, files: files.files.count, missingFiles: files.missingFiles }
  } finally {
    await rm(spool, { recursive: true, force: true })
  }
}

async function headOf(tx: Db, { database, version, at }: BackupParts): Promise<BackupHead> {
  const migrations = await listAppliedMigrations(tx)
  return { product: 'wangge', format: FORMAT, version, engine: database.engine, takenAt: at.toISOString(), migrations }
}

type Rows = Pick<Manifest, 'tables' | 'parts'>

async function writeRows(tx: Db, writer: ArchiveWriter, parts: BackupParts, keys: string): Promise<Rows> {
  await writer.begin(await headOf(tx, parts))
  const found: Rows = { tables: [], parts: [] }
  const tables = (await listTablesInOrder(tx)).filter((table) => !MOMENTARY.has(table))
  for (const table of tables) await writeTable(tx, writer, table, found)
  await spoolKeys(tx, keys)
  return found
}

async function writeTable(tx: Db, writer: ArchiveWriter, table: string, found: Rows): Promise<void> {
  const columns = await listMovedColumns(tx, table)
  let [lines, bytes, rows, number]: [string[], number, number, number] = [[], 0, 0, 0]
  const cut = async (): Promise<void> => {
    if (lines.length === 0) return
    found.parts.push(await writer.add(partName(table, ++number), await squeeze(`${lines.join('\n')}\n`)))
    lines = []
    bytes = 0
  }
  for await (const batch of readRowsAsText(tx, table, columns, BATCH)) {
    rows += batch.length
    for (const row of batch) bytes += lines[lines.push(JSON.stringify(row)) - 1]?.length ?? 0
    if (bytes >= PART_BYTES) await cut()
  }
  await cut()
  found.tables.push({ name: table, columns: columns.map(({ name }) => name), rows })
}

/** Kept aside, one a line: a big city has more than memory should hold, and the transaction need not wait for the files. */
async function spoolKeys(tx: Db, path: string): Promise<void> {
  const spool = await open(path, 'w', 0o600)
  try {
    for await (const batch of readFileKeys(tx, BATCH)) await spool.write(`${batch.join('\n')}\n`)
  } finally {
    await spool.close()
  }
}

type Files = Pick<Manifest, 'files' | 'missingFiles'>

async function writeFiles(writer: ArchiveWriter, files: FileStore, keys: string): Promise<Files> {
  const counted = { count: 0, bytes: 0 }
  const missingFiles: string[] = []
  for await (const key of createInterface({ input: createReadStream(keys) })) {
    const bytes = await contentOf(files, key)
    if (bytes === undefined) missingFiles.push(key)
    else {
      await writer.add(fileName(key), bytes)
      counted.count++
      counted.bytes += bytes.length
    }
  }
  return { files: counted, missingFiles }
}

async function contentOf(files: FileStore, key: string): Promise<Buffer | undefined> {
  try {
    return await buffer(await files.get(key))
  } catch (error) {
    if (error instanceof Problem && error.code === 'file.not_found') return undefined
    throw error
  }
}
