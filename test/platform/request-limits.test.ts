import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import type { RequestLimits } from '#platform/request-limits.ts'
import { type AnyRoute, rawRoute, route, uploadRoute } from '#platform/route.ts'
import { testDatabase } from '#test/support/database.ts'
import { insertTestCity, insertTestPerson, PASSWORD, signedIn, type TestCity, type TestPerson, testApp } from '#test/support/http.ts'

const LIMITS: RequestLimits = { person: 6, upload: 2, export: 2, stranger: 4, signIn: 20, portal: 4, portalUpload: 2 }
const summary = { zh: '试', en: 'Test' }
const shape = { summary, tag: 'test', answer: z.object({ ok: z.boolean() }), handle: async () => ({ ok: true }) }
const ROUTES: readonly AnyRoute[] = [
  route({ ...shape, method: 'GET', path: '/api/open', permission: 'public' }),
  route({ ...shape, method: 'POST', path: '/api/portal/reports', permission: 'public', limit: 'portal' }),
  uploadRoute({ ...shape, method: 'POST', path: '/api/portal/photos', permission: 'public', uploadLimit: 1000, limit: 'portalUpload' }),
  route({ ...shape, method: 'GET', path: '/api/own', permission: 'signed-in' }),
  uploadRoute({ ...shape, method: 'POST', path: '/api/files', permission: 'signed-in', uploadLimit: 1000 }),
  rawRoute({
    method: 'GET',
    path: '/api/export',
    permission: 'signed-in',
    summary,
    tag: 'test',
    limit: 'export',
    answerType: 'text/csv',
    handle: async () => ({ body: 'a' }),
  }),
]

let app: FastifyInstance
let city: TestCity
let people: { readonly person: TestPerson; readonly headers: { authorization: string } }[]
const open = async (more: { trustProxy?: boolean; limits?: RequestLimits } = {}): Promise<FastifyInstance> =>
  testApp({ cityId: city.cityId, routes: ROUTES, limits: LIMITS, ...more })

beforeAll(async () => {
  const { db } = await testDatabase()
  city = await insertTestCity(db)
  people = []
  for (let index = 0; index < 6; index++) {
    const person = await insertTestPerson(db, city, ['thing.read'])
    people.push({ person, headers: await signedIn(db, city, person) })
  }
  app = await open()
})
afterAll(() => app.close())

const headersOf = (index: number): { authorization: string } => people[index]?.headers ?? { authorization: '' }
const get = (to: FastifyInstance, url: string, headers: Record<string, string> = {}, remoteAddress = '203.0.113.7') =>
  to.inject({ url, headers, remoteAddress })
const signIn = (to: FastifyInstance, login: string, remoteAddress: string) =>
  to.inject({ method: 'POST', url: '/api/sessions', payload: { login, password: PASSWORD }, remoteAddress })
async function statuses(times: number, send: (index: number) => Promise<{ statusCode: number }>): Promise<number[]> {
  const found: number[] = []
  for (let index = 0; index < times; index++) found.push((await send(index)).statusCode)
  return found
}

describe('a person', () => {
  test('who asks too often is told in their language how long to wait, and nobody else behind their address is', async () => {
    expect(await statuses(7, () => get(app, '/api/own', headersOf(0)))).toEqual([200, 200, 200, 200, 200, 200, 429])
    const [zh, en] = [await get(app, '/api/own', headersOf(0)), await get(app, '/api/own', { ...headersOf(0), 'accept-language': 'en' })]
    expect(zh.headers['content-type']).toBe('application/problem+json; charset=utf-8')
    expect(zh.json()).toMatchObject({
      status: 429,
      code: 'request.too_many',
      title: '请求过多',
      detail: expect.stringContaining('每分钟至多 6 次'),
    })
    expect(en.json()).toMatchObject({ limit: 'person', most: 6, detail: expect.stringContaining('at most 6 a minute') })
    expect(Number(en.headers['retry-after'])).toBeGreaterThan(0)
    expect(Number(en.headers['retry-after'])).toBeLessThanOrEqual(60)
    expect(en.headers['x-content-type-options']).toBe('nosniff')
    expect((await get(app, '/api/own', headersOf(1))).statusCode).toBe(200)
    expect((await get(app, '/api/open')).statusCode).toBe(200)
  })

  test('is the same from another address', async () => {
    expect((await get(app, '/api/own', headersOf(0), '198.51.100.9')).statusCode).toBe(429)
  })

  test('sends fewer files than requests, and has fewer made', async () => {
    const upload = () =>
      app.inject({ method: 'POST', url: '/api/files', headers: headersOf(2), payload: 'x', remoteAddress: '203.0.113.7' })
    expect(await statuses(3, upload)).toEqual([415, 415, 429])
    expect(await statuses(3, () => get(app, '/api/export', headersOf(3)))).toEqual([200, 200, 429])
    expect((await get(app, '/api/own', headersOf(3))).statusCode).toBe(200)
  })
})

