import { join, resolve } from 'node:path'
import pg from 'pg'
import { columnValues } from '#platform/column-values.ts'
import type { Log } from '#platform/db.ts'
import { lockDirectory } from '#platform/embedded/directory-lock.ts'
import { Engine } from '#platform/embedded/engine.ts'
import { Upkeep } from '#platform/embedded/upkeep.ts'
import { WireStream } from '#platform/embedded/wire-stream.ts'
import type { Problem } from '#platform/problem.ts'

export interface EmbeddedPool {
  readonly pool: pg.Pool
  /** Checkpoint if anything was written, count what nobody has counted, then VACUUM ANALYZE what changed much; the timers do all by themselves. */
  maintain(): Promise<void>
  /** Waits for the lease to come back, then checkpoints, closes the files and gives up the directory. */
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

interface Started {
  readonly engine: Engine
  readonly unlock: () => void
}

async function startLocked(directory: string, stopped: (problem: Problem) => void): Promise<Started> {
  const unlock = lockDirectory(directory)
  try {
    return { engine: await Engine.start(join(directory, 'pgdata'), stopped), unlock }
  } catch (error) {
    unlock()
    throw error
  }
}

async function start(dataDir: string | undefined, log: Log): Promise<Started> {
  const stopped = (problem: Problem): void => log('error', problem.message, { code: problem.code })
  if (dataDir !== undefined && !dataDir.startsWith('memory:')) return startLocked(resolve(dataDir), stopped)
  return { engine: await Engine.start(undefined, stopped), unlock: () => {} }
}

/** Opens PGlite in `dataDir` (its lock, its files under pgdata/), or in memory; throws database.in_use when another process has it. */
export async function openEmbeddedPool(dataDir: string | undefined, log: Log): Promise<EmbeddedPool> {
  const { engine, unlock } = await start(dataDir, log)
  const pool = leaseOf(engine)
  // The engine reports its end once; without these listeners the driver's report would end the process.
  pool.on('error', () => {})
  pool.on('connect', (client) => client.on('error', () => {}))
  const upkeep = new Upkeep(pool, log)
  return {
    pool,
    maintain: async () => {
      await upkeep.checkpoint()
      await upkeep.gather()
      await upkeep.vacuum()
    },
    close: async () => {
      upkeep.stop()
      if (!pool.ending) await pool.end()
      await engine.stop()
      unlock()
    },
  }
}
