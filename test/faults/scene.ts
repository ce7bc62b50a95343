import { setTimeout as sleep } from 'node:timers/promises'
import { type Db, openDatabase } from '#platform/db.ts'
import { migrate } from '#platform/migrate.ts'
import { makeCaseCity } from '#test/support/cases.ts'
import type { SmallCity } from '#test/support/city.ts'
import { signInAs } from '../cases/sign-in-as.ts'
import type { Tokens } from './journal.ts'
import { CAST } from './walkers.ts'

export interface Target {
  readonly databaseUrl?: string
  readonly dataDir?: string
}

export interface Scene {
  readonly city: SmallCity
  readonly tokens: Tokens
}

export async function withDatabase<T>(target: Target, work: (db: Db) => Promise<T>): Promise<T> {
  const database = await openDatabase(target)
  try {
    return await work(database.db)
  } finally {
    await database.close()
  }
}

/** A city with people signed in, in a database of its own. */
export const prepareScene = (target: Target): Promise<Scene> =>
  withDatabase(target, async (db) => {
    await migrate(db)
    return castScene(db)
  })

/** A city with people signed in, in a migrated database. */
export async function castScene(db: Db, settings: Record<string, unknown> = {}): Promise<Scene> {
  const city = await makeCaseCity(db, { settings })
  const tokens = new Map<string, { authorization: string }>()
  for (const key of [...CAST, '1-centre.supervisor']) tokens.set(key, await signInAs(db, city, key, new Date()))
  return { city, tokens }
}

/** The seed of a run: WANGGE_FAULT_SEED, else another one each time; it is printed, so that a failure can be had again. */
export function drawSeed(what: string): string {
  const seed = process.env.WANGGE_FAULT_SEED ?? String(Math.floor(Math.random() * 1e9))
  process.stdout.write(`${what}: WANGGE_FAULT_SEED=${seed}\n`)
  return seed
}

/** The value of one line of /metrics; 0 when it is not there. */
async function metric(url: string, name: string): Promise<number> {
  const text = await (await fetch(`${url}/metrics`)).text()
  const line = text.split('\n').find((each) => each.startsWith(`${name} `))
  return Number(line?.slice(name.length + 1) ?? 0)
}

const PATIENCE = 120_000

export async function until(what: string, holds: () => Promise<boolean>): Promise<void> {
  for (const since = performance.now(); !(await holds()); await sleep(50))
    if (performance.now() - since > PATIENCE) throw new Error(`in vain: ${what}`)
}

export const untilDelivered = (url: string): Promise<void> =>
  until('events are handed on', async () => (await metric(url, 'wangge_outbox_lag_seconds')) === 0)

export interface Health {
  readonly status: number
  readonly checks: Readonly<Record<string, string>>
}

export async function healthOf(url: string): Promise<Health> {
  const answer = await fetch(`${url}/healthz`)
  const { checks } = (await answer.json()) as { checks: Record<string, string> }
  return { status: answer.status, checks }
}

/** Healthy again, and nothing waits. */
export async function settleFully(url: string): Promise<void> {
  await until('the server is healthy', async () => (await healthOf(url)).status === 200)
  await untilDelivered(url)
}
