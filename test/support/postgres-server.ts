import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { findPostgres } from './find-postgres.ts'

export interface PostgresServer {
  /** Address of an empty database with PostGIS created. */
  readonly url: string
  /** Server process, for tests that end it. */
  readonly process: ChildProcess
  /** Creates another empty database with PostGIS on the same server and returns its address. */
  createDatabase(name: string): Promise<string>
  stop(): Promise<void>
}

const USER = 'postgres'

/** PostgreSQL refuses to run as root, so root lends it to the account the package made. */
const asUser = (command: string, args: string[]): [string, string[]] =>
  process.getuid?.() === 0 ? ['setpriv', [`--reuid=${USER}`, `--regid=${USER}`, '--init-groups', command, ...args]] : [command, args]

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1')
  await once(probe, 'listening')
  const address = probe.address()
  probe.close()
  if (address === null || typeof address === 'string') throw new Error('no free port on the loopback address')
  return address.port
}

function initialise(bin: string): string {
  const directory = mkdtempSync(join(tmpdir(), 'wangge-postgres-'))
  chmodSync(directory, 0o700)
  if (process.getuid?.() === 0) execFileSync('chown', [USER, directory])
  const args = ['-D', join(directory, 'data'), '-U', USER, '--auth=trust', '--encoding=UTF8', '--locale=C.UTF-8', '--no-sync']
  execFileSync(...asUser(join(bin, 'initdb'), args), { stdio: ['ignore', 'ignore', 'inherit'], cwd: '/' })
  return directory
}

function run(bin: string, directory: string, port: number): ChildProcess {
  const settings = [
    'fsync=off',
    'full_page_writes=off',
    'listen_addresses=127.0.0.1',
    `unix_socket_directories=${directory}`,
    'max_connections=60',
  ]
  const args = ['-D', join(directory, 'data'), '-p', String(port), ...settings.flatMap((setting) => ['-c', setting])]
  return spawn(...asUser(join(bin, 'postgres'), args), { stdio: 'ignore', cwd: '/' })
}

const urlOf = (port: number, database: string): string => `postgres://${USER}@127.0.0.1:${port}/${database}`

async function execute(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  client.on('error', () => {})
  await client.connect()
  await client.query(statement)
  await client.end()
}

async function untilReady(url: string, attempts = 100): Promise<void> {
  try {
    await execute(url, 'select 1')
  } catch (error) {
    if (attempts === 0) throw error
    await sleep(100)
    await untilReady(url, attempts - 1)
  }
}

async function createDatabase(port: number, name: string): Promise<string> {
  await execute(urlOf(port, 'postgres'), `create database "${name}"`)
  await execute(urlOf(port, name), 'create extension postgis')
  return urlOf(port, name)
}

async function stop(server: ChildProcess, directory: string): Promise<void> {
  if (server.exitCode === null && server.signalCode === null) {
    const exit = once(server, 'exit')
    server.kill('SIGINT')
    await exit
  }
  rmSync(directory, { recursive: true, force: true })
}

/**
 * Starts a private PostgreSQL with an empty cluster in a temporary directory, on a free port of the loopback address, without fsync
 * (it is thrown away), and removes it all at `stop()`. Throws when no PostgreSQL 15 or newer is installed.
 */
export async function startPostgres(): Promise<PostgresServer> {
  const bin = findPostgres()
  if (bin === undefined)
    throw new Error('PostgreSQL 15 or newer is not installed (Debian: apt-get install postgresql postgresql-15-postgis-3)')
  const directory = initialise(bin)
  const port = await freePort()
  const server = run(bin, directory, port)
  try {
    await untilReady(urlOf(port, 'postgres'))
    const url = await createDatabase(port, 'wangge_test')
    return { url, process: server, createDatabase: (name) => createDatabase(port, name), stop: () => stop(server, directory) }
  } catch (error) {
    await stop(server, directory)
    throw error
  }
}
