import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import { afterEach, expect, test } from 'vitest'
import { type Database, type Db, openDatabase } from '#platform/db.ts'
import { migrate } from '#platform/migrate.ts'
import { testDatabase, testDatabaseUrl } from '#test/support/database.ts'

const opened: Database[] = []
afterEach(async () => {
  for (const database of opened.splice(0)) await database.close()
})

async function open(databaseUrl: string | undefined, poolSize = 2): Promise<Database> {
  const database = await openDatabase({ databaseUrl, poolSize })
  opened.push(database)
  return database
}

async function freshDatabase(name: string): Promise<string> {
  const { db } = await testDatabase()
  await sql.raw(`drop database if exists ${name}`).execute(db)
  await sql.raw(`create database ${name}`).execute(db)
  const url = new URL(testDatabaseUrl() ?? '')
  url.pathname = `/${name}`
  return url.href
}

async function backend(db: Db): Promise<number> {
  const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(db)
  return rows[0]?.pid ?? 0
}

async function terminate(pid: number): Promise<void> {
  const { db } = await testDatabase()
  await sql`select pg_terminate_backend(${pid}::int)`.execute(db)
  await sleep(50)
}

test('a connection lost while idle is replaced', async () => {
  const { db } = await open(testDatabaseUrl(), 1)
  const lost = await backend(db)
  await terminate(lost)
  expect(await backend(db)).not.toBe(lost)
})

test('a connection lost between two statements fails that transaction only', async () => {
  const { db } = await open(testDatabaseUrl(), 1)
  const attempt = db.transaction().execute(async (tx) => {
    await terminate(await backend(tx))
    await sql`select 1`.execute(tx)
  })
  await expect(attempt).rejects.toThrow()
  expect((await sql`select 1 as one`.execute(db)).rows).toEqual([{ one: 1 }])
})

test('two starters migrate one empty database without meeting', async () => {
  const url = await freshDatabase('wangge_two_starters')
  const [first, second] = [await open(url), await open(url)]
  const results = await Promise.all([migrate(first.db), migrate(second.db)])
  const { already } = await migrate(first.db)
  expect(results.flatMap(({ applied }) => applied)).toHaveLength(already)
  expect(already).toBeGreaterThan(0)
})

test('a server without PostGIS is refused', async () => {
  const url = await freshDatabase('wangge_no_postgis')
  const { db } = await testDatabase()
  const bare = await open(url)
  await sql
    .raw('create view public.pg_available_extensions as select name from pg_catalog.pg_available_extensions where false')
    .execute(bare.db)
  await sql.raw('alter database wangge_no_postgis set search_path = public, pg_catalog').execute(db)
  await expect(openDatabase({ databaseUrl: url })).rejects.toMatchObject({ code: 'database.no_postgis' })
})

test('an address where nobody answers fails at once', async () => {
  await expect(openDatabase({ databaseUrl: 'postgres://nobody@127.0.0.1:1/none' })).rejects.toMatchObject({ code: 'ECONNREFUSED' })
})

test('a connection that did not get its settings is refused, with what to set', async () => {
  const url = new URL(testDatabaseUrl() ?? '')
  url.searchParams.set('options', '-c timezone=Asia/Shanghai -c jit=off -c datestyle=German')
  await expect(openDatabase({ databaseUrl: url.href })).rejects.toMatchObject({
    code: 'database.settings',
    details: { wanted: ["timezone = 'UTC'", "datestyle = 'ISO'"] },
  })
})
