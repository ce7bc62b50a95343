import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import type { Db } from '#platform/db.ts'
import { route } from '#platform/route.ts'
import { testDatabase } from '#test/support/database.ts'
import { insertTestCity, insertTestPerson, PASSWORD, signedIn, type TestPerson, testApp } from '#test/support/http.ts'

let db: Db
let app: FastifyInstance
let proxied: FastifyInstance
let person: TestPerson
let token: string
let writes = 0

const change = (method: 'POST' | 'PUT' | 'DELETE') =>
  route({
    method,
    path: '/api/things',
    permission: 'case.read',
    summary: { zh: '测试', en: 'Test' },
    tag: 't',
    answer: z.object({ writes: z.number() }),
    handle: async () => ({ writes: ++writes }),
  })

beforeAll(async () => {
  db = (await testDatabase()).db
  const city = await insertTestCity(db)
  const options = { cityId: city.cityId, routes: [change('POST'), change('PUT'), change('DELETE')] }
  app = await testApp(options)
  proxied = await testApp({ ...options, trustProxy: true })
  person = await insertTestPerson(db, city, ['case.read'])
  token = (await signedIn(db, city, person)).authorization.slice('Bearer '.length)
})
afterAll(async () => {
  await app.close()
  await proxied.close()
})

const METHODS = ['POST', 'PUT', 'DELETE'] as const

/** How a write by cookie ends with these headers, by each method. */
async function byCookie(headers: Record<string, string>): Promise<number[]> {
  const before = writes
  const answers = []
  for (const method of METHODS)
    answers.push(
      await app.inject({ method, url: '/api/things', headers: { host: 'city.example', cookie: `wangge_session=${token}`, ...headers } }),
    )
  const refused = answers.filter(({ statusCode }) => statusCode !== 200)
  expect(refused.every((answer) => answer.json().code === 'request.cross_site')).toBe(true)
  expect(writes - before).toBe(METHODS.length - refused.length)
  return answers.map(({ statusCode }) => statusCode)
}

const DONE = [200, 200, 200]
const REFUSED = [403, 403, 403]

test.each([
  ['says the browser, from our own page', { 'sec-fetch-site': 'same-origin' }, DONE],
  ['says the browser, from our own page, whatever Origin says', { 'sec-fetch-site': 'same-origin', origin: 'https://evil.example' }, DONE],
  ['has our origin, from a browser that says no more', { origin: 'http://city.example' }, DONE],
  ['comes from another site', { 'sec-fetch-site': 'cross-site', origin: 'http://city.example' }, REFUSED],
  ['comes from another host of the same site', { 'sec-fetch-site': 'same-site' }, REFUSED],
  ['was typed or opened from outside the browser', { 'sec-fetch-site': 'none' }, REFUSED],
  ['has another origin', { origin: 'http://evil.example' }, REFUSED],
  ['has our host on another port', { origin: 'http://city.example:8080' }, REFUSED],
  ['has an origin that hides itself', { origin: 'null' }, REFUSED],
  ['says nothing of where it comes from', {}, REFUSED],
])('a write by cookie that %s', async (_what, headers, expected) => {
  expect(await byCookie(headers)).toEqual(expected)
})

test('a page sent over plain http is another origin for a site on https', async () => {
  const ask = (origin: string) =>
    proxied.inject({
      method: 'POST',
      url: '/api/things',
      headers: { host: 'city.example', 'x-forwarded-proto': 'https', cookie: `__Host-wangge_session=${token}`, origin },
    })
  expect((await ask('http://city.example')).statusCode).toBe(403)
  expect((await ask('https://city.example')).statusCode).toBe(200)
})

test('over https only the cookie no other host can plant is read', async () => {
  const ask = (cookie: string) => proxied.inject({ url: '/api/session', headers: { 'x-forwarded-proto': 'https', cookie } })
  expect((await ask(`wangge_session=${token}`)).statusCode).toBe(401)
  expect((await ask(`__Host-wangge_session=${token}`)).statusCode).toBe(200)
})

test('reading by cookie asks for no proof, and a Bearer token is proof enough', async () => {
  expect(
    (await app.inject({ url: '/api/session', headers: { cookie: `wangge_session=${token}`, 'sec-fetch-site': 'cross-site' } })).statusCode,
  ).toBe(200)
  for (const method of METHODS) {
    const headers = { authorization: `Bearer ${token}`, origin: 'http://evil.example', cookie: 'wangge_session=x' }
    expect((await app.inject({ method, url: '/api/things', headers })).statusCode).toBe(200)
  }
})

test('nobody is signed in by a page of another site; a program that says nothing may', async () => {
  const signIn = (headers: Record<string, string>) =>
    app.inject({ method: 'POST', url: '/api/sessions', payload: { login: person.login, password: PASSWORD }, headers })
  const answers = [await signIn({ origin: 'https://evil.example' }), await signIn({ 'sec-fetch-site': 'cross-site' }), await signIn({})]
  expect(answers.map(({ statusCode }) => statusCode)).toEqual([403, 403, 201])
  expect(answers[2]?.headers['set-cookie']).toMatch(/; HttpOnly; SameSite=Strict; /)
})
