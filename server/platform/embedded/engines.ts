import { databaseProblems } from '#platform/database-problems.ts'
import type { Engine } from '#platform/embedded/engine.ts'
import { Problem } from '#platform/problem.ts'

type Start = () => Promise<Engine>

/** Milliseconds between two attempts: a start costs seconds of work, and what ended the last one may still hold. */
const PAUSE = 2000

const problemOf = (error: unknown): Problem =>
  error instanceof Problem ? error : databaseProblems.stopped(error instanceof Error ? error.message : String(error))

/**
 * One engine after another on the same directory. PostgreSQL gives itself up when it can no longer write what it must (a full disk, for one), trusting
 * that it will be started again and recover from its log; on a server the postmaster does that, here this does.
 */
export class Engines {
  readonly #start: Start
  readonly #again: boolean
  #running: Promise<Engine>
  #triedAt = Number.NEGATIVE_INFINITY
  #closed = false

  private constructor(start: Start, again: boolean, first: Engine) {
    this.#start = start
    this.#again = again
    this.#running = Promise.resolve(first)
  }

  /** Starts the first one; throws when it cannot be started. One in memory has nothing to start `again` from. */
  static async open(start: Start, again: boolean): Promise<Engines> {
    return new Engines(start, again, await start())
  }

  /** The engine that takes queries now, after a new start if need be. Throws database.stopped while there is none to be had. */
  async current(): Promise<Engine> {
    const seen = this.#running
    const found = await seen.catch(problemOf)
    if (!(found instanceof Problem) && found.failure === undefined) return found
    // Somebody else may have started one while this waited.
    if (this.#running !== seen) return this.current()
    if (!this.#again || this.#closed || performance.now() - this.#triedAt < PAUSE) throw found instanceof Problem ? found : found.failure
    this.#triedAt = performance.now()
    this.#running = this.#start()
    this.#running.catch(() => {})
    return this.current()
  }

  async stop(): Promise<void> {
    this.#closed = true
    const engine = await this.#running.catch(() => undefined)
    await engine?.stop()
  }
}
