import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { DEMO_CITY_ID } from '#demo/city.ts'
import { createDemoCity } from '#demo/create-demo-city.ts'
import type { Clock } from '#platform/clock.ts'
import { readConfig } from '#platform/config.ts'
import type { Database, Db } from '#platform/db.ts'
import { startServer } from '#server/main.ts'
import { testDatabaseUrl } from '#test/support/database.ts'
import { DEMO_MADE_AT } from '#test/support/demo-city.ts'

/** A started server over the demo city, whose time runs on from a Friday morning, whenever the tests run. */
export interface ConsoleSite {
  readonly url: string
  readonly engine: 'embedded' | 'server'
  /** Its database, to arrange what no request can make. */
  readonly db: Db
  /** What the server takes for now. */
  now(): Date
  /** Lets time pass at once, ms. */
  skip(ms: number): void
  stop(): Promise<void>
}

/** Time that runs like ours, from another moment. */
function runningClock(from: Date): Clock & { skip(ms: number): void } {
  let offset = from.getTime() - Date.now()
  return {
    now: () => new Date(Date.now() + offset),
    skip: (ms) => {
      offset += ms
    },
  }
}

let built = false

/** Where the pages under test are. */
export const pagesDir = process.env.WANGGE_PAGES ?? fileURLToPath(new URL('../../../dist/web', import.meta.url))

/** Builds the pages when anything they are made of has changed; WANGGE_PAGES names others. */
export function buildPages(): void {
  if (built || process.env.WANGGE_PAGES) return
  const script = fileURLToPath(new URL('../../../scripts/build-pages.mjs', import.meta.url))
  const { status } = spawnSync(process.execPath, [script], { stdio: 'inherit' })
  if (status !== 0) throw new Error('the pages could not be built: npm run build tells why')
  built = true
}

/** What people do in a city, whatever hangs on a thing before the thing itself. */
const DEEDS = [
  'message', 'messageWish', 'messageContact', 'messageTemplate', 'areaSubscription', 'webhook', 'meToo', 'publicReport', 'portalForm', 'portalPhoto',
  'upload', 'patrolSum', 'patrolVisit', 'patrolCheckIn', 'patrol', 'notice', 'ruling', 'caseContact', 'caseEvent', 'case', 'preference', 'session', 'auditSeal', 'auditEntry',
] as const // biome-ignore format: a list

/** The demo city without cases, settings and sessions of people and a log: what the file before left is not this one's, and its clock may have gone further. */
async function prepare({ db }: Pick<Database, 'db'>): Promise<void> {
  await createDemoCity(db, { at: DEMO_MADE_AT })
  for (const table of DEEDS) await db.deleteFrom(table).where('cityId', '=', DEMO_CITY_ID).execute()
}

/** Starts the real server over the demo city of this test process, made first when it is not there. */
export async function startConsoleSite(): Promise<ConsoleSite> {
  buildPages()
  const dataDir = mkdtempSync(join(tmpdir(), 'wangge-console-'))
  const config = readConfig({
    WANGGE_PORT: '0',
    WANGGE_LIMITS: 'off',
    WANGGE_CITY: DEMO_CITY_ID,
    WANGGE_DATA_DIR: dataDir,
    WANGGE_LOG_LEVEL: process.env.WANGGE_LOG_LEVEL ?? 'silent',
    WANGGE_PAGES: process.env.WANGGE_PAGES,
    DATABASE_URL: testDatabaseUrl(),
  })
  const clock = runningClock(new Date(DEMO_MADE_AT.getTime() + 60_000))
  const server = await startServer(config, prepare, clock)
  const stop = async (): Promise<void> => {
    await server.stop()
    rmSync(dataDir, { recursive: true, force: true })
  }
  return { url: server.url, engine: server.database.engine, db: server.database.db, now: () => clock.now(), skip: clock.skip, stop }
}
