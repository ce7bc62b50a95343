import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openDatabase } from '#platform/db.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const wangge = join(root, 'bin', 'wangge.mjs')
const readme = readFileSync(join(root, 'README.md'), 'utf8')
const MINUTES = 60_000

/** The shell blocks of one README section, as they stand. */
function shellBlocks(heading: string): string[] {
  const section = readme.split(/^## /m).find((part) => part.startsWith(heading))
  return [...(section ?? '').matchAll(/```sh\n([\s\S]*?)```/g)].map(([, block]) => block ?? '')
}

const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0))
    })
  })

interface Ended {
  readonly code: number
  readonly out: string
  readonly err: string
}
const run = (file: string, args: readonly string[], env: NodeJS.ProcessEnv): Promise<Ended> =>
  new Promise((resolve) => {
    execFile(file, args, { cwd: root, env, timeout: 3 * MINUTES }, (error, out, err) =>
      resolve({ code: error ? Number(error.code ?? 1) : 0, out, err }),
    )
  })

describe('a stranger with the README', () => {
  const home = mkdtempSync(join(tmpdir(), 'wangge-stranger-'))
  let env: NodeJS.ProcessEnv = {}
  let port = 0
  let server: ChildProcess
  let number = ''

  /** Starts the demo as `npm start` does and waits until it says where to look. */
  async function start(): Promise<string> {
    server = spawn(process.execPath, [wangge, 'serve', '--demo'], { cwd: root, env, stdio: ['ignore', 'pipe', 'inherit'] })
    let said = ''
    return new Promise((resolve, reject) => {
      server.stdout?.on('data', (chunk) => {
        said += String(chunk)
        if (said.includes('/docs') && said.includes('wangge-demo')) resolve(said)
      })
      server.once('exit', (code) => reject(new Error(`the server ended with ${code}:\n${said}`)))
    })
  }
  const stop = (signal: NodeJS.Signals): Promise<void> =>
    new Promise((resolve) => {
      server.removeAllListeners('exit')
      server.once('exit', () => resolve())
      server.kill(signal)
    })

  beforeAll(async () => {
    port = await freePort()
    env = {
      ...process.env,
      WANGGE_DATA_DIR: home,
      WANGGE_PORT: String(port),
      WANGGE_URL: `http://127.0.0.1:${port}`,
      WANGGE_LOG_LEVEL: 'warn',
      DATABASE_URL: '',
    }
    delete env.DATABASE_URL
  })
  afterAll(() => {
    server?.kill('SIGKILL')
    rmSync(home, { recursive: true, force: true })
  })

  it('starts with one line, is told where to look and how to sign in', { timeout: 5 * MINUTES }, async () => {
    const said = await start()
    expect(said).toContain(`http://127.0.0.1:${port}`)
    expect(said).toContain('guandu-acceptor')
    expect(said).toContain('试用数据库')
  })

  it('is refused a second process on the same directory, with the directory named', { timeout: MINUTES }, async () => {
    const second = await run(process.execPath, [wangge, 'migrate'], env)
    expect(second.code).toBe(1)
    expect(second.err).toContain('database.in_use')
    expect(second.err).toContain(home)
  })

  it('walks from report to close with every command of "Ten minutes"', { timeout: 5 * MINUTES }, async () => {
    const [walk = '', http = ''] = shellBlocks('十分钟').map((block) => block.replaceAll('127.0.0.1:4180', `127.0.0.1:${port}`))
    const walked = await run('bash', ['-euo', 'pipefail', '-c', `${walk}\necho "NUMBER=$NUMBER"`], env)
    expect(walked.err).not.toMatch(/Problem|case\./)
    expect(walked.code, walked.err).toBe(0)
    for (const action of ['report', 'accept', 'file', 'dispatch', 'receive', 'report-back', 'send-check', 'check', 'close'])
      expect(walk).toContain(action)
    number = /NUMBER=(\S+)/.exec(walked.out)?.[1] ?? ''
    expect(walked.out).toContain(`${number} closed`)
    const searched = await run('bash', ['-euo', 'pipefail', '-c', http], env)
    expect(searched.code, searched.err).toBe(0)
    expect(searched.out).toContain('"cases":[')
  })

  it('kills the process in the middle, starts again, and finds the case closed with its whole history', {
    timeout: 5 * MINUTES,
  }, async () => {
    await stop('SIGKILL')
    await start()
    const shown = await run(process.execPath, [wangge, 'case', 'show', number, '--as', 'guandu-duty-chief'], env)
    expect(shown.out).toContain(`${number} closed`)
    expect(shown.out).toContain('9. ')
    await stop('SIGTERM')
  })

  it('verifies the histories; one changed byte makes the command name the case and exit with 3', { timeout: 3 * MINUTES }, async () => {
    const clean = await run(process.execPath, [wangge, 'history', 'verify'], env)
    expect(clean, clean.err).toMatchObject({ code: 0 })
    const database = await openDatabase({ dataDir: home })
    await database.db
      .updateTable('caseEvent')
      .set((row) => ({ data: row.fn('replace', ['data', row.val('已更换箅子'), row.val('已更换篦子')]) }))
      .where('action', '=', 'report-back')
      .execute()
    await database.close()
    const changed = await run(process.execPath, [wangge, 'history', 'verify'], env)
    expect(changed.code).toBe(3)
    expect(changed.out).toContain(number)
    expect(changed.out).toContain('1 broken')
  })

  it('is told what is wrong with a bad command line, with exit code 2', { timeout: MINUTES }, async () => {
    const bad = await run(process.execPath, [wangge, 'replay'], env)
    expect(bad.code).toBe(2)
    expect(bad.err).toContain('--requests')
  })
})
