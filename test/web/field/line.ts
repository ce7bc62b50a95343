import { type AddressInfo, connect, createServer, type Socket } from 'node:net'

/** The line between a phone and a server: it can be cut in the middle of anything, and joined again. */
export interface Line {
  readonly url: string
  cut(): void
  join(): void
  close(): Promise<void>
}

/** A line to a server on this machine, at an address of its own that stays the same. */
export async function layLine(serverUrl: string): Promise<Line> {
  const { hostname, port } = new URL(serverUrl)
  const sockets = new Set<Socket>()
  let whole = true
  const hold = (socket: Socket): void => {
    sockets.add(socket)
    socket.on('error', () => socket.destroy())
    socket.on('close', () => sockets.delete(socket))
  }
  const server = createServer((phone) => {
    hold(phone)
    if (!whole) return void phone.destroy()
    const far = connect(Number(port), hostname)
    hold(far)
    phone.pipe(far).pipe(phone)
    phone.on('close', () => far.destroy())
    far.on('close', () => phone.destroy())
  })
  const drop = (): void => {
    for (const each of sockets) each.destroy()
  }
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    cut: () => {
      whole = false
      drop()
    },
    join: () => {
      whole = true
    },
    close: () => {
      drop()
      return new Promise((resolve) => server.close(() => resolve()))
    },
  }
}
