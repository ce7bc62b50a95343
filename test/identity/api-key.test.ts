import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { overlap } from '#identity/key-rules.ts'
import { ownKeyRoutes } from '#identity/routes-keys.ts'
import { securityRoutes } from '#organisation/routes-security.ts'
import { handClock } from '#platform/clock.ts'
import type { Db } from '#platform/db.ts'
import { newId } from '#platform/identifier.ts'
import { route } from '#platform/route.ts'
import { testDatabase } from '#test/support/database.ts'
import { insertTestCity, insertTestPerson, START, signedIn, type TestCity, type TestPerson, testApp } from '#test/support/http.ts'

const DAY = 86_400_000
const clock = handClock(START)
let db: Db
let app: FastifyInstance
let city: TestCity
let owner: TestPerson
let mine: { authorization: string }

const who = route({
  method: 'POST',
  path: '/api/things',
  permission: 'case.report',
  summary: { zh: '测试', en: 'Test' },
  tag: 't',
  body: z.object({ requestId: z.uuid() }),
  audit: 'key.make',
  answer: z.object({ personId: z.string().nullable(), areas: z.array(z.string()), permissions: z.array(z.string()) }),
  handle: async ({ actor }) => ({ personId: actor.personId, areas: [...actor.areas], permissions: [...actor.permissions].sort() }),
})

beforeAll(async () => {
  db = (await testDatabase()).db
  city = await insertTestCity(db)
  app = await testApp({ cityId: city.cityId, routes: [who, ...ownKeyRoutes, ...securityRoutes], clock })
})
beforeEach(async () => {
  clock.set(START)
  owner = await insertTestPerson(db, city, ['key.own', 'case.report', 'case.read'])
  mine = await signedIn(db, city, owner)
})
afterAll(() => app.close())

const inDays = (days: number): string => new Date(START.getTime() + days * DAY).toISOString()
const make = async (input: object = {}, headers = mine, requestId = newId()) =>
  app.inject({
    method: 'POST',
    url: '/api/session/keys',
    headers,
    payload: { requestId, name: '热线接口', scopes: ['case.report'], expiresAt: inDays(30), ...input },
  })
const act = (key: string) =>
  app.inject({ method: 'POST', url: '/api/things', headers: { authorization: `Bearer ${key}` }, payload: { requestId: newId() } })

describe('a key', () => {
  test('is told once and stored as a hash; the log holds no part of it that opens anything', async () => {
    const requestId = newId()
    const made = await make({}, mine, requestId)
    expect(made.statusCode).toBe(201)
    const { secret, ...key } = made.json()
    expect(secret).toMatch(new RegExp(`^wgk_${city.cityId}\\.[A-Za-z0-9_-]{43}$`))
    expect(key).toMatchObject({ name: '热线接口', scopes: ['case.report'], areaCodes: ['5301'], state: 'active', lastUsedAt: null })
    expect((await make({}, mine, requestId)).json()).toEqual(key)
    const listed = (await app.inject({ url: '/api/session/keys', headers: mine })).json().keys
    expect(listed).toEqual([key])
    const held = [
      await db.selectFrom('apiKey').selectAll().where('cityId', '=', city.cityId).execute(),
      await db.selectFrom('auditEntry').selectAll().where('personId', '=', owner.personId).execute(),
    ]
    expect(JSON.stringify(held)).not.toContain(secret.slice(-39))
  })
  test('does what it was made for in its owner’s name, which the log tells apart', async () => {
    const { secret, id } = (await make({ areaCodes: ['530102', '530111'] })).json()
    expect((await act(secret)).json()).toEqual({ personId: owner.personId, areas: ['530102', '530111'], permissions: ['case.report'] })
    const entry = await db
      .selectFrom('auditEntry')
      .select('details')
      .where('personId', '=', owner.personId)
      .orderBy('id', 'desc')
      .executeTakeFirstOrThrow()
    expect(entry.details).toMatchObject({ keyId: id })
    expect((await app.inject({ url: '/api/session/keys', headers: mine })).json().keys[0].lastUsedAt).toBe(START.toISOString())
  })
  test('never does more than its owner may do now', async () => {
    const { secret } = (await make({ scopes: ['case.report', 'case.read'], areaCodes: ['530102'] })).json()
    const { roleCode } = await db.selectFrom('post').select('roleCode').where('id', '=', owner.postId).executeTakeFirstOrThrow()
    await db
      .updateTable('role')
      .set({ permissions: ['case.report', 'people.edit'] })
      .where('code', '=', roleCode)
      .execute()
    await db
      .updateTable('post')
      .set({ areaCodes: ['530102001'] })
      .where('id', '=', owner.postId)
      .execute()
    expect((await act(secret)).json()).toMatchObject({ areas: ['530102001'], permissions: ['case.report'] })
    await db.updateTable('role').set({ permissions: [] }).where('code', '=', roleCode).execute()
    expect((await act(secret)).json().code).toBe('permission.denied')
    await db.updateTable('person').set({ active: false }).where('id', '=', owner.personId).execute()
    expect((await act(secret)).statusCode).toBe(401)
  })
  test('ends on its day', async () => {
    const { secret } = (await make({ expiresAt: inDays(1) })).json()
    clock.advance(DAY - 1)
    expect((await act(secret)).statusCode).toBe(200)
    clock.advance(1)
    expect((await act(secret)).statusCode).toBe(401)
  })
  test.each([
    ['permissions its maker does not hold', { scopes: ['case.report', 'case.close'] }, 'api_key.beyond_owner', 'scopes'],
    ['an area beyond its maker’s', { areaCodes: ['530102', '5302'] }, 'api_key.beyond_area', 'areaCodes'],
    ['a life of more than a year', { expiresAt: inDays(367) }, 'api_key.expiry', 'expiresAt'],
    ['an end in the past', { expiresAt: inDays(-1) }, 'api_key.expiry', 'expiresAt'],
    ['no permission at all', { scopes: [] }, 'request.invalid', 'scopes'],
    ['no end', { expiresAt: undefined }, 'request.invalid', 'expiresAt'],
  ])('is not made with %s', async (_what, input, code, field) => {
    expect((await make(input)).json()).toMatchObject({ code, field })
  })
  test('opens nothing by cookie, altered, in another city, or where a session is needed', async () => {
    const { secret } = (await make({ scopes: ['case.report', 'key.own'] })).json()
    const cookie = { cookie: `wangge_session=${secret}`, 'sec-fetch-site': 'same-origin' }
    expect((await app.inject({ method: 'POST', url: '/api/things', headers: cookie, payload: { requestId: newId() } })).statusCode).toBe(
      401,
    )
    const other = await insertTestCity(db)
    for (const wrong of [
      `${secret.slice(0, -1)}${secret.endsWith('A') ? 'B' : 'A'}`,
      secret.replace(city.cityId, other.cityId),
      'wgk_',
      `${secret}x`,
    ])
      expect((await act(wrong)).statusCode).toBe(401)
    const headers = { authorization: `Bearer ${secret}` }
    expect((await make({}, headers)).statusCode).toBe(401)
    for (const url of ['/api/session', '/api/sessions', '/api/session/second-factor', '/api/session/keys'])
      expect((await app.inject({ url, headers })).statusCode).toBe(401)
  })
})