describe('who is not signed in', () => {
  test('is counted by address, with tokens nobody has as without', async () => {
    const from = '192.0.2.1'
    const tokens = ['a', 'b', 'c', 'd', 'e'].map((token) => ({ authorization: `Bearer ${token}` }))
    expect(await statuses(5, (index) => get(app, '/api/own', tokens[index], from))).toEqual([401, 401, 401, 401, 429])
    expect((await get(app, '/api/open', {}, from)).statusCode).toBe(429)
    expect((await get(app, '/api/own', headersOf(4), from)).statusCode).toBe(200)
    expect((await get(app, '/api/open', {}, '192.0.2.2')).statusCode).toBe(200)
  })

  test('has one home of 2^64 addresses', async () => {
    expect(await statuses(5, (index) => get(app, '/api/open', {}, `2001:db8:1:2::${index}`))).toEqual([200, 200, 200, 200, 429])
    expect((await get(app, '/api/open', {}, '2001:db8:1:3::1')).statusCode).toBe(200)
  })

  test('does not choose the address: a header counts only from a trusted proxy', async () => {
    const claimed = (index: number) => ({ 'x-forwarded-for': `10.0.0.${index}` })
    expect(await statuses(5, (index) => get(app, '/api/open', claimed(index), '192.0.2.3'))).toEqual([200, 200, 200, 200, 429])
    const behind = await open({ trustProxy: true })
    expect(await statuses(5, (index) => get(behind, '/api/open', claimed(index), '192.0.2.3'))).toEqual([200, 200, 200, 200, 200])
    expect(await statuses(5, () => get(behind, '/api/open', claimed(9), '192.0.2.3'))).toEqual([200, 200, 200, 200, 429])
    await behind.close()
  })
})

describe('signing in', () => {
  test('over and over under one login stops that login at that address, not the office', async () => {
    const from = '198.51.100.77'
    const login = people[5]?.person.login ?? ''
    expect(await statuses(3, () => signIn(app, login, from))).toEqual([201, 201, 429])
    expect((await signIn(app, people[4]?.person.login ?? '', from)).statusCode).toBe(201)
  })

  test('is counted by address in all', async () => {
    const few = await open({ limits: { ...LIMITS, signIn: 3 } })
    const from = '198.51.100.78'
    expect(await statuses(4, (index) => signIn(few, people[index]?.person.login ?? '', from))).toEqual([201, 201, 201, 429])
    await few.close()
  })
})

describe('residents without an account', () => {
  const send = (to: FastifyInstance, url: string, remoteAddress: string) => to.inject({ method: 'POST', url, remoteAddress })
  test('are counted by address, what they send and their photos apart, and beside other strangers', async () => {
    const page = await open({ limits: { ...LIMITS, stranger: 100 } })
    expect(await statuses(5, () => send(page, '/api/portal/reports', '198.51.100.90'))).toEqual([200, 200, 200, 200, 429])
    expect(await statuses(3, () => send(page, '/api/portal/photos', '198.51.100.90'))).toEqual([415, 415, 429])
    expect((await get(page, '/api/open', {}, '198.51.100.90')).statusCode).toBe(200)
    expect((await send(page, '/api/portal/reports', '198.51.100.91')).statusCode).toBe(200)
    await page.close()
  })
})

test('with a limit of 0 nothing is counted', async () => {
  const free = await open({ limits: { person: 0, upload: 0, export: 0, stranger: 0, signIn: 0, portal: 0, portalUpload: 0 } })
  expect(await statuses(30, () => get(free, '/api/open'))).toEqual(Array(30).fill(200))
  await free.close()
})
