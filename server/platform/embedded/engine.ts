import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import type { WireStream } from '#platform/embedded/wire-stream.ts'

/** The thread that owns PGlite, seen from the main thread: bytes in, bytes out, in order. */
export class Engine {
  readonly #worker: Worker
  readonly #waiting: WireStream[] = []
  /** Set once the thread is gone; every later use fails with it. */
  failure: Error | undefined

  private constructor(worker: Worker) {
    this.#worker = worker
    worker.on('message', (reply: Uint8Array) => this.#deliver(reply))
    worker.on('error', (error) => this.#fail(error))
    worker.on('exit', () => this.#fail(new Error('the embedded database has stopped')))
    worker.unref()
  }

  /** Starts the thread on a directory, or in memory without one; resolves when it takes queries. */
  static async start(directory: string | undefined): Promise<Engine> {
    const worker = new Worker(new URL('./worker.ts', import.meta.url), { workerData: { directory }, execArgv: [] })
    await once(worker, 'message')
    return new Engine(worker)
  }

  /** Begins a session: whatever an earlier one left behind (an open transaction, settings, prepared statements) is dropped. */
  attach(): void {
    this.#worker.postMessage('reset')
  }

  send(stream: WireStream, request: Buffer): void {
    if (this.failure) return void stream.destroy(this.failure)
    if (this.#waiting.push(stream) === 1) this.#worker.ref()
    this.#worker.postMessage(request)
  }

  /** Checkpoints, closes the files and ends the thread. */
  async stop(): Promise<void> {
    if (this.failure) return
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

  #fail(error: Error): void {
    this.failure ??= error
    for (const stream of this.#waiting.splice(0)) stream.destroy(this.failure)
  }
}
