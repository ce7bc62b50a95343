import { CamelCasePlugin, Kysely, PostgresDialect } from 'kysely'
import type pg from 'pg'
import { openEmbeddedPool } from '#platform/embedded/pool.ts'
import { openServerPool } from '#platform/server-pool.ts'

/** Every table of the database; each capability's tables.ts adds its own by module augmentation. */
// biome-ignore lint/suspicious/noEmptyInterface: filled by module augmentation
export interface Tables {}

/** A handle on the database or on one transaction of it; every query takes the handle it is given. */
export type Db = Kysely<Tables>

export type Log = (level: 'info' | 'warn' | 'error', message: string, fields: Record<string, unknown>) => void

export interface DatabaseConfig {
  /** postgres://… selects a PostgreSQL server; without it the embedded engine runs. */
  readonly databaseUrl?: string | undefined
  /** Directory of the embedded engine; undefined or 'memory://' keeps everything in memory. */
  readonly dataDir?: string | undefined
  readonly log?: Log | undefined
  /** Connections to a server, 10 unless said; the embedded engine always has one. */
  readonly poolSize?: number | undefined
  /** Longest a statement may take on a server, for those who answer requests; without it as long as it takes, for upgrades, copies and loads. */
  readonly statementSeconds?: number | undefined
  /** On a server: have each kind of short statement parsed and planned once per connection (see named-statements.ts). */
  readonly namedStatements?: boolean | undefined
}

export interface Database {
  readonly db: Db
  readonly engine: 'embedded' | 'server'
  /** What `db` stands on, for libraries that bring their own SQL. Lent only: `close` ends it. */
  readonly pool: pg.Pool
  close(): Promise<void>
  /** Embedded only: checkpoint and vacuum now, as the timers do by themselves. */
  maintain?(): Promise<void>
}

const handle = (pool: pg.Pool): Db =>
  new Kysely<Tables>({
    dialect: new PostgresDialect({ pool }),
    // snake_case in SQL, camelCase in TypeScript; what is inside a JSON column stays as it was stored.
    plugins: [new CamelCasePlugin({ maintainNestedObjectKeys: true })],
  })

/** Kysely ends a pool only once it was used; ending the pool itself is right in both cases. */
async function end(pool: pg.Pool): Promise<void> {
  if (!pool.ending) await pool.end()
}

async function openServer(url: string, config: DatabaseConfig, log: Log): Promise<Database> {
  const { poolSize = 10, statementSeconds, namedStatements } = config
  const pool = await openServerPool(url, { poolSize, statementSeconds, named: namedStatements ?? false }, log)
  return { db: handle(pool), pool, engine: 'server', close: () => end(pool) }
}

async function openEmbedded(config: DatabaseConfig, log: Log): Promise<Database> {
  const { pool, close, maintain } = await openEmbeddedPool(config.dataDir, log)
  return { db: handle(pool), pool, engine: 'embedded', close, maintain }
}

/**
 * Opens the database the configuration names. Throws database.in_use (the directory is open elsewhere), database.too_old,
 * database.no_postgis, or the driver's own error when the server does not answer.
 */
export function openDatabase(config: DatabaseConfig): Promise<Database> {
  const log: Log = config.log ?? (() => {})
  return config.databaseUrl ? openServer(config.databaseUrl, config, log) : openEmbedded(config, log)
}

/**
 * Runs `work` in one transaction, or in the caller's when `db` is already inside one. Inside, use only the handle passed in: the embedded engine
 * has a single connection, so a query on an outer handle would wait for ever, and on a server it would run outside the transaction.
 */
export const inTransaction = <T>(db: Db, work: (tx: Db) => Promise<T>): Promise<T> =>
  db.isTransaction ? work(db) : db.transaction().execute(work)

/**
 * Runs `work` in a transaction that only reads and sees one moment of the whole database, however long it takes and whatever is written meanwhile.
 * On the embedded engine nobody else gets the one connection until it ends.
 */
export const inSnapshot = <T>(db: Db, work: (tx: Db) => Promise<T>): Promise<T> =>
  db.transaction().setIsolationLevel('repeatable read').setAccessMode('read only').execute(work)
