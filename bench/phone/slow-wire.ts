import { once } from 'node:events'
import { connect, createServer, type Socket } from 'node:net'

/** A line as slow as a phone's in the street: what all connections of the phone share, its service worker's too. */
export interface Pace {
  /** Towards the phone, of all connections together. */
  readonly bytesPerSecond: number
  /** ms there and back; a connection costs one before the first byte. */
  readonly roundTrip: number
}

export interface SlowWire {
  /** The server's address by way of the line. */
  readonly url: string
  /** From now on. */
  set(pace: Pace): void
  close(): void
}

/** What fits into one packet, bytes. */
const PACKET = 1400

/** A line in front of a server: the browser's own throttling covers its pages alone, and neither connections nor service workers. */
export async function slowWireTo(target: string, first: Pace): Promise<SlowWire> {
  const { hostname, port } = new URL(target)
  let pace = first
  // The moment at which the line has carried everything given to it, by performance.now().
  let free = 0
  const carry = (packet: Buffer, isLimited: boolean): number => {
    if (!isLimited) return pace.roundTrip / 2
    free = Math.max(free, performance.now()) + (packet.length / pace.bytesPerSecond) * 1000
    return free - performance.now() + pace.roundTrip / 2
  }
  const pump = (from: Socket, to: Socket, isLimited: boolean): void => {
    from.on('data', (bytes: Buffer) => {
      for (let at = 0; at < bytes.length; at += PACKET) {
        const packet = bytes.subarray(at, at + PACKET)
        setTimeout(() => to.writable && to.write(packet), carry(packet, isLimited))
      }
    })
    from.on('error', () => to.destroy())
    from.on('close', () => setTimeout(() => to.end(), carry(Buffer.alloc(0), isLimited)))
  }
  const wire = createServer((near) => {
    near.pause()
    const far = connect(Number(port), hostname)
    pump(near, far, false)
    pump(far, near, true)
    near.pause()
    setTimeout(() => near.resume(), pace.roundTrip)
  }).listen(0, '127.0.0.1')
  await once(wire, 'listening')
  const address = wire.address()
  if (address === null || typeof address === 'string') throw new Error('no port for the line')
  return {
    url: `http://127.0.0.1:${address.port}`,
    set: (next) => {
      pace = next
    },
    close: () => void wire.close(),
  }
}
