import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { freePort } from './child-server.ts'
import { findPostgres } from './find-postgres.ts'

export interface PostgresOptions {
  /** Flushes every commit to the disk, as a city's server does; without it a cluster is quicker and thrown away all the same. */
  readonly durable?: boolean
  /** More settings, such as 'max_connections=20'. */
  readonly settings?: readonly string[]
}

export interface PostgresServer {
  /** Address of an empty database with PostGIS created. */
  readonly url: string
  /** Ends the server's first process at once, as a crash would; its connections end by themselves. */
  kill(): Promise<void>
  /** Starts it again after a kill, on the same address, and waits until it answers. */
  restart(): Promise<void>
  /** Creates another empty database with PostGIS on the same server and returns its address. */
  createDatabase(name: string): Promise<string>
  stop(): Promise<void>
}

const USER = 'postgres'

/** PostgreSQL refuses to run as root, so root lends it to the account the package made. */
const asUser = (command: string, args: string[]): [string, string[]] =>
  process.getuid?.() === 0 ? ['setpriv', [`--reuid=${USER}`, `--regid=${USER}`, '--init-groups', command, ...args]] : [command, args]

function initialise(bin: string): string {
  const directory = mkdtempSync(join(tmpdir(), 'wangge-postgres-'))
  chmodSync(directory, 0o700)
  if (process.getuid?.() === 0) execFileSync('chown', [USER, directory])
  const args = ['-D', join(directory, 'data'), '-U', USER, '--auth=trust', '--encoding=UTF8', '--locale=C.UTF-8', '--no-sync']
  execFileSync(...asUser(join(bin, 'initdb'), args), { stdio: ['ignore', 'ignore', 'inherit'], cwd: '/' })
  return directory
}

interface Cluster {
  readonly bin: string
  readonly directory: string
  readonly port: number
  readonly options: PostgresOptions
}

function run({ bin, directory, port, options }: Cluster): ChildProcess {
  const settings = [
    ...(options.durable ? [] : ['fsync=off', 'full_page_writes=off']),
    'listen_addresses=127.0.0.1',
    `unix_socket_directories=${directory}`,
    'max_connections=60',
    ...(options.settings ?? []),
  ]
  const args = ['-D', join(directory, 'data'), '-p', String(port), ...settings.flatMap((setting) => ['-c', setting])]
  return spawn(...asUser(join(bin, 'postgres'), args), { stdio: 'ignore', cwd: '/', env: { ...process.env, HOME: directory } })
}

const urlOf = (port: number, database: string): string => `postgres://${USER}@127.0.0.1:${port}/${database}`

async function execute(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  client.on('error', () => {})
  await client.connect()
  await client.query(statement)
  await client.end()
}

async function createDatabase(port: number, name: string): Promise<string> {
  await execute(urlOf(port, 'postgres'), `create database "${name}"`)
  await execute(urlOf(port, name), 'create extension postgis')
  return urlOf(port, name)
}

const isGone = ({ exitCode, signalCode }: ChildProcess): boolean => exitCode !== null || signalCode !== null

async function end(server: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (isGone(server)) return
  const exit = once(server, 'exit')
  server.kill(signal)
  await exit
}

/** Right after a crash the processes of its connections may still hold what a new server asks for: it gives up at once, and is tried again. */
async function start(cluster: Cluster, attempts = 100): Promise<ChildProcess> {
  const server = run(cluster)
  for (;;) {
    if (isGone(server)) break
    try {
      await execute(urlOf(cluster.port, 'postgres'), 'select 1')
      return server
    } catch {
      await sleep(50)
    }
  }
  if (attempts === 0) throw new Error('PostgreSQL does not start')
  await sleep(100)
  return start(cluster, attempts - 1)
}

/**
 * Starts a private PostgreSQL with an empty cluster in a temporary directory, on a free port of the loopback address, without fsync unless asked
 * (it is thrown away), and removes it all at `stop()`. Throws when no PostgreSQL 15 or newer is installed.
 */
export async function startPostgres(options: PostgresOptions = {}): Promise<PostgresServer> {
  const bin = findPostgres()
  if (bin === undefined)
    throw new Error('PostgreSQL 15 or newer is not installed (Debian: apt-get install postgresql postgresql-15-postgis-3)')
  const directory = initialise(bin)
  const port = await freePort()
  const cluster = { bin, directory, port, options }
  let server = await start(cluster)
  const stop = async (): Promise<void> => {
    await end(server, 'SIGINT')
    rmSync(directory, { recursive: true, force: true })
  }
  try {
    return {
      url: await createDatabase(port, 'wangge_test'),
      createDatabase: (name) => createDatabase(port, name),
      kill: () => end(server, 'SIGKILL'),
      restart: async () => {
        server = await start(cluster)
      },
      stop,
    }
  } catch (error) {
    await stop()
    throw error
  }
}
