import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'

const wangge = fileURLToPath(new URL('../../bin/wangge.mjs', import.meta.url))
const LONGEST_START = 300_000
/** Compiled modules are kept between starts, which takes a third off each. */
const COMPILED = join(tmpdir(), 'wangge-compiled')

export async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1')
  await once(probe, 'listening')
  const address = probe.address()
  probe.close()
  if (address === null || typeof address === 'string') throw new Error('no free port on the loopback address')
  return address.port
}

/** `wangge serve` in a process of its own, on an address that stays the same over its restarts. */
export interface ChildServer {
  readonly url: string
  readonly pid: number
  /** Everything it wrote since the last start. */
  said(): string
  /** Starts it, and waits until it says that it is ready. */
  start(): Promise<void>
  /** Ends it at once, as a power switch would, and waits until it is gone. */
  kill(): Promise<void>
  /** Asks it to stop and waits until it has. */
  stop(): Promise<void>
}

async function isReady(url: string): Promise<boolean> {
  try {
    return (await fetch(`${url}/healthz`, { signal: AbortSignal.timeout(5000) })).ok
  } catch {
    return false
  }
}

async function untilReady(url: string, child: ChildProcess, said: () => string): Promise<void> {
  for (const since = performance.now(); !(await isReady(url)); await sleep(20)) {
    if (child.exitCode !== null || child.signalCode !== null) throw new Error(`the server ended with ${child.exitCode}:\n${said()}`)
    if (performance.now() - since > LONGEST_START) throw new Error(`the server is not ready:\n${said()}`)
  }
}

async function end(child: ChildProcess | undefined, signal: NodeJS.Signals): Promise<void> {
  if (!child || child.exitCode !== null || child.signalCode !== null) return
  const exit = once(child, 'exit')
  child.kill(signal)
  await exit
}

/** Settings are environment variables; the port is chosen once. Nothing runs before `start()`. */
export async function childServer(settings: Readonly<Record<string, string>>): Promise<ChildServer> {
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  let child: ChildProcess | undefined
  let output = ''
  return {
    url,
    get pid() {
      return child?.pid ?? 0
    },
    said: () => output,
    async start() {
      output = ''
      const { DATABASE_URL: _elsewhere, ...environment } = process.env
      const env = {
        NODE_COMPILE_CACHE: COMPILED,
        WANGGE_LOG_LEVEL: 'warn',
        WANGGE_LIMITS: 'off',
        ...environment,
        ...settings,
        WANGGE_PORT: String(port),
      }
      child = spawn(process.execPath, [wangge, 'serve'], { env, stdio: ['ignore', 'pipe', 'pipe'] })
      for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => (output += String(chunk)))
      await untilReady(url, child, () => output)
    },
    kill: () => end(child, 'SIGKILL'),
    stop: () => end(child, 'SIGTERM'),
  }
}
