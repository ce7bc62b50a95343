import { chmodSync, rmSync } from 'node:fs'
import { createServer, type IncomingMessage, request, type Server, type ServerResponse } from 'node:http'
import { join } from 'node:path'
import type { Readable, Writable } from 'node:stream'
import type { Logger } from '#platform/log.ts'

/** The longest path a local socket may have (sockaddr_un on Linux holds 108 bytes with the end). */
const LONGEST_PATH = 100

/** Where a server can be spoken to by whoever may enter its data directory: commands that need the one process that has the trial database open. */
export const controlPath = (dataDir: string): string => join(dataDir, 'control.sock')

export interface Control {
  close(): Promise<void>
}

/** What a command asks for by name; it writes its answer and does not end it. */
export type ControlWork = Readonly<Record<string, (out: Writable) => Promise<unknown>>>

async function answer(work: ControlWork, log: Logger, { url, method }: IncomingMessage, reply: ServerResponse): Promise<void> {
  const asked = method === 'POST' ? work[(url ?? '').slice(1)] : undefined
  if (!asked) return void reply.writeHead(404).end()
  try {
    reply.writeHead(200, { 'content-type': 'application/octet-stream' })
    await asked(reply)
    reply.end()
  } catch (error) {
    log.error({ error, command: url }, 'a local command failed')
    // Cut off, so that nobody takes half an answer for a whole one.
    reply.destroy()
  }
}

async function listen(server: Server, path: string): Promise<void> {
  // Whoever died left its socket behind; the lock of the directory says that nobody is there.
  rmSync(path, { force: true })
  const before = process.umask(0o177)
  try {
    await new Promise<void>((resolve, reject) => server.once('error', reject).listen(path, resolve))
  } finally {
    process.umask(before)
  }
  chmodSync(path, 0o600)
}

/** Answers local commands for as long as the server runs. A path too long for a socket leaves the server without, and says so in the log. */
export async function openControl(dataDir: string, work: ControlWork, log: Logger): Promise<Control> {
  const path = controlPath(dataDir)
  if (path.length > LONGEST_PATH) {
    log.warn({ path }, 'the path of the data directory is too long for local commands: back up with the server stopped')
    return { close: async () => {} }
  }
  const server = createServer((message, reply) => void answer(work, log, message, reply))
  await listen(server, path)
  return {
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

const nobodyThere = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && ['ENOENT', 'ECONNREFUSED', 'ENOTSOCK'].includes(String(error.code))

/** The answer of the server that has the directory open; undefined when none does. Throws the system's error when it cannot be reached otherwise. */
export function askControl(dataDir: string, command: string): Promise<Readable | undefined> {
  return new Promise((resolve, reject) => {
    const asking = request({ socketPath: controlPath(dataDir), path: `/${command}`, method: 'POST' }, (message) => {
      if (message.statusCode === 200) resolve(message)
      else reject(new Error(`the server answers ${message.statusCode} to ${command}`))
    })
    asking.on('error', (error) => (nobodyThere(error) ? resolve(undefined) : reject(error)))
    asking.end()
  })
}
