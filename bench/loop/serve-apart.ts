import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

export interface ServedApart {
  readonly url: string
  readonly pid: number
  stop(): Promise<void>
}

const BIN = fileURLToPath(new URL('../../bin/wangge.mjs', import.meta.url))

function addressOf(child: ChildProcess): Promise<string> {
  let said = ''
  return new Promise((resolve, reject) => {
    child.stdout?.on('data', (part: Buffer) => {
      said += part.toString()
      const found = /http:\/\/127\.0\.0\.1:\d+/.exec(said)
      if (found) resolve(found[0])
    })
    child.once('exit', () => reject(new Error(`the server did not start: ${said}`)))
  })
}

/** `wangge serve` in a process of its own, as an operator runs it, on a database (undefined: the embedded one in `dataDir`). */
export async function serveApart(databaseUrl: string | undefined, dataDir?: string): Promise<ServedApart> {
  const own = dataDir === undefined ? mkdtempSync(join(tmpdir(), 'wangge-bench-')) : undefined
  const environment = {
    ...process.env,
    NODE_ENV: 'production',
    DATABASE_URL: databaseUrl ?? '',
    WANGGE_PORT: '0',
    WANGGE_DATA_DIR: dataDir ?? own ?? '',
    WANGGE_LOG_LEVEL: 'info',
    WANGGE_LIMITS: 'off',
  }
  const flags = process.env.WANGGE_BENCH_NODE_FLAGS?.split(' ') ?? []
  const child = spawn(process.execPath, [...flags, BIN, 'serve'], { env: environment, stdio: ['ignore', 'pipe', 'inherit'] })
  const url = await addressOf(child)
  return {
    url,
    pid: child.pid ?? 0,
    async stop() {
      const ended = once(child, 'exit')
      child.kill('SIGTERM')
      await ended
      if (own !== undefined) rmSync(own, { recursive: true, force: true })
    },
  }
}
