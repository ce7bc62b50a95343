import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, chownSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import { afterEach, describe, expect, it } from 'vitest'
import { verifyHistory } from '#cases/verify-history.ts'
import { type Database, openDatabase } from '#platform/db.ts'
import { newId } from '#platform/identifier.ts'
import { migrate } from '#platform/migrate.ts'
import { makeCaseCity, minutesLater, report } from '../support/cases.ts'
import { freePort } from '../support/child-server.ts'
import { testDatabase, testDatabaseUrl } from '../support/database.ts'
import { isRunnable } from '../support/runnable.ts'

/** The first release that knows prepared statements while it hands each transaction another connection. */
const OLDEST = [1, 21] as const

function findPooler(): string | undefined {
  const folders = [...(process.env.PATH ?? '').split(delimiter), '/usr/sbin']
  const path = folders.map((folder) => join(folder, 'pgbouncer')).find(isRunnable)
  const version = path === undefined ? '' : execFileSync(path, ['--version'], { encoding: 'utf8' })
  const [, major = 0, minor = 0] = (/PgBouncer (\d+)\.(\d+)/.exec(version) ?? []).map(Number)
  return major > OLDEST[0] || (major === OLDEST[0] && minor >= OLDEST[1]) ? path : undefined
}

const clean: (() => Promise<unknown> | unknown)[] = []
afterEach(async () => {
  for (const each of clean.splice(0).reverse()) await each()
})

/** PgBouncer in front of the server of `url`, as docs/how-to/run-on-several-machines.md sets it up; returns the address through it. */
async function startPooler(path: string, url: URL): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'wangge-pooler-'))
  clean.push(() => rmSync(folder, { recursive: true, force: true }))
  const port = await freePort()
  const lines = [
    '[databases]',
    `* = host=${url.hostname} port=${url.port}`,
    '[pgbouncer]',
    `listen_addr = 127.0.0.1\nlisten_port = ${port}\nunix_socket_dir =\nauth_type = trust\nauth_file = ${folder}/users`,
    'pool_mode = transaction\ndefault_pool_size = 3\nmax_prepared_statements = 200',
    'ignore_startup_parameters = options, statement_timeout',
  ]
  writeFileSync(join(folder, 'users'), `"${url.username}" ""\n`)
  writeFileSync(join(folder, 'ini'), `${lines.join('\n')}\n`)
  // It refuses to run as root.
  const nobody = process.getuid?.() === 0 ? 65534 : undefined
  if (nobody !== undefined) {
    chmodSync(folder, 0o755)
    chownSync(folder, nobody, statSync(folder).gid)
  }
  const pooler = spawn(path, [join(folder, 'ini')], { stdio: 'ignore', ...(nobody !== undefined && { uid: nobody }) })
  clean.push(async () => {
    const exit = once(pooler, 'exit')
    pooler.kill('SIGKILL')
    await exit
  })
  await sleep(500)
  return Object.assign(new URL(url), { hostname: '127.0.0.1', port: String(port) }).href
}

const pooler = findPooler()
const WANTED = [`timezone = 'UTC'`, `datestyle = 'ISO'`, `intervalstyle = 'postgres'`, 'jit = off']

describe.skipIf(pooler === undefined)('through PgBouncer in transaction mode (left out where none from 1.21 on is installed)', () => {
  it('starts with the settings of its user and works with prepared statements, and not without them', { timeout: 60_000 }, async () => {
    const { db } = await testDatabase()
    const name = `wangge_pooled_${newId().slice(-8)}`
    await sql.raw(`create database ${name}`).execute(db)
    clean.push(() => sql.raw(`drop database ${name} with (force)`).execute(db))
    await sql.raw(`alter database ${name} set timezone = 'Asia/Shanghai'`).execute(db)
    const direct = Object.assign(new URL(testDatabaseUrl() ?? ''), { pathname: `/${name}` })
    const migrated = await openDatabase({ databaseUrl: direct.href, poolSize: 1 })
    await migrate(migrated.db)
    await migrated.close()

    await expect(openDatabase({ databaseUrl: await startPooler(pooler ?? '', direct) })).rejects.toMatchObject({
      code: 'database.settings',
    })
    for (const setting of WANTED) await sql.raw(`alter role ${direct.username} in database ${name} set ${setting}`).execute(db)
    const databaseUrl = await startPooler(pooler ?? '', direct)
    const open = (): Promise<Database> => openDatabase({ databaseUrl, poolSize: 6, namedStatements: true })
    const [one, other] = [await open(), await open()]
    const city = await makeCaseCity(one.db)
    const acceptor = city.actorOf('1-centre.acceptor', minutesLater(1))
    await Promise.all(Array.from({ length: 20 }, (_, index) => report((index % 2 === 0 ? one : other).db, city, acceptor)))
    expect(await verifyHistory(other.db, { cityId: city.cityId })).toMatchObject({ cases: 20, broken: [] })
    await one.close()
    await other.close()
  })
})