describe('ending a key', () => {
  const revoke = (url: string, headers: { authorization: string }) =>
    app.inject({ method: 'POST', url, headers, payload: { requestId: newId() } })

  test('is its owner’s right, at once', async () => {
    const { id, secret } = (await make()).json()
    const other = await signedIn(db, city, await insertTestPerson(db, city, ['key.own']))
    expect((await revoke(`/api/session/keys/${id}/revoke`, other)).json().code).toBe('api_key.not_found')
    expect((await revoke(`/api/session/keys/${id}/revoke`, mine)).json()).toMatchObject({ state: 'revoked' })
    expect((await act(secret)).statusCode).toBe(401)
    expect((await revoke(`/api/session/keys/${id}/revoke`, mine)).json()).toMatchObject({ state: 'revoked' })
  })
  test('and that of who keeps security in its area, who sees whose it is but never the key', async () => {
    const { id, secret } = (await make({ areaCodes: ['530102'] })).json()
    const keeperIn = async (area: string, permissions = ['security.read', 'security.edit']) => {
      const keeper = await insertTestPerson(db, city, permissions)
      await db
        .updateTable('post')
        .set({ areaCodes: [area] })
        .where('id', '=', keeper.postId)
        .execute()
      return signedIn(db, city, keeper)
    }
    const [near, far, reader] = [await keeperIn('530102'), await keeperIn('530111'), await keeperIn('5301', ['security.read'])]
    const seen = async (headers: { authorization: string }) => (await app.inject({ url: '/api/keys', headers })).json()
    const found = (await seen(near)).items.find((key: { id: string }) => key.id === id)
    expect(found).toMatchObject({ owner: { id: owner.personId, name: '试**' }, post: { id: owner.postId, title: '岗位' } })
    expect(JSON.stringify(found)).not.toContain(secret.slice(-39))
    expect(await seen(far)).toEqual({ items: [], next: null, total: 0 })
    expect((await revoke(`/api/keys/${id}/revoke`, far)).statusCode).toBe(404)
    expect((await revoke(`/api/keys/${id}/revoke`, reader)).statusCode).toBe(403)
    expect((await app.inject({ url: '/api/keys', headers: mine })).statusCode).toBe(403)
    expect((await revoke(`/api/keys/${id}/revoke`, near)).json()).toMatchObject({ state: 'revoked' })
    expect((await act(secret)).statusCode).toBe(401)
  })
})

test('areas of a key and of its owner: the narrower of each two that overlap', () => {
  expect(overlap(['5301'], ['530102', '530111'])).toEqual(['530102', '530111'])
  expect(overlap(['530102001', '530111'], ['530102', '5301'])).toEqual(['530102001', '530111'])
  expect(overlap(['530102'], ['530103'])).toEqual([])
})
