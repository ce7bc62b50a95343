import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { makeDemoCity, simulateDemoMonth } from '#commands/demo-month.ts'
import { systemClock } from '#platform/clock.ts'
import { readConfig } from '#platform/config.ts'
import { startServer } from '#server/main.ts'
import { findPostgres } from '#test/support/find-postgres.ts'
import { startPostgres } from '#test/support/postgres-server.ts'

export interface FullSite {
  readonly url: string
  stop(): Promise<void>
}

/** A server over the demo city with its past month: on DATABASE_URL when that is set, else on a PostgreSQL of its own, else embedded. */
export async function startFullSite(): Promise<FullSite> {
  const given = process.env.DATABASE_URL
  const postgres = given || !findPostgres() ? undefined : await startPostgres()
  const dataDir = mkdtempSync(join(tmpdir(), 'wangge-pictures-'))
  const config = readConfig({
    ...process.env,
    DATABASE_URL: given ?? postgres?.url,
    WANGGE_PORT: '0',
    WANGGE_DATA_DIR: dataDir,
    WANGGE_LOG_LEVEL: 'error',
    // Pictures and benches sign in more often than people do.
    WANGGE_LIMITS: 'off',
  })
  const server = await startServer(config, ({ db }) => makeDemoCity(db, systemClock.now()))
  await simulateDemoMonth(server.database.db, config, { now: systemClock.now() })
  const stop = async (): Promise<void> => {
    await server.stop()
    await postgres?.stop()
    rmSync(dataDir, { recursive: true, force: true })
  }
  return { url: server.url, stop }
}
