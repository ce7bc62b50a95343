import { join, resolve } from 'node:path'
import pg from 'pg'
import { columnValues } from '#platform/column-values.ts'
import type { Log } from '#platform/db.ts'
import { lockDirectory } from '#platform/embedded/directory-lock.ts'
import { Engine } from '#platform/embedded/engine.ts'
import { Engines } from '#platform/embedded/engines.ts'
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

/** Longest that anybody waits for the one connection, milliseconds. */
const LONGEST_WAIT = 30_000

/** One connection, handed out whole and in the order of asking: that is the exclusive lease a single-session engine needs. */
const leaseOf = (engines: Engines): pg.Pool =>
  new pg.Pool({
    stream: () => new WireStream(() => engines.current()),
    max: 1,
    idleTimeoutMillis: 0,
    connectionTimeoutMillis: LONGEST_WAIT,
    types: columnValues,
    ssl: false,
    host: 'embedded',
    port: 1,
    user: 'postgres',
    database: 'postgres',
    password: '',
  })

interface Started {
  readonly engines: Engines
  readonly unlock: () => void
}

async function startLocked(directory: string, stopped: (problem: Problem) => void): Promise<Started> {
  const unlock = lockDirectory(directory)
  try {
    const pgdata = join(directory, 'pgdata')
    return { engines: await Engines.open(() => Engine.start(pgdata, stopped), true), unlock }
  } catch (error) {
    unlock()
    throw error
  }
}

async function start(dataDir: string | undefined, log: Log): Promise<Started> {
  const stopped = (problem: Problem): void => log('error', problem.message, { code: problem.code })
  if (dataDir !== undefined && !dataDir.startsWith('memory:')) return startLocked(resolve(dataDir), stopped)
  return { engines: await Engines.open(() => Engine.start(undefined, stopped), false), unlock: () => {} }
}

/** Opens PGlite in `dataDir` (its lock, its files under pgdata/), or in memory; throws database.in_use when another process has it. */
export async function openEmbeddedPool(dataDir: string | undefined, log: Log): Promise<EmbeddedPool> {
  const { engines, unlock } = await start(dataDir, log)
  const pool = leaseOf(engines)
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
      await engines.stop()
      unlock()
    },
  }
}
