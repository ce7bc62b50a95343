import type pg from 'pg'
import type { Log } from '#platform/db.ts'

const CHECKPOINT_EVERY = 60_000
const VACUUM_EVERY = 600_000
const GATHER_EVERY = 10_000
/** A table is vacuumed when this many rows, and a tenth of it, have changed since the last time. */
const STALE = `select format('%I.%I', schemaname, relname) as name from pg_stat_user_tables
  where greatest(n_dead_tup, n_mod_since_analyze) > 100 + n_live_tup / 10 order by n_dead_tup desc`

/**
 * Tables nobody has counted yet, and those of which a tenth, and 50 rows, changed since. Without statistics the planner takes a table just filled
 * for an empty one, and a wide join that should last milliseconds may hold the one connection for minutes.
 */
const UNCOUNTED = `select format('%I.%I', s.schemaname, s.relname) as name from pg_stat_user_tables s join pg_class c on c.oid = s.relid
  where s.n_mod_since_analyze > 50 + greatest(c.reltuples, 0) / 10 or (c.reltuples < 0 and pg_relation_size(c.oid) > 0)`

const isIdle = (pool: pg.Pool): boolean => pool.waitingCount === 0 && pool.idleCount === pool.totalCount

/** The engine has no checkpointer and no autovacuum of its own; this does their work between queries, one table at a time. */
export class Upkeep {
  readonly #pool: pg.Pool
  readonly #log: Log
  readonly #timers: NodeJS.Timeout[]
  #position = ''

  constructor(pool: pg.Pool, log: Log) {
    this.#pool = pool
    this.#log = log
    this.#timers = [
      setInterval(() => this.#quietly(this.checkpoint()), CHECKPOINT_EVERY),
      setInterval(() => this.#quietly(this.vacuum()), VACUUM_EVERY),
      setInterval(() => this.#quietly(this.gather()), GATHER_EVERY),
    ]
    for (const timer of this.#timers) timer.unref()
  }

  /** Writes what changed to its place, if anything changed, so that the log of changes stays short and the next start quick. */
  async checkpoint(): Promise<void> {
    if ((await this.#write()) === this.#position) return
    await this.#pool.query('checkpoint')
    this.#position = await this.#write()
  }

  /** VACUUM ANALYZE of the tables that changed much; gives way as soon as a query waits, the rest follows next time. */
  async vacuum(): Promise<void> {
    const { rows } = await this.#pool.query<{ name: string }>(STALE)
    for (const { name } of rows) {
      if (!isIdle(this.#pool)) return
      await this.#pool.query(`vacuum analyze ${name}`)
    }
  }

  /** ANALYZE of the tables whose rows the planner misjudges. It takes its turn even when queries wait, for they are the ones it helps. */
  async gather(): Promise<void> {
    const { rows } = await this.#pool.query<{ name: string }>(UNCOUNTED)
    for (const { name } of rows) {
      if (this.#pool.ending) return
      await this.#pool.query(`analyze ${name}`)
    }
  }

  stop(): void {
    for (const timer of this.#timers) clearInterval(timer)
  }

  async #write(): Promise<string> {
    const { rows } = await this.#pool.query<{ position: string }>('select pg_current_wal_insert_lsn()::text as position')
    return rows[0]?.position ?? ''
  }

  #quietly(work: Promise<void>): void {
    work.catch((error: unknown) => this.#log('warn', 'upkeep of the embedded database failed', { error }))
  }
}
