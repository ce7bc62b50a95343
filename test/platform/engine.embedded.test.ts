import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type EmbeddedPool, openEmbeddedPool } from '#platform/embedded/pool.ts'
import { testDatabase } from '#test/support/database.ts'

let engine: EmbeddedPool
const logged: string[] = []

beforeAll(async () => {
  engine = await openEmbeddedPool(undefined, (_level, message) => logged.push(message))
})
afterAll(async () => {
  await engine.close()
})

async function longestGap(work: Promise<unknown>): Promise<number> {
  let longest = 0
  let last = performance.now()
  const timer = setInterval(() => {
    longest = Math.max(longest, performance.now() - last)
    last = performance.now()
  }, 5)
  await work
  clearInterval(timer)
  return longest
}

test('the event loop runs on while a long query runs', async () => {
  const started = performance.now()
  const gap = await longestGap(engine.pool.query('select sum(sqrt(n)) from generate_series(1, 4000000) n'))
  const took = performance.now() - started
  expect(took).toBeGreaterThan(300)
  expect(gap).toBeLessThan(took / 2)
})

test('the connection is handed out in the order of asking', async () => {
  const { db } = await testDatabase()
  const order: string[] = []
  const holder = db.transaction().execute(async (tx) => {
    await sql`select 1`.execute(tx)
    await sleep(30)
    await sql`select 1`.execute(tx)
    order.push('holder')
  })
  await sleep(5)
  await Promise.all([holder, ...['a', 'b', 'c', 'd'].map((name) => sql`select 1`.execute(db).then(() => order.push(name)))])
  expect(order).toEqual(['holder', 'a', 'b', 'c', 'd'])
})

test('a session given up inside a transaction leaves nothing behind', async () => {
  const client = await engine.pool.connect()
  await client.query("begin; create table left_behind (a int); set search_path = 'nowhere'")
  client.release(true)
  const { rows } = await engine.pool.query<{ found: string | null; path: string }>(
    `select to_regclass('public.left_behind')::text as found, current_setting('search_path') as path`,
  )
  expect(rows).toEqual([{ found: null, path: 'public' }])
})

test('upkeep vacuums what changed and moves the checkpoint on', async () => {
  const checkpoint = async (): Promise<string | undefined> =>
    (await engine.pool.query<{ at: string }>('select checkpoint_lsn::text as at from pg_control_checkpoint()')).rows[0]?.at
  const before = await checkpoint()
  await engine.pool.query('create table kept_up as select generate_series(1, 2000) as a')
  await sleep(1100) // statistics reach the view at most once a second
  await engine.pool.query('delete from kept_up where a % 2 = 0')
  await sleep(1100)
  await engine.pool.query('select 1')
  await engine.maintain()
  const { rows } = await engine.pool.query(`select last_vacuum is not null as vacuumed from pg_stat_user_tables where relname = 'kept_up'`)
  expect(rows).toEqual([{ vacuumed: true }])
  expect(await checkpoint()).not.toBe(before)
})

test('upkeep counts tables just filled while queries wait, so that a wide join does not take them for empty', async () => {
  const names = ['wide_a', 'wide_b', 'wide_c', 'wide_d']
  for (const name of names)
    await engine.pool.query(
      `create table ${name} as select n as id, n % 7 as part, repeat('x', 40) as filler from generate_series(1, 4000) n`,
    )
  const ask = `explain (format json) select count(*) from ${names.join(' natural join ')} where part = 3`
  const rowsExpected = async (): Promise<number> =>
    (await engine.pool.query<{ 'QUERY PLAN': { Plan: { Plans: { 'Plan Rows': number }[] } }[] }>(ask)).rows[0]?.['QUERY PLAN'][0]?.Plan
      .Plans[0]?.['Plan Rows'] ?? 0
  expect(await rowsExpected()).toBeLessThan(10)
  const busy = Array.from({ length: 20 }, () => engine.pool.query('select 1'))
  await engine.maintain()
  await Promise.all(busy)
  const { rows } = await engine.pool.query(`select relname as name, reltuples as count from pg_class where relname = any($1) order by 1`, [
    names,
  ])
  expect(rows).toEqual(names.map((name) => ({ name, count: 4000 })))
  await engine.pool.query(`drop table ${names.join(', ')}`)
})

test('a query deeper than the engine allows is refused, and the engine lives on', async () => {
  await engine.pool.query('create function deeper(n int) returns int language plpgsql as $$ begin return deeper(n + 1); end $$')
  await expect(engine.pool.query('select deeper(1)')).rejects.toMatchObject({ code: '54001' })
  expect((await engine.pool.query('select 1 as one')).rows).toEqual([{ one: 1 }])
})

test('an exception inside GEOS fails the statement and its transaction, and the answers after it are in step', async () => {
  const client = await engine.pool.connect()
  await client.query('begin')
  const crossing = [`POLYGON((0 0,1 1,1 0,0 1,0 0))`, `POLYGON((0 0,2 0,2 .6,0 .6,0 0))`]
  const waiting = [client.query('select st_area(st_intersection($1::geometry, $2::geometry))', crossing), client.query('select 1')]
  const outcomes = await Promise.allSettled(waiting)
  expect(outcomes.map((outcome) => outcome.status === 'rejected' && outcome.reason.code)).toEqual(['XX000', '25P02'])
  await client.query('rollback')
  expect((await client.query('select 2 as two')).rows).toEqual([{ two: 2 }])
  client.release()
})

test('an engine that dies fails what waits and what comes, and says so once', async () => {
  const waiting = [engine.pool.query('copy kept_up from stdin'), engine.pool.query('select 1')]
  const outcomes = await Promise.allSettled(waiting)
  expect(outcomes.map((outcome) => outcome.status === 'rejected' && outcome.reason.code)).toEqual(['database.stopped', 'database.stopped'])
  await expect(engine.pool.query('select 1')).rejects.toMatchObject({ code: 'database.stopped' })
  expect(logged).toHaveLength(1)
})
