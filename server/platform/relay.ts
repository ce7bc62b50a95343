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
export type Subscriptions = Readonly<Record<string, readonly Handler[]>>

export interface RelayParts {
  readonly db: Db
  readonly clock: Clock
  readonly subscriptions: Subscriptions
  /** Told of events after the transaction that handed them on has committed, in that order. */
  readonly onDelivered?: (events: readonly OutboxEvent[]) => void
  readonly log?: Logger
  readonly metrics?: Metrics
}

export interface Relay {
  /** Something may be waiting: look now instead of at the next poll. */
  wake(): void
  /** Hands on everything that may be taken now; returns how many events were. */
  drain(): Promise<number>
  start(): void
  /** Ends after the batch at hand. */
  stop(): Promise<void>
}

const BATCH = 50
const POLL = 1000
const LONGEST_WAIT = 3_600_000

/** Milliseconds before the next attempt after `attempts` failed ones: 2 s, 4 s, 8 s, … up to an hour. */
export const retryDelay = (attempts: number): number => Math.min(LONGEST_WAIT, 1000 * 2 ** Math.min(attempts, 20))

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error)).slice(0, 2000)

/** Runs the handlers of one event behind a savepoint, so that a failure undoes this event's work and no other's. */
async function runHandlers(tx: Db, handlers: readonly Handler[], row: OutboxRow): Promise<void> {
  if (handlers.length === 0) return
  await sql`savepoint event`.execute(tx)
  try {
    for (const handler of handlers) await handler(tx, row)
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
  #last = 0

  constructor(parts: RelayParts) {
    this.#parts = parts
  }

  wake(): void {
    if (this.#stopped || this.#timer === undefined) return
    if (this.#running) this.#again = true
    else void this.#attempt()
  }

  start(): void {
    this.#timer ??= setInterval(() => this.wake(), POLL).unref()
    this.wake()
  }

  async stop(): Promise<void> {
    this.#stopped = true
    clearInterval(this.#timer)
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

  async #batch(cityId: string): Promise<{ taken: number; done: OutboxRow[] }> {
    const { db, clock } = this.#parts
    return inTransaction(db, async (tx) => {
      const rows = await lockWaiting(tx, cityId, clock.now(), BATCH)
      const done: OutboxRow[] = []
      for (const row of rows) if (await this.#handOn(tx, row)) done.push(row)
      await setProcessed(
        tx,
        cityId,
        done.map(({ id }) => id),
        this.#moment(),
      )
      return { taken: rows.length, done }
    })
  }

  async #handOn(tx: Db, row: OutboxRow): Promise<boolean> {
    const { subscriptions, clock, log, metrics } = this.#parts
    try {
      await runHandlers(tx, subscriptions[row.topic] ?? [], row)
      metrics?.outboxDone.inc({ topic: row.topic })
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
