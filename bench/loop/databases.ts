import { beginFigures } from '#cases/keep-figures.ts'
import { sweepCases } from '#cases/sweep-cases.ts'
import { makeDemoCity, simulateDemoMonth } from '#commands/demo-month.ts'
import { DEMO_CITY_ID } from '#demo/city.ts'
import { NO_GATEWAYS } from '#messages/channels.ts'
import { systemClock } from '#platform/clock.ts'
import { readConfig } from '#platform/config.ts'
import { type Database, type Db, openDatabase } from '#platform/db.ts'
import { migrate } from '#platform/migrate.ts'
import { makeRelay } from '#platform/relay.ts'
import { batchesWith, subscriptions } from '#server/subscriptions.ts'
import { loadCases } from '../load-cases.ts'
import { fillPast } from '../past/fill-past.ts'
import { askPsql } from '../past/psql.ts'

/** Open cases in every database, so that nothing but history differs. */
const OPEN = 2000
const DAYS = 1095
const DAY_MS = 86_400_000
const BASE = 'bench_base'
/** Per cent of past cases with a whole history; the others are one event each. Ten million whole ones would be more than 100 GB. */
const wholeOf = (past: number): number => (past >= 10_000_000 ? 1 : past >= 1_000_000 ? 20 : 100)

const say = (text: string): void => void process.stderr.write(`${new Date().toISOString().slice(11, 19)} ${text}\n`)
const urlOf = (cluster: string, name: string): string => Object.assign(new URL(cluster), { pathname: `/${name}` }).href
const exists = (cluster: string, name: string): boolean =>
  askPsql(urlOf(cluster, 'postgres'), `select 1 from pg_database where datname = '${name}'`).trim() === '1'

async function within(url: string, work: (database: Database) => Promise<void>): Promise<void> {
  const database = await openDatabase({ databaseUrl: url, namedStatements: true })
  try {
    await migrate(database.db)
    await work(database)
  } finally {
    await database.close()
  }
}

/** The demo city with its past month and open cases at every stage, as of now. */
async function makeBase(cluster: string): Promise<void> {
  askPsql(urlOf(cluster, 'postgres'), `create database ${BASE}`)
  await within(urlOf(cluster, BASE), async ({ db }) => {
    const now = new Date()
    await makeDemoCity(db, now)
    await simulateDemoMonth(db, readConfig({ ...process.env, DATABASE_URL: urlOf(cluster, BASE) }), { now })
    await loadCases(db, { cityId: DEMO_CITY_ID, open: OPEN, at: now })
  })
}

/** What time has done to open cases since they were loaded is done and told beforehand: a city that runs is never hours behind. */
async function settle(db: Db): Promise<void> {
  await sweepCases(db, new Date(), DEMO_CITY_ID)
  await makeRelay({ db, clock: systemClock, subscriptions, batches: batchesWith(NO_GATEWAYS) }).drain()
}

/** The database of a cluster with so many past cases, made when it is not there; returns its address. One that is there is brought up to date. */
export async function databaseWith(cluster: string, past: number): Promise<string> {
  const name = `bench_${past}`
  const url = urlOf(cluster, name)
  if (!exists(cluster, name)) {
    if (!exists(cluster, BASE)) await makeBase(cluster)
    askPsql(urlOf(cluster, 'postgres'), `create database ${name} template ${BASE}`)
    const at = new Date(Date.now() - DAY_MS)
    if (past > 0)
      await within(url, async ({ db }) => {
        await fillPast({ url, db, cityId: DEMO_CITY_ID, cases: past, whole: wholeOf(past), days: DAYS, at, say })
      })
  }
  await within(url, async ({ db, pool }) => {
    await settle(db)
    await beginFigures(db, new Date())
    await pool.query('vacuum (analyze)')
    await pool.query('checkpoint')
  })
  return url
}
