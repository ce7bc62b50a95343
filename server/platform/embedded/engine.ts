import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import { databaseProblems } from '#platform/database-problems.ts'
import type { WireStream } from '#platform/embedded/wire-stream.ts'
import type { Problem } from '#platform/problem.ts'

type Stopped = (problem: Problem) => void

const STACK_MEGABYTES = 64
const refuse = (reason: string): never => {
  throw databaseProblems.stopped(reason)
}

/** PostgreSQL limits the depth of a query by its own account of the stack; the thread's real stack has to be larger than that. */
const startWorker = (directory: string | undefined): Worker =>
  new Worker(new URL('./worker.ts', import.meta.url), {
    workerData: { directory },
    execArgv: [],
    resourceLimits: { stackSizeMb: STACK_MEGABYTES },
  })

/** The thread that owns PGlite, seen from the main thread: bytes in, bytes out, in order. */
export class Engine {
  readonly #worker: Worker
  readonly #waiting: WireStream[] = []
  /** Set once the thread is gone; every later use fails with it. */
  failure: Problem | undefined

  readonly #stopped: Stopped
  #stopping = false

  private constructor(worker: Worker, stopped: Stopped) {
    this.#worker = worker
    this.#stopped = stopped
    worker.on('message', (reply: Uint8Array) => this.#deliver(reply))
    worker.on('error', (error) => this.#fail(error.message))
    worker.on('exit', () => this.#fail('its thread ended'))
    worker.unref()
  }

  /** Starts the thread on a directory, or in memory without one; resolves when it takes queries. `stopped` hears of an end nobody asked for. */
  static async start(directory: string | undefined, stopped: Stopped): Promise<Engine> {
    const worker = startWorker(directory)
    const ready = once(worker, 'message').catch((error: unknown) => refuse(error instanceof Error ? error.message : String(error)))
    await Promise.race([ready, once(worker, 'exit').then(() => refuse('while starting'))])
    return new Engine(worker, stopped)
  }

  /** Begins a session: whatever an earlier one left behind (an open transaction, settings, prepared statements) is dropped. */
  attach(): void {
    this.#worker.postMessage('reset')
  }

  send(stream: WireStream, request: Uint8Array): void {
    if (this.failure) return void stream.destroy(this.failure)
    if (this.#waiting.push(stream) === 1) this.#worker.ref()
    this.#worker.postMessage(request)
  }

  /** Checkpoints, closes the files and ends the thread. */
  async stop(): Promise<void> {
    if (this.failure) return
    this.#stopping = true
    this.#worker.ref()
    const exit = once(this.#worker, 'exit')
    this.#worker.postMessage('stop')
    await exit
  }

  #deliver(reply: Uint8Array): void {
    const stream = this.#waiting.shift()
    if (this.#waiting.length === 0) this.#worker.unref()
    if (stream && !stream.destroyed) stream.push(Buffer.from(reply.buffer, reply.byteOffset, reply.byteLength))
  }

  #fail(reason: string): void {
    if (this.failure) return
    this.failure = databaseProblems.stopped(reason)
    if (!this.#stopping) this.#stopped(this.failure)
    for (const stream of this.#waiting.splice(0)) stream.destroy(this.failure)
  }
}
