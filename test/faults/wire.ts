import { once } from 'node:events'
import { connect, createServer, type Socket } from 'node:net'

/** A wire between a server and its database that can be cut, or go silent without a word. */
export interface Wire {
  /** The database's address by way of the wire. */
  readonly url: string
  /** Ends every connection; new ones are refused until `mend`. */
  cut(): void
  /** Everything stays open and nothing gets through any more, either way. */
  stall(): void
  mend(): void
  close(): Promise<void>
}

export async function wireTo(databaseUrl: string): Promise<Wire> {
  const target = new URL(databaseUrl)
  const pairs = new Set<readonly [Socket, Socket]>()
  let state: 'whole' | 'cut' | 'stalled' = 'whole'
  const wire = createServer((near) => {
    near.on('error', () => {})
    if (state === 'cut') return void near.destroy()
    if (state === 'stalled') return
    const far = connect(Number(target.port), target.hostname)
    const pair = [near, far] as const
    pairs.add(pair)
    far.on('error', () => near.destroy())
    for (const [from, to] of [pair, pair.toReversed()] as const) {
      from?.on('data', (chunk) => state !== 'stalled' && to?.write(chunk))
      from?.on('close', () => {
        to?.destroy()
        pairs.delete(pair)
      })
    }
  }).listen(0, '127.0.0.1')
  await once(wire, 'listening')
  const address = wire.address()
  if (address === null || typeof address === 'string') throw new Error('no port for the wire')
  const url = new URL(databaseUrl)
  url.port = String(address.port)
  url.hostname = '127.0.0.1'
  const end = (): void => {
    for (const pair of pairs) for (const socket of pair) socket.destroy()
  }
  return {
    url: url.href,
    cut() {
      state = 'cut'
      end()
    },
    stall() {
      state = 'stalled'
    },
    mend() {
      state = 'whole'
    },
    async close() {
      end()
      wire.close()
    },
  }
}
