import { loadavg } from 'node:os'
import pg from 'pg'
import { DEMO_CITY_ID } from '#demo/city.ts'
import { bareScript } from './bare-script.ts'
import { makeCast } from './cast.ts'
import type { Times } from './client.ts'
import { closedLoop, type Pace } from './closed-loop.ts'
import { type CallFigures, callFigures } from './figures.ts'
import { parentOf, processorTime } from './processor-time.ts'
import { measureReadings } from './readings.ts'
import { runPgbench } from './run-pgbench.ts'
import { serveApart } from './serve-apart.ts'
import { runSpike, type SpikeResult } from './spike.ts'

/** What was measured with so many past cases. */
export interface LoopResult {
  /** When it was measured, ISO 8601. */
  readonly at: string
  readonly past: number
  readonly engine: 'server' | 'embedded'
  /** Whole lifecycles a second, over HTTP. */
  readonly rate: number
  readonly calls: readonly CallFigures[]
  /** The same writes by pgbench, a second, in the same run; null on the embedded engine. */
  readonly bare: number | null
  /** ms of processor one lifecycle took: of the server, of PostgreSQL, of the asker; and of PostgreSQL under pgbench. */
  readonly processor: { readonly server: number; readonly database: number; readonly asker: number; readonly bare: number } | null
  readonly readings: readonly CallFigures[]
  readonly spike: (Omit<SpikeResult, 'ids'> & { readonly kept: boolean }) | null
  /** Load of the machine (one minute) before and after. */
  readonly load: readonly [number, number]
}

export interface Plan {
  readonly pace: Pace
  readonly warmSeconds: number
  /** 0 leaves the spike out. */
  readonly spikeSeconds: number
}

const load = (): number => loadavg()[0] ?? Number.NaN

/** Whether every case is there, closed, after the nine steps that were acknowledged. */
async function areKept(pool: pg.Pool, ids: readonly string[]): Promise<boolean> {
  const { rows } = await pool.query<{ count: number }>(
    `select count(*)::int as count from "case" where city_id = $1 and id = any($2::uuid[]) and stage = 'closed' and version >= 9
       and (select count(*) from case_event event where event.city_id = "case".city_id and event.case_id = "case".id) = version`,
    [DEMO_CITY_ID, ids],
  )
  return rows[0]?.count === ids.length
}

/** Lifecycles, the same writes bare, readings and a spike on one database, one after another; the server runs in a process of its own. */
export async function measureLoop(url: string, past: number, { pace, warmSeconds, spikeSeconds }: Plan): Promise<LoopResult> {
  const before = load()
  const pool = new pg.Pool({ connectionString: url, max: 2 })
  const server = await serveApart(url)
  try {
    let times: Times = new Map()
    const cast = await makeCast(server.url, () => times)
    await closedLoop(cast, { ...pace, seconds: warmSeconds })
    times = new Map()
    const { rows } = await pool.query<{ pid: number }>('select pg_backend_pid() as pid')
    const postmaster = parentOf(rows[0]?.pid ?? 0)
    const [ofServer, ofDatabase, mine] = [processorTime(server.pid), processorTime(postmaster), process.cpuUsage()]
    const ran = await closedLoop(cast, pace)
    const asked = process.cpuUsage(mine)
    const each = (seconds: number): number => (1000 * seconds) / ran.lifecycles
    const processor = {
      server: each(processorTime(server.pid) - ofServer),
      database: each(processorTime(postmaster) - ofDatabase),
      asker: each((asked.user + asked.system) / 1e6),
    }
    const calls = callFigures(times)
    const script = await bareScript(pool, DEMO_CITY_ID, ran.ids.at(-1) ?? '')
    const from = processorTime(postmaster)
    const bare = await runPgbench(url, script, pace)
    const bareProcessor = (1000 * (processorTime(postmaster) - from)) / (bare * pace.seconds)
    const readings = await measureReadings(server.url, pool)
    const spike = spikeSeconds > 0 ? await runSpike(cast, spikeSeconds) : null
    return {
      at: new Date().toISOString(),
      past,
      engine: 'server',
      rate: ran.lifecycles / ran.seconds,
      calls,
      bare,
      processor: { ...processor, bare: bareProcessor },
      readings,
      spike: spike && { phases: spike.phases, failures: spike.failures, kept: await areKept(pool, [...spike.ids, ...ran.ids]) },
      load: [before, load()],
    }
  } finally {
    await server.stop()
    await pool.end()
  }
}

/** The same lifecycles on the embedded engine, in a data directory that holds the demo city. */
export async function measureEmbedded(dataDir: string, past: number, { pace, warmSeconds }: Plan): Promise<LoopResult> {
  const before = load()
  const server = await serveApart(undefined, dataDir)
  try {
    let times: Times = new Map()
    const cast = await makeCast(server.url, () => times)
    await closedLoop(cast, { ...pace, seconds: warmSeconds })
    times = new Map()
    const ran = await closedLoop(cast, pace)
    const rate = ran.lifecycles / ran.seconds
    const none = { bare: null, processor: null, readings: [], spike: null }
    return { at: new Date().toISOString(), past, engine: 'embedded', rate, calls: callFigures(times), ...none, load: [before, load()] }
  } finally {
    await server.stop()
  }
}
