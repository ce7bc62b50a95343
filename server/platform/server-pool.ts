import { Socket } from 'node:net'
import pg from 'pg'
import { columnValues } from '#platform/column-values.ts'
import { databaseProblems } from '#platform/database-problems.ts'
import type { Log } from '#platform/db.ts'
import { NamingClient } from '#platform/named-statements.ts'

const OLDEST = 15
/** Seconds within which a connection is to be had: a free one, or a new one. */
const CONNECT_SECONDS = 10
const LOCK_SECONDS = 10
/** Seconds a transaction may sit idle: what was lost on the way holds no locks for longer. */
const IDLE_SECONDS = 60
/** The server ends a statement first; a line that stays silent for longer than that is dead, whatever it says of itself. */
const GRACE_SECONDS = 2

export interface ServerPoolOptions {
  readonly poolSize: number
  readonly statementSeconds: number | undefined
  readonly named: boolean
}

/** Statements are many and short; compiling the long ones (spatial costs look high to the planner) took seconds where running took milliseconds. */
const SETTINGS = { timezone: 'UTC', datestyle: 'ISO', intervalstyle: 'postgres', jit: 'off' } as const

/** A pooler in between may drop what a connection asks for; a day would then be another day, so nothing starts on it. */
async function checkSettings(pool: pg.Pool): Promise<void> {
  const names = Object.keys(SETTINGS)
  const { rows } = await pool.query<{ name: string; setting: string }>(
    'select lower(name) as name, setting from pg_settings where lower(name) = any($1)',
    [names],
  )
  const wrong = Object.entries(SETTINGS).filter(([name, wanted]) => rows.find((row) => row.name === name)?.setting.split(',')[0] !== wanted)
  if (wrong.length > 0) throw databaseProblems.settings(wrong.map(([name, wanted]) => `${name} = '${wanted}'`))
}

async function check(pool: pg.Pool): Promise<void> {
  const { rows } = await pool.query<{ version: string; postgis: boolean }>(
    `select current_setting('server_version') as version, exists (select from pg_available_extensions where name = 'postgis') as postgis`,
  )
  const [found] = rows
  if (Number.parseInt(found?.version ?? '', 10) < OLDEST) throw databaseProblems.tooOld(found?.version ?? '')
  if (!found?.postgis) throw databaseProblems.noPostgis()
  await checkSettings(pool)
}

/** A line that ends itself when nothing came or went for so long; one that is idle in the pool is no loss. */
function impatientSocket(seconds: number): Socket {
  const socket = new Socket()
  socket.setTimeout(seconds * 1000, () => socket.destroy(new Error('Connection terminated: the database server fell silent')))
  return socket
}

const limitsOf = (seconds: number) => ({
  statement_timeout: seconds * 1000,
  lock_timeout: Math.min(seconds, LOCK_SECONDS) * 1000,
  idle_in_transaction_session_timeout: IDLE_SECONDS * 1000,
  stream: () => impatientSocket(seconds + GRACE_SECONDS),
})

/**
 * A pool on a PostgreSQL server; throws database.too_old (before 15), database.no_postgis or database.settings, or the driver's error when nobody answers.
 * The session's time zone is UTC as on the embedded engine, so that a cast to date means the same on both. With `statementSeconds` nothing waits for ever:
 * not for a statement, not for a lock, not for a server that no longer speaks.
 */
export async function openServerPool(connectionString: string, options: ServerPoolOptions, log: Log): Promise<pg.Pool> {
  const { poolSize, statementSeconds, named } = options
  const pool = new pg.Pool({
    ...(named && { Client: NamingClient }),
    ...(statementSeconds !== undefined && limitsOf(statementSeconds)),
    connectionString,
    max: poolSize,
    types: columnValues,
    application_name: 'wangge',
    connectionTimeoutMillis: CONNECT_SECONDS * 1000,
    options: Object.entries(SETTINGS)
      .map(([name, value]) => `-c ${name}=${value}`)
      .join(' '),
  })
  const report = (error: Error): void => log('warn', 'a database connection was lost', { error })
  pool.on('error', report)
  // A client in use reports its loss through its own event, without a listener of its own that would end the process.
  pool.on('connect', (client) => client.on('error', report))
  try {
    await check(pool)
    return pool
  } catch (error) {
    await pool.end()
    throw error
  }
}
