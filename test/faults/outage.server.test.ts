import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { randomFrom } from '#demo/random.ts'
import { readConfig } from '#platform/config.ts'
import { newId } from '#platform/identifier.ts'
import { type RunningServer, startServer } from '#server/main.ts'
import { testDatabase, testDatabaseUrl } from '#test/support/database.ts'
import { disagreements } from './agreement.ts'
import { Journal } from './journal.ts'
import { healthOf, prepareScene, type Scene, settleFully } from './scene.ts'
import { openEvents } from './stream-reader.ts'
import { Walker } from './walkers.ts'
import { type Wire, wireTo } from './wire.ts'

/** Seconds a statement may take here, so that a silent database shows soon. */
const STATEMENT = 2
const NAME = 'wangge_outage'
const dataDir = mkdtempSync(join(tmpdir(), 'wangge-outage-'))
let scene: Scene
let wire: Wire
let server: RunningServer
let journal: Journal

beforeAll(async () => {
  const { db } = await testDatabase()
  await sql.raw(`drop database if exists ${NAME} with (force)`).execute(db)
  await sql.raw(`create database ${NAME}`).execute(db)
  const url = new URL(testDatabaseUrl() ?? '')
  url.pathname = `/${NAME}`
  scene = await prepareScene({ databaseUrl: url.href })
  wire = await wireTo(url.href)
  server = await startServer(
    readConfig({
      DATABASE_URL: wire.url,
      WANGGE_DATA_DIR: dataDir,
      WANGGE_PORT: '0',
      WANGGE_LIMITS: 'off',
      WANGGE_LOG_LEVEL: 'fatal',
      WANGGE_CITY: scene.city.cityId,
      WANGGE_STATEMENT_SECONDS: String(STATEMENT),
    }),
  )
  journal = new Journal(server.url, scene.tokens)
})
afterAll(async () => {
  await server?.stop()
  await wire?.close()
  rmSync(dataDir, { recursive: true, force: true })
})

/** Sessions of the database besides the one that asks, by what they do. */
async function sessions(): Promise<Record<string, number>> {
  const { db } = await testDatabase()
  const { rows } = await sql<{ state: string; count: number }>`
    select state, count(*)::int as count from pg_stat_activity where datname = ${NAME} group by state`.execute(db)
  return Object.fromEntries(rows.map(({ state, count }) => [state, count]))
}

afterEach(async () => {
  wire.mend()
  await settleFully(server.url)
  await journal.settle()
  expect(await journal.replay(journal.entries.slice(-100))).toEqual([])
  expect(await disagreements(server.database.db, scene.city.cityId, journal)).toEqual([])
  const { pool } = server.database
  // A statement the silence caught may still be on its way to its end: none is left behind, but each has its time.
  await expect
    .poll(() => ({ waiting: pool.waitingCount, busy: pool.totalCount - pool.idleCount }), { timeout: 15_000 })
    .toEqual({ waiting: 0, busy: 0 })
  await expect.poll(sessions, { timeout: 15_000 }).not.toHaveProperty('idle in transaction')
})

/** Clients that go on through whatever `trouble` brings. */
async function writingThrough(trouble: () => Promise<void>): Promise<void> {
  const stopping = new AbortController()
  const walkers = ['a', 'b', 'c', 'd'].map((seed) => new Walker(journal, scene.city, randomFrom(seed + journal.entries.length)))
  const walks = Promise.allSettled(walkers.map((walker) => walker.walk(stopping.signal, true)))
  await sleep(500)
  await trouble()
  await sleep(500)
  stopping.abort()
  for (const walk of await walks) if (walk.status === 'rejected') throw walk.reason
}

const ask = (path: string, headers: Record<string, string>) =>
  fetch(server.url + path, { headers: { ...scene.tokens.get('1-centre.acceptor'), ...headers } })

describe('a lost database', () => {
  it('whose connections are all ended at once is reached by new ones', async () => {
    const { db } = await testDatabase()
    await writingThrough(async () => {
      for (let blow = 0; blow < 3; blow++) {
        await sql`select pg_terminate_backend(pid) from pg_stat_activity where datname = ${NAME}`.execute(db)
        await sleep(300)
      }
    })
    expect([...journal.refusals.keys()].filter((code) => code !== 'database.unavailable')).toEqual([])
  })

  it('is told of in both languages, with a time to come back, and readiness says so; an open event stream goes on afterwards', async () => {
    const stream = await openEvents(server.url, scene.tokens.get('1-centre.acceptor')?.authorization ?? '')
    try {
      wire.cut()
      const [zh, en] = [await ask('/api/cases', { 'accept-language': 'zh' }), await ask('/api/cases', { 'accept-language': 'en' })]
      const texts = [await zh.json(), await en.json()] as { code: string; detail: string; traceId: string }[]
      expect([zh.status, en.status, zh.headers.get('retry-after')]).toEqual([503, 503, '5'])
      expect(texts.map(({ code, detail }) => [code, detail])).toEqual([
        ['database.unavailable', '暂时无法连接数据库，请稍后再试。'],
        ['database.unavailable', 'The database cannot be reached at the moment. Try again shortly.'],
      ])
      // A look may take three seconds, and the one before the cut may still be told for half a second.
      await expect.poll(() => healthOf(server.url)).toMatchObject({ status: 503, checks: { database: 'failed', storage: 'ok' } })
      await sleep(600)
      wire.mend()
      await settleFully(server.url)
      const requestId = await reportOnce()
      expect(await stream.untilHeard(requestId)).toBe('case.report')
    } finally {
      stream.close()
    }
  })

  it('that falls silent without a word keeps nobody waiting for longer than a statement may take', { timeout: 60_000 }, async () => {
    await writingThrough(async () => {
      wire.stall()
      const asked = performance.now()
      const answer = await ask('/api/cases', {})
      // Whoever asks may find the pool's connections dead one after the other: session and list are two statements.
      expect(performance.now() - asked).toBeLessThan(15_000)
      expect([answer.status, ((await answer.json()) as { code: string }).code]).toEqual([503, 'database.unavailable'])
      await expect.poll(async () => (await healthOf(server.url)).status).toBe(503)
      wire.mend()
      await settleFully(server.url)
    })
  })

  it('ends a statement and a wait for a lock that take too long', async () => {
    const { db } = server.database
    await expect(sql`select pg_sleep(10)`.execute(db)).rejects.toMatchObject({ code: '57014' })
    const requestId = await reportOnce()
    const holder = await testDatabaseHolding(requestId)
    try {
      const entry = { kind: 'action' as const, requestId: newId(), who: '1-centre.acceptor', path: `/api/cases/${requestId}/accept`, body: { version: 1, typeCode: 'E0110', conditionNumber: 1 } } // biome-ignore format: one request
      await expect(journal.submit(entry)).rejects.toThrow(/database\.(busy|slow)/)
    } finally {
      await holder()
    }
  })
})

/** Somebody else has a case locked until the returned function is called. */
async function testDatabaseHolding(caseId: string): Promise<() => Promise<void>> {
  const client = await server.database.pool.connect()
  await client.query('begin')
  await client.query('select 1 from "case" where city_id = $1 and id = $2 for update', [scene.city.cityId, caseId])
  return async () => {
    await client.query('rollback')
    client.release()
  }
}

async function reportOnce(): Promise<string> {
  const requestId = newId()
  const [lon, lat] = scene.city.middle('1.1.1.1')
  await journal.submit({
    kind: 'action',
    requestId,
    who: '1-centre.acceptor',
    path: '/api/cases',
    body: { lon, lat, address: '双桥路', description: '井盖' },
  })
  return requestId
}
