import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readConfig } from '#platform/config.ts'
import { checkHealth } from '#platform/health.ts'
import { newId } from '#platform/identifier.ts'
import { listPendingMigrations } from '#platform/migrate.ts'
import { type RunningServer, startServer } from '#server/main.ts'
import { testDatabaseUrl } from '#test/support/database.ts'
import { insertTestCity, insertTestPerson, PASSWORD } from '#test/support/http.ts'

const dataDir = mkdtempSync(join(tmpdir(), 'wangge-main-'))
const CITY = `m${newId().replaceAll('-', '').slice(-20)}`
const TOKEN = 'a token for metrics'
const config = readConfig({
  WANGGE_PORT: '0',
  WANGGE_CITY: CITY,
  WANGGE_DATA_DIR: dataDir,
  WANGGE_LOG_LEVEL: 'silent',
  WANGGE_METRICS_TOKEN: TOKEN,
  DATABASE_URL: testDatabaseUrl(),
})
let server: RunningServer
const readJson = async (answer: Response) => JSON.parse(await answer.text())

beforeAll(async () => {
  server = await startServer(config)
})
afterAll(async () => {
  await server.stop()
  rmSync(dataDir, { recursive: true, force: true })
})

describe('a started server', () => {
  test('answers a browser with a page, or says how to build one, and a program with JSON', async () => {
    const page = await fetch(`${server.url}/workbench`, { headers: { accept: 'text/html' } })
    expect([200, 503]).toContain(page.status)
    const built = page.status === 200
    expect(page.headers.get('content-type')).toContain(built ? 'text/html' : 'text/plain')
    if (built) expect(page.headers.get('content-security-policy')).toMatch(/default-src 'none'; script-src 'self';/)
    expect(await page.text()).toContain(built ? '<div id="root">' : 'npm run build')
    const program = await fetch(`${server.url}/workbench`, { headers: { accept: 'application/json' } })
    expect([program.status, (await readJson(program)).code]).toEqual([404, 'request.not_found'])
  })
  test('says what runs here, and warns of the trial database where it is one', async () => {
    const about = await readJson(await fetch(`${server.url}/api/about`))
    const { engine } = server.database
    expect(about).toMatchObject({ product: 'wangge', engine, demoAccounts: [] })
    expect(about.notice?.en).toBe(engine === 'embedded' ? 'Trial database: use PostgreSQL for real work' : undefined)
  })
  test('shows the accounts of a demo city and of no other', async () => {
    const { db } = server.database
    const accounts = [{ login: 'a', password: 'b', title: '受理员', titleEn: 'Acceptor' }]
    const insert = db.insertInto('city').values({
      cityId: CITY,
      name: '昆明',
      nameEn: 'Kunming',
      timeZone: 'Asia/Shanghai',
      codeLengths: '{}' as never,
      settings: JSON.stringify({ demoAccounts: accounts }) as never,
      isDemo: true,
      createdAt: new Date(),
    })
    await insert.execute()
    const read = async () => (await readJson(await fetch(`${server.url}/api/about`))).demoAccounts
    expect(await read()).toEqual(accounts.map((account) => ({ ...account, can: '', canEn: '' })))
    await db.updateTable('city').set({ isDemo: false }).where('cityId', '=', CITY).execute()
    expect(await read()).toEqual([])
    await db.deleteFrom('city').where('cityId', '=', CITY).execute()
  })
  test('signs a person in over the network', async () => {
    const city = await insertTestCity(server.database.db)
    const { login } = await insertTestPerson(server.database.db, city, ['case.read'])
    const body = JSON.stringify({ login, password: PASSWORD, city: city.cityId })
    const answer = await fetch(`${server.url}/api/sessions`, { method: 'POST', body, headers: { 'content-type': 'application/json' } })
    expect([answer.status, (await readJson(answer)).permissions]).toEqual([201, ['case.read']])
  })
  test('is healthy, and shows its figures only to who has the token', async () => {
    const health = await fetch(`${server.url}/healthz`)
    expect([health.status, await health.json()]).toEqual([200, { ok: true, checks: { database: 'ok', migrations: 'ok', storage: 'ok' } }])
    expect((await fetch(`${server.url}/metrics`)).status).toBe(401)
    const figures = await (await fetch(`${server.url}/metrics`, { headers: { authorization: `Bearer ${TOKEN}` } })).text()
    for (const name of [
      'wangge_http_request_duration_seconds_count{method="GET",route="/healthz",status="200"} 1',
      'wangge_outbox_lag_seconds ',
      'wangge_database_waiting ',
      'process_cpu_seconds_total',
    ])
      expect(figures).toContain(name)
  })
  test('shows the metrics the page for operators explains, and no others of ours', async () => {
    const figures = await (await fetch(`${server.url}/metrics`, { headers: { authorization: `Bearer ${TOKEN}` } })).text()
    const shown = [...figures.matchAll(/^# TYPE (\S+)/gm)].map(([, name = '']) => name)
    const page = readFileSync(new URL('../../docs/how-to/run-in-production.md', import.meta.url), 'utf8')
    const explained = [...page.matchAll(/^\| `(\w+)` \|/gm)].map(([, name = '']) => name)
    expect(explained.filter((name) => !shown.includes(name))).toEqual([])
    expect(shown.filter((name) => !/^(process|nodejs)_/.test(name)).sort()).toEqual(
      explained.filter((name) => name.startsWith('wangge_')).sort(),
    )
  })
  test('every route of the list is described', async () => {
    const document = await readJson(await fetch(`${server.url}/openapi.json`))
    const operations = Object.values(document.paths as Record<string, Record<string, { operationId: string }>>).flatMap((path) =>
      Object.values(path),
    )
    expect(operations.length).toBeGreaterThan(6)
    expect(new Set(operations.map(({ operationId }) => operationId)).size).toBe(operations.length)
  })
})

describe('an unhealthy server', () => {
  test.each([
    ['migrations', { pendingMigrations: async () => ['0099_next.sql'], dataDir }],
    ['storage', { pendingMigrations: listPendingMigrations, dataDir: join(dataDir, 'nowhere') }],
  ] as const)('says that %s failed', async (what, parts) => {
    const { db } = server.database
    expect(await checkHealth({ db, ...parts })).toMatchObject({ ok: false, checks: { database: 'ok', [what]: 'failed' } })
  })
})

describe('stopping', () => {
  test('finishes the request under way, takes no new one and lets go of everything; a second stop is the same stop', async () => {
    const { url, database } = server
    const slow = request(`${url}/api/sessions`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'content-length': '30' },
    })
    const answered = new Promise<number | undefined>((resolve, reject) =>
      slow.on('response', ({ statusCode }) => resolve(statusCode)).on('error', reject),
    )
    await new Promise<void>((resolve) => slow.write('{"login":"x"', () => resolve()))
    await new Promise((resolve) => setTimeout(resolve, 200))
    const stopping = [server.stop(), server.stop()]
    await new Promise((resolve) => setTimeout(resolve, 200))
    await expect(fetch(`${url}/api/about`)).rejects.toThrow()
    slow.end(',"password":"wrong"')
    expect(await answered).toBe(400)
    await Promise.all(stopping)
    expect(database.pool.ended).toBe(true)
    server = await startServer(config)
    expect((await fetch(`${server.url}/healthz`)).status).toBe(200)
  })
})
