import { sql } from 'kysely'
import type { Clock } from '#platform/clock.ts'
import { isConnectionLost } from '#platform/database-errors.ts'
import { type Db, inTransaction } from '#platform/db.ts'
import type { Logger } from '#platform/log.ts'
import type { Metrics } from '#platform/metrics.ts'
import { listWaitingCities, lockWaiting, type OutboxRow, setFailed, setProcessed } from '#platform/queries-outbox.ts'

/** An event as its handlers receive it. */
export type OutboxEvent = Pick<OutboxRow, 'cityId' | 'id' | 'topic' | 'subjectId' | 'data' | 'at'>

/**
 * Reacts to an event inside the transaction that marks it as handed on: what it writes through `tx` and the mark stand or fall together.
 * An event that failed is tried again later and others overtake it, so a handler does not rely on the order of events.
 */
export type Handler = (tx: Db, event: OutboxEvent) => Promise<unknown>
/** The same for all events of a batch at once, all of one city, after their own handlers. */
export type BatchHandler = (tx: Db, events: readonly OutboxEvent[]) => Promise<unknown>
export type Subscriptions = Readonly<Record<string, readonly Handler[]>>

export interface RelayParts {
  readonly db: Db
  readonly clock: Clock
  readonly subscriptions: Subscriptions
  readonly batches?: readonly BatchHandler[]
  /** Told of events after the transaction that handed them on has committed, in that order. */
  readonly onDelivered?: (events: readonly OutboxEvent[]) => void
  readonly log?: Logger
  readonly metrics?: Metrics
}

export interface Relay {
  /** Something may be waiting: look in a moment instead of at the next poll. */
  wake(): void
  /** Hands on everything that may be taken now; returns how many events were. */
  drain(): Promise<number>
  start(): void
  /** Ends after the batch at hand. */
  stop(): Promise<void>
}

const BATCH = 50
const POLL = 1000
/** Milliseconds for what is written at the same moment to be handed on together: many small batches cost as much as one large one each. */
const GATHER = 25
const LONGEST_WAIT = 3_600_000

/** Milliseconds before the next attempt after `attempts` failed ones: 2 s, 4 s, 8 s, … up to an hour. */
export const retryDelay = (attempts: number): number => Math.min(LONGEST_WAIT, 1000 * 2 ** Math.min(attempts, 20))

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error)).slice(0, 2000)

/** Runs the handlers of one event behind a savepoint, so that a failure undoes this event's work and no other's. */
async function runHandlers(tx: Db, handlers: readonly Handler[], row: OutboxRow): Promise<void> {
  if (handlers.length === 0) return
  await behindSavepoint(tx, async () => {
    for (const handler of handlers) await handler(tx, row)
  })
}

async function behindSavepoint(tx: Db, work: () => Promise<void>): Promise<void> {
  await sql`savepoint event`.execute(tx)
  try {
    await work()
    await sql`release savepoint event`.execute(tx)
  } catch (error) {
    if (isConnectionLost(error)) throw error
    await sql`rollback to savepoint event`.execute(tx)
    throw error
  }
}

class OutboxRelay implements Relay {
  readonly #parts: RelayParts
  #running: Promise<number> | undefined
  #again = false
  #stopped = false
  #timer: NodeJS.Timeout | undefined
  #soon: NodeJS.Timeout | undefined
  #last = 0

  constructor(parts: RelayParts) {
    this.#parts = parts
  }

  wake(): void {
    if (this.#stopped || this.#timer === undefined) return
    this.#soon ??= setTimeout(() => {
      this.#soon = undefined
      if (this.#running) this.#again = true
      else void this.#attempt()
    }, GATHER).unref()
  }

  start(): void {
    this.#timer ??= setInterval(() => this.wake(), POLL).unref()
    this.wake()
  }

  async stop(): Promise<void> {
    this.#stopped = true
    clearInterval(this.#timer)
    clearTimeout(this.#soon)
    await this.#running?.catch(() => {})
  }

  drain(): Promise<number> {
    this.#running ??= this.#pass().finally(() => {
      this.#running = undefined
    })
    return this.#running
  }

  async #attempt(): Promise<void> {
    try {
      await this.drain()
    } catch (error) {
      this.#parts.log?.error({ error }, 'events could not be handed on; trying again')
    }
    if (!this.#again) return
    this.#again = false
    this.wake()
  }

  async #pass(): Promise<number> {
    const { db, clock } = this.#parts
    let count = 0
    for (const cityId of await listWaitingCities(db, clock.now())) count += await this.#passCity(cityId)
    return count
  }

  async #passCity(cityId: string): Promise<number> {
    let count = 0
    while (!this.#stopped) {
      const { taken, done } = await this.#batch(cityId)
      count += done.length
      if (done.length > 0) this.#parts.onDelivered?.(done)
      if (taken < BATCH) break
    }
    return count
  }

  async #batch(cityId: string): Promise<{ taken: number; done: readonly OutboxRow[] }> {
    const { db, clock, metrics } = this.#parts
    return inTransaction(db, async (tx) => {
      const rows = await lockWaiting(tx, cityId, clock.now(), BATCH)
      const done: OutboxRow[] = []
      for (const row of rows) if (await this.#handOn(tx, row, (each) => this.#own(tx, each))) done.push(row)
      const kept = await this.#handOnTogether(tx, done)
      await setProcessed(
        tx,
        cityId,
        kept.map(({ id }) => id),
        this.#moment(),
      )
      for (const { topic } of kept) metrics?.outboxDone.inc({ topic })
      return { taken: rows.length, done: kept }
    })
  }

  #own(tx: Db, row: OutboxRow): Promise<void> {
    return runHandlers(tx, this.#parts.subscriptions[row.topic] ?? [], row)
  }

  /** All at once; where that fails each by itself, so that one event nobody can handle keeps no other from leaving. */
  async #handOnTogether(tx: Db, rows: readonly OutboxRow[]): Promise<readonly OutboxRow[]> {
    const { batches = [] } = this.#parts
    if (batches.length === 0 || rows.length === 0) return rows
    const together = (some: readonly OutboxRow[]) =>
      behindSavepoint(tx, async () => {
        for (const handler of batches) await handler(tx, some)
      })
    try {
      await together(rows)
      return rows
    } catch (error) {
      if (isConnectionLost(error)) throw error
    }
    const kept: OutboxRow[] = []
    for (const row of rows) if (await this.#handOn(tx, row, (each) => together([each]))) kept.push(row)
    return kept
  }

  async #handOn(tx: Db, row: OutboxRow, work: (row: OutboxRow) => Promise<void>): Promise<boolean> {
    const { clock, log, metrics } = this.#parts
    try {
      await work(row)
      return true
    } catch (error) {
      if (isConnectionLost(error)) throw error
      const next = new Date(clock.now().getTime() + retryDelay(row.attempts + 1))
      await setFailed(tx, row, next, messageOf(error))
      metrics?.outboxFailed.inc({ topic: row.topic })
      log?.error(
        { error, topic: row.topic, eventId: row.id, attempts: row.attempts + 1 },
        'a handler failed; the event is tried again later',
      )
      return false
    }
  }

  /** Each batch is marked with a later moment than the one before, so that the marks give the order in which events left. */
  #moment(): Date {
    this.#last = Math.max(this.#parts.clock.now().getTime(), this.#last + 1)
    return new Date(this.#last)
  }
}

/** Hands on what the outbox holds, per city in the order of ids, to the handlers of its topic, at least once. */
export const makeRelay = (parts: RelayParts): Relay => new OutboxRelay(parts)
