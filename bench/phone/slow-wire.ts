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

/** Hands over what it is given, each at its moment and never before what came earlier. */
function inOrder(): (at: number, work: () => void) => void {
  const waiting: { readonly at: number; readonly work: () => void }[] = []
  const drain = (): void => {
    while (waiting[0] && waiting[0].at <= performance.now()) waiting.shift()?.work()
    if (waiting[0]) setTimeout(drain, waiting[0].at - performance.now())
  }
  return (at, work) => {
    waiting.push({ at: Math.max(at, waiting.at(-1)?.at ?? 0), work })
    if (waiting.length === 1) setTimeout(drain, Math.max(0, at - performance.now()))
  }
}

/** A line in front of a server: the browser's own throttling covers its pages alone, and neither connections nor service workers. */
export async function slowWireTo(target: string, first: Pace): Promise<SlowWire> {
  const { hostname, port } = new URL(target)
  let pace = first
  // The moment at which the line has carried everything given to it, by performance.now().
  let free = 0
  const arrival = (bytes: number, isLimited: boolean): number => {
    const now = performance.now()
    if (isLimited) free = Math.max(free, now) + (bytes / pace.bytesPerSecond) * 1000
    return (isLimited ? free : now) + pace.roundTrip / 2
  }
  const pump = (from: Socket, to: Socket, isLimited: boolean): void => {
    const hand = inOrder()
    from.on('data', (bytes: Buffer) => {
      for (let at = 0; at < bytes.length; at += PACKET) {
        const packet = bytes.subarray(at, at + PACKET)
        hand(arrival(packet.length, isLimited), () => to.writable && to.write(packet))
      }
    })
    from.on('error', () => to.destroy())
    from.on('close', () => hand(arrival(0, isLimited), () => to.end()))
  }
  const wire = createServer((near) => {
    const far = connect(Number(port), hostname)
    // Nothing is heard of a connection before it stands.
    setTimeout(() => {
      pump(near, far, false)
      pump(far, near, true)
    }, pace.roundTrip)
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
