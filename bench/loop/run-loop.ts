import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { makeDemoCity, simulateDemoMonth } from '#commands/demo-month.ts'
import { DEMO_CITY_ID } from '#demo/city.ts'
import { readConfig } from '#platform/config.ts'
import { openDatabase } from '#platform/db.ts'
import { migrate } from '#platform/migrate.ts'
import { startPostgres } from '#test/support/postgres-server.ts'
import { loadCases } from '../load-cases.ts'
import { databaseWith } from './databases.ts'
import { keepResult } from './keep-result.ts'
import { type LoopResult, measureEmbedded, measureLoop, type Plan } from './measure-loop.ts'
import { tellLoop } from './tell-loop.ts'

export interface LoopOptions {
  readonly past: readonly number[]
  /** Past cases of the embedded engine. */
  readonly embedded: readonly number[]
  readonly plan: Plan
  readonly facts: string
}

/** As a server is run: what was acknowledged is on the disk. */
const SETTINGS = ['shared_buffers=1GB', 'max_wal_size=4GB', 'checkpoint_timeout=15min', 'random_page_cost=1.1', 'work_mem=32MB', 'jit=off']

async function measureEmbeddedWith(past: number, plan: Plan): Promise<LoopResult> {
  const dataDir = mkdtempSync(join(tmpdir(), 'wangge-bench-embedded-'))
  const { db, close } = await openDatabase({ dataDir })
  try {
    await migrate(db)
    const at = new Date()
    await makeDemoCity(db, at)
    await simulateDemoMonth(db, readConfig({ ...process.env, DATABASE_URL: '', WANGGE_DATA_DIR: dataDir }), { now: at })
    if (past > 0) await loadCases(db, { cityId: DEMO_CITY_ID, open: 0, closed: past, closedDays: 1095, at })
  } finally {
    await close()
  }
  try {
    return await measureEmbedded(dataDir, past, plan)
  } finally {
    rmSync(dataDir, { recursive: true, force: true })
  }
}

/**
 * Measures each size of history in turn, on the cluster of WANGGE_BENCH_CLUSTER (databases bench_<past>, kept), else on one of its own that is thrown
 * away; prints after each.
 */
export async function runLoop({ past, embedded, plan, facts }: LoopOptions, write: boolean): Promise<void> {
  let results: readonly LoopResult[] = []
  const add = (result: LoopResult): void => {
    results = [...results, result]
    process.stdout.write(`${tellLoop(facts, results)}\n`)
    if (write) keepResult(facts, result)
  }
  const given = process.env.WANGGE_BENCH_CLUSTER
  const own = given || past.length === 0 ? undefined : await startPostgres({ durable: true, settings: SETTINGS })
  try {
    for (const each of past) {
      add(await measureLoop(await databaseWith(given ?? own?.url ?? '', each), each, plan))
    }
  } finally {
    await own?.stop()
  }
  for (const each of embedded) add(await measureEmbeddedWith(each, plan))
}
