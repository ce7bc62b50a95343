import { Duplex } from 'node:stream'
import type { Engine } from '#platform/embedded/engine.ts'

const STARTUP = 0
const TERMINATE = 0x58
const QUERY = 0x51
const SYNC = 0x53
/** AuthenticationOk and ReadyForQuery (idle): nobody else can reach the engine, so there is nobody to authenticate. */
const WELCOME = Buffer.from([0x52, 0, 0, 0, 8, 0, 0, 0, 0, 0x5a, 0, 0, 0, 5, 0x49])

/** The driver's buffers are slices of a shared pool; posting one as it is would carry the whole pool across. */
function exactCopy(messages: readonly Buffer[]): Uint8Array {
  const whole = new Uint8Array(messages.reduce((total, { length }) => total + length, 0))
  let offset = 0
  for (const message of messages) {
    whole.set(message, offset)
    offset += message.length
  }
  return whole
}

type Done = (error?: Error | null) => void

/**
 * What node-postgres takes for its socket: it carries the PostgreSQL wire protocol to the engine's thread and back. Both engines
 * so share one driver, and with it the serialisation of parameters, the parsing of columns and the fields of errors.
 * Messages are handed over in whole requests (up to Sync or Query), one hop each way per query.
 */
export class WireStream extends Duplex {
  readonly #findEngine: () => Promise<Engine>
  #engine: Engine | undefined
  #request: Buffer[] = []

  constructor(findEngine: () => Promise<Engine>) {
    super()
    this.#findEngine = findEngine
  }

  connect(): this {
    this.#findEngine().then(
      (engine) => {
        this.#engine = engine
        this.emit('connect')
      },
      (error: unknown) => this.destroy(error instanceof Error ? error : new Error(String(error))),
    )
    return this
  }

  setNoDelay(): this {
    return this
  }

  setKeepAlive(): this {
    return this
  }

  ref(): this {
    return this
  }

  unref(): this {
    return this
  }

  override _read(): void {}

  override _write(message: Buffer, _encoding: BufferEncoding, done: Done): void {
    this.#take(message)
    done()
  }

  override _writev(messages: { chunk: Buffer }[], done: Done): void {
    for (const { chunk } of messages) this.#take(chunk)
    done()
  }

  override _final(done: Done): void {
    this.push(null)
    done()
  }

  #take(message: Buffer): void {
    const kind = message[0]
    if (kind === TERMINATE) return
    if (kind === STARTUP) this.#start()
    else this.#collect(message, kind)
  }

  #collect(message: Buffer, kind: number | undefined): void {
    this.#request.push(message)
    if (kind !== QUERY && kind !== SYNC) return
    const whole = exactCopy(this.#request)
    this.#request = []
    this.#engine?.send(this, whole)
  }

  #start(): void {
    this.#engine?.attach()
    this.push(WELCOME)
  }
}
