import pg from 'pg'
import { columnValues } from '#platform/column-values.ts'
import { databaseProblems } from '#platform/database-problems.ts'
import type { Log } from '#platform/db.ts'
import { NamingClient } from '#platform/named-statements.ts'

const OLDEST = 15
const STATEMENT_TIMEOUT = 60_000
const CONNECT_TIMEOUT = 15_000

async function check(pool: pg.Pool): Promise<void> {
  const { rows } = await pool.query<{ version: string; postgis: boolean }>(
    `select current_setting('server_version') as version, exists (select from pg_available_extensions where name = 'postgis') as postgis`,
  )
  const [found] = rows
  if (Number.parseInt(found?.version ?? '', 10) < OLDEST) throw databaseProblems.tooOld(found?.version ?? '')
  if (!found?.postgis) throw databaseProblems.noPostgis()
}

/**
 * A pool on a PostgreSQL server; throws database.too_old (before 15) or database.no_postgis, or the driver's error when nobody answers.
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
    // Statements are many and short; compiling the long ones (spatial costs look high to the planner) took seconds where running took milliseconds.
    options: '-c timezone=UTC -c datestyle=ISO -c intervalstyle=postgres -c jit=off',
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
