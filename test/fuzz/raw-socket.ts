import { connect } from 'node:net'

export interface Heard {
  /** Everything the server sent until it closed, or until the time was up. */
  readonly text: string
  /** Whether the server closed the connection. */
  readonly closed: boolean
  readonly ms: number
}

/** Sends pieces of bytes over a bare connection, each after a pause of its own in ms, and listens for at most `mostMs`. */
export async function converse(
  port: number,
  pieces: readonly { readonly bytes: string | Buffer; readonly after?: number }[],
  mostMs: number,
): Promise<Heard> {
  const from = performance.now()
  const socket = connect({ host: '127.0.0.1', port, noDelay: true })
  const heard: Buffer[] = []
  const end = Promise.withResolvers<boolean>()
  socket.on('data', (chunk) => heard.push(chunk))
  socket.on('close', () => end.resolve(true))
  socket.on('error', () => {})
  const timer = setTimeout(() => end.resolve(false), mostMs)
  for (const { bytes, after = 0 } of pieces) {
    if (after > 0) await new Promise((resolve) => setTimeout(resolve, after))
    if (socket.writable) socket.write(bytes)
  }
  const closed = await end.promise
  clearTimeout(timer)
  socket.destroy()
  return { text: Buffer.concat(heard).toString('utf8'), closed, ms: performance.now() - from }
}

/** The statuses of the answers in what was heard, in order. */
export const statusesIn = (text: string): number[] => [...text.matchAll(/^HTTP\/1\.1 (\d{3}) /gm)].map(([, status]) => Number(status))
