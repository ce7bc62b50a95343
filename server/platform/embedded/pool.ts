import { join, resolve } from 'node:path'
import pg from 'pg'
import { columnValues } from '#platform/column-values.ts'
import type { Log } from '#platform/db.ts'
import { lockDirectory } from '#platform/embedded/directory-lock.ts'
import { Engine } from '#platform/embedded/engine.ts'
import { Upkeep } from '#platform/embedded/upkeep.ts'
import { WireStream } from '#platform/embedded/wire-stream.ts'

export interface EmbeddedPool {
  readonly pool: pg.Pool
  /** Checkpoint if anything was written, then VACUUM ANALYZE what changed much; the timers do both by themselves. */
  maintain(): Promise<void>
  close(): Promise<void>
}

/** One connection, handed out whole and in the order of asking: that is the exclusive lease a single-session engine needs. */
const leaseOf = (engine: Engine): pg.Pool =>
  new pg.Pool({
    stream: () => new WireStream(engine),
    max: 1,
    idleTimeoutMillis: 0,
    types: columnValues,
    ssl: false,
    host: 'embedded',
    port: 1,
    user: 'postgres',
    database: 'postgres',
    password: '',
  })

async function startLocked(directory: string): Promise<{ engine: Engine; unlock: () => void }> {
  const unlock = lockDirectory(directory)
  try {
    return { engine: await Engine.start(join(directory, 'pgdata')), unlock }
  } catch (error) {
    unlock()
    throw error
  }
}

const start = async (dataDir: string | undefined): Promise<{ engine: Engine; unlock: () => void }> =>
  dataDir === undefined || dataDir.startsWith('memory:')
    ? { engine: await Engine.start(undefined), unlock: () => {} }
    : startLocked(resolve(dataDir))

/** Opens PGlite in `dataDir` (its lock, its files under pgdata/), or in memory; throws database.in_use when another process has it. */
export async function openEmbeddedPool(dataDir: string | undefined, log: Log): Promise<EmbeddedPool> {
  const { engine, unlock } = await start(dataDir)
  const pool = leaseOf(engine)
  pool.on('error', (error) => log('error', 'the embedded database stopped', { error }))
  pool.on('connect', (client) => client.on('error', () => {}))
  const upkeep = new Upkeep(pool, log)
  return {
    pool,
    maintain: async () => {
      await upkeep.checkpoint()
      await upkeep.vacuum()
    },
    close: async () => {
      upkeep.stop()
      await engine.stop()
      unlock()
    },
  }
}
