import pg from 'pg'
import { columnValues } from '#platform/column-values.ts'
import { databaseProblems } from '#platform/database-problems.ts'
import type { Log } from '#platform/db.ts'
import { NamingClient } from '#platform/named-statements.ts'

const OLDEST = 15
const STATEMENT_TIMEOUT = 60_000
const CONNECT_TIMEOUT = 15_000

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

/**
 * A pool on a PostgreSQL server; throws database.too_old (before 15), database.no_postgis or database.settings, or the driver's error when nobody answers.
 * The session's time zone is UTC as on the embedded engine, so that a cast to date means the same on both. A statement ends after 60 s.
 */
export async function openServerPool(connectionString: string, poolSize: number, log: Log, named = false): Promise<pg.Pool> {
  const pool = new pg.Pool({
    ...(named && { Client: NamingClient }),
    connectionString,
    max: poolSize,
    types: columnValues,
    application_name: 'wangge',
    statement_timeout: STATEMENT_TIMEOUT,
    connectionTimeoutMillis: CONNECT_TIMEOUT,
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
