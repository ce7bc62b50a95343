import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { type Generated, sql } from 'kysely'
import { type Db, inTransaction } from '#platform/db.ts'
import { migrationProblems } from '#platform/migration-problems.ts'
import { splitStatements } from '#platform/split-statements.ts'

declare module '#platform/db.ts' {
  interface Tables {
    schemaMigration: { name: string; checksum: string; appliedAt: Generated<Date> }
  }
}

interface Migration {
  readonly name: string
  readonly text: string
  readonly checksum: string
}

type Applied = Pick<Migration, 'name' | 'checksum'>

/** Any fixed number will do; it only has to be the same in every process that migrates this database. */
const LOCK = 7_740_001
const FILE_NAME = /^\d{4}_[a-z0-9_]+\.sql$/
const shipped = new URL('../../migrations/', import.meta.url)

function readMigration(dir: URL, name: string): Migration {
  const text = readFileSync(new URL(name, dir), 'utf8').replaceAll('\r\n', '\n')
  return { name, text, checksum: createHash('sha256').update(text).digest('hex') }
}

function readMigrations(dir: URL): Migration[] {
  const names = readdirSync(dir)
    .filter((name) => name.endsWith('.sql'))
    .sort()
  for (const [index, name] of names.entries()) {
    const number = String(index + 1).padStart(4, '0')
    if (!FILE_NAME.test(name) || !name.startsWith(number)) throw migrationProblems.outOfOrder(name, number)
  }
  return names.map((name) => readMigration(dir, name))
}

function verify(files: readonly Migration[], applied: readonly Applied[]): void {
  for (const [index, { name, checksum }] of applied.entries()) {
    const file = files[index]
    if (file?.name !== name) throw migrationProblems.outOfOrder(file?.name ?? name, name)
    if (file.checksum !== checksum) throw migrationProblems.changed(name)
  }
}

/** One statement at a time: where tables are spread over machines, each is handed on to them as it was sent. */
async function run(tx: Db, { name, text, checksum }: Migration): Promise<void> {
  for (const statement of splitStatements(text)) {
    try {
      await sql.raw(statement.text).execute(tx)
    } catch (error) {
      throw migrationProblems.failed(name, statement, error)
    }
  }
  await tx.insertInto('schemaMigration').values({ name, checksum }).execute()
}

/** Two starters of one server meet at the lock; the second finds the table already written and has nothing left to do. */
async function lockHistory(tx: Db): Promise<Applied[]> {
  await sql`set local statement_timeout = 0`.execute(tx)
  await sql`select pg_advisory_xact_lock(${LOCK}::bigint)`.execute(tx)
  await sql
    .raw(`create table if not exists schema_migration (
      name text primary key, checksum text not null, applied_at timestamptz not null default now())`)
    .execute(tx)
  return tx.selectFrom('schemaMigration').select(['name', 'checksum']).orderBy('name').execute()
}

async function applyNext(tx: Db, files: readonly Migration[], last: number): Promise<{ name: string | undefined; before: number }> {
  const applied = await lockHistory(tx)
  verify(files, applied)
  const next = applied.length < last ? files[applied.length] : undefined
  if (next) await run(tx, next)
  return { name: next?.name, before: applied.length }
}

export interface MigrationPlan {
  readonly dir?: URL
  /** The last file to apply; all of them when it is not said. */
  readonly until?: string | undefined
}

/**
 * Brings the database up to the numbered SQL files of `dir` (NNNN_name.sql, counted from 0001 without a gap), each in its own transaction,
 * whole or not at all. Returns the names applied now and how many were there before; repeating it changes nothing.
 * Throws migration.changed (an applied file was edited), migration.out_of_order (a number is missing, or an applied file is gone) and
 * migration.failed (names file and line).
 */
export async function migrate(db: Db, { dir = shipped, until }: MigrationPlan = {}): Promise<{ applied: string[]; already: number }> {
  const files = readMigrations(dir)
  const last = until === undefined ? files.length : files.findIndex(({ name }) => name === until) + 1
  const applied: string[] = []
  for (;;) {
    const { name, before } = await inTransaction(db, (tx) => applyNext(tx, files, last))
    if (name === undefined) return { applied, already: before - applied.length }
    applied.push(name)
  }
}

/** The migrations a database has, in order; none before the first. */
export async function listAppliedMigrations(db: Db): Promise<Applied[]> {
  const { rows } = await sql<{ present: boolean }>`select to_regclass('schema_migration') is not null as present`.execute(db)
  return rows[0]?.present ? db.selectFrom('schemaMigration').select(['name', 'checksum']).orderBy('name').execute() : []
}

/** The migrations this program brings, in order. */
export const listShippedMigrations = (): Applied[] => readMigrations(shipped).map(({ name, checksum }) => ({ name, checksum }))

/** Names of the files of `dir` the database still lacks; all of them before the first migration. Changes nothing and waits for nobody. */
export async function listPendingMigrations(db: Db, dir: URL = shipped): Promise<string[]> {
  const names = new Set((await listAppliedMigrations(db)).map(({ name }) => name))
  return readMigrations(dir).flatMap(({ name }) => (names.has(name) ? [] : name))
}
