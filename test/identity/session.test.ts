import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { addressBlock, lockSeconds } from '#identity/back-off.ts'
import { argon2id, type PasswordHashing } from '#identity/password-hash.ts'
import { deleteOldAttempts } from '#identity/queries-attempts.ts'
import { deleteEndedSessions } from '#identity/queries-sessions.ts'
import { hashToken } from '#identity/token.ts'
import { actorDirectory } from '#organisation/actor-directory.ts'
import { handClock } from '#platform/clock.ts'
import type { Db } from '#platform/db.ts'
import { newId } from '#platform/identifier.ts'
import { route } from '#platform/route.ts'
import { testDatabase } from '#test/support/database.ts'
import {
  insertTestCity,
  insertTestPerson,
  insertTestPost,
  insertTestUnit,
  PASSWORD,
  START,
  type TestCity,
  type TestPerson,
  testApp,
} from '#test/support/http.ts'

const MINUTE = 60_000
const clock = handClock(START)
let db: Db
let app: FastifyInstance
let city: TestCity
let person: TestPerson
/** What each password was compared with: the work a sign-in costs. */
const compared: string[] = []
const counted: PasswordHashing = {
  ...argon2id,
  verify: (passwordHash, password) => {
    compared.push(passwordHash)
    return argon2id.verify(passwordHash, password)
  },
}
/** Algorithm, version and costs of a hash in PHC form. */
const costOf = (passwordHash: string): string => passwordHash.split('$').slice(0, 4).join('$')
/** Each test knocks from an address of its own. */
let address = 0

const guarded = route({
  method: 'GET',
  path: '/api/guarded',
  permission: 'case.accept',
  summary: { zh: '测试', en: 'Test' },
  tag: 't',
  answer: z.object({ at: z.iso.datetime(), memberOf: z.array(z.string()), areas: z.array(z.string()) }),
  handle: async ({ actor }) => ({ at: actor.at.toISOString(), memberOf: [...actor.memberOf].sort(), areas: [...actor.areas] }),
})

beforeAll(async () => {
  db = (await testDatabase()).db
  city = await insertTestCity(db)
  app = await testApp({ cityId: city.cityId, routes: [guarded], clock, hashing: counted })
})
beforeEach(async () => {
  address += 1
  clock.set(START)
  person = await insertTestPerson(db, city, ['case.accept'])
})
afterAll(() => app.close())

const signIn = (login: string, password = PASSWORD, more: Record<string, unknown> = {}) =>
  app.inject({ method: 'POST', url: '/api/sessions', payload: { login, password, ...more }, remoteAddress: `192.0.2.${address}` })
const bearer = (token: string) => ({ authorization: `Bearer ${token}` })
const get = (url: string, headers: Record<string, string>) => app.inject({ url, headers })

describe('signing in', () => {
  test('answers who one is, with a token and a cookie that both open the door', async () => {
    const answer = await signIn(person.login)
    expect(answer.statusCode).toBe(201)
    const me = answer.json()
    expect(me).toMatchObject({
      city: city.cityId,
      person: { id: person.personId },
      post: { id: person.postId, kind: 'holder', level: 'city' },
      permissions: ['case.accept'],
      areas: ['5301'],
      areaNames: [{ code: '5301', name: '5301', nameEn: null }],
      unitId: city.unitId,
      memberOf: [city.unitId],
      level: 'city',
      ofCentre: true,
      expiresAt: '2026-03-02T13:00:00.000Z',
    })
    const [cookie] = answer.cookies
    expect(cookie).toMatchObject({ name: 'wangge_session', value: me.token, httpOnly: true, sameSite: 'Strict', path: '/', maxAge: 43_200 })
    expect(cookie).not.toHaveProperty('secure')
    expect((await get('/api/guarded', bearer(me.token))).statusCode).toBe(200)
    expect((await get('/api/guarded', { cookie: `wangge_session=${me.token}` })).statusCode).toBe(200)
  })
  test('stores the hash of the token only', async () => {
    const { token } = (await signIn(person.login)).json()
    const rows = await db.selectFrom('session').selectAll().where('personId', '=', person.personId).execute()
    expect(rows).toMatchObject([{ tokenHash: hashToken(token) }])
    expect(JSON.stringify(rows)).not.toContain(token)
  })
  test('behind a trusted https proxy the cookie is secure and browsers are told to stay with https', async () => {
    const proxied = await testApp({ cityId: city.cityId, routes: [], clock, trustProxy: true })
    const answer = await proxied.inject({
      method: 'POST',
      url: '/api/sessions',
      payload: { login: person.login, password: PASSWORD },
      headers: { 'x-forwarded-proto': 'https' },
    })
    expect(answer.cookies[0]).toMatchObject({ name: '__Host-wangge_session', secure: true, httpOnly: true, path: '/' })
    expect(answer.cookies[0]).not.toHaveProperty('domain')
    expect(answer.headers['strict-transport-security']).toContain('max-age=')
    await proxied.close()
  })
  test('into another city by its code', async () => {
    const other = await insertTestCity(db, '3301')
    const there = await insertTestPerson(db, other, [])
    expect((await signIn(there.login)).statusCode).toBe(401)
    expect((await signIn(there.login, PASSWORD, { city: other.cityId })).json()).toMatchObject({ city: other.cityId, areas: ['3301'] })
  })
  test('a person without a post is told so', async () => {
    await db.updateTable('appointment').set({ validTo: '2026-03-02' }).where('personId', '=', person.personId).execute()
    expect((await signIn(person.login)).json()).toMatchObject({ status: 403, code: 'session.no_post' })
  })
})

describe('refused', () => {
  test('an unknown login, a wrong password and an inactive person get the same answer', async () => {
    const inactive = await insertTestPerson(db, city, [])
    await db.updateTable('person').set({ active: false }).where('id', '=', inactive.personId).execute()
    const answers = [await signIn('nobody-of-that-name'), await signIn(person.login, 'wrong'), await signIn(inactive.login)]
    const bodies = answers.map((answer) => ({ ...answer.json(), traceId: '' }))
    expect(bodies[0]).toMatchObject({ status: 401, code: 'session.refused' })
    expect(bodies[1]).toEqual(bodies[0])
    expect(bodies[2]).toEqual(bodies[0])
  })
  test('an unknown login, a person without a password and a wrong password cost the same work', async () => {
    const bare = await insertTestPerson(db, city, [])
    await db.updateTable('person').set({ passwordHash: null }).where('id', '=', bare.personId).execute()
    const work: string[][] = []
    for (const login of [person.login, newId(), bare.login]) {
      compared.length = 0
      await signIn(login, 'wrong')
      work.push(compared.map(costOf))
    }
    expect(work[0]).toEqual(['$argon2id$v=19$m=19456,t=2,p=1'])
    expect(work[1]).toEqual(work[0])
    expect(work[2]).toEqual(work[0])
  })
  test('five wrong passwords lock the login, even for the right one, longer each time; then it opens', async () => {
    for (let each = 0; each < 5; each++) expect((await signIn(person.login, 'wrong')).statusCode).toBe(401)
    const locked = await signIn(person.login)
    expect(locked.json()).toMatchObject({ status: 429, code: 'session.locked', retryAfter: 60 })
    expect(locked.headers['retry-after']).toBe('60')
    clock.advance(60_000)
    expect((await signIn(person.login, 'wrong')).statusCode).toBe(401)
    expect((await signIn(person.login)).json()).toMatchObject({ status: 429, retryAfter: 120 })
    clock.advance(120_000)
    expect((await signIn(person.login)).statusCode).toBe(201)
    expect((await signIn(person.login, 'wrong')).statusCode).toBe(401)
    expect((await signIn(person.login)).statusCode).toBe(201)
  })
  test('guesses sent all at once are counted too', async () => {
    const answers = await Promise.all(Array.from({ length: 12 }, () => signIn(person.login, 'wrong')))
    expect(answers.filter(({ statusCode }) => statusCode === 401).length).toBeLessThanOrEqual(6)
    expect((await signIn(person.login)).statusCode).toBe(429)
  })
  test('a login nobody has locks the same way', async () => {
    const login = newId()
    for (let each = 0; each < 5; each++) await signIn(login, 'wrong')
    expect((await signIn(login, 'wrong')).statusCode).toBe(429)
  })
  test('an address that tries many logins waits too, whichever login it tries next; other addresses do not', async () => {
    const nobody = newId()
    const knock = { cityId: city.cityId, kind: 'address', subject: `192.0.2.${address}` } as const
    await db
      .insertInto('signInAttempt')
      .values({ ...knock, failures: 40, lastAt: START, lockedUntil: null })
      .execute()
    expect((await signIn(person.login)).statusCode).toBe(201)
    expect((await signIn(nobody, 'wrong')).statusCode).toBe(401)
    expect((await signIn(person.login)).json()).toMatchObject({ status: 429, code: 'session.locked', retryAfter: 30 })
    clock.advance(30_000)
    expect((await signIn(nobody, 'wrong')).statusCode).toBe(401)
    expect((await signIn(person.login)).json()).toMatchObject({ status: 429, retryAfter: 60 })
    address += 1
    expect((await signIn(person.login)).statusCode).toBe(201)
    address -= 1
    clock.advance(3_601_000)
    expect((await signIn(nobody, 'wrong')).statusCode).toBe(401)
    expect((await signIn(person.login)).statusCode).toBe(201)
  })
  test('addresses are counted by IPv4 address and by the /64 of IPv6', () => {
    expect(
      ['192.0.2.7', '::ffff:192.0.2.7', '::1', '2001:db8:0:1::5', '2001:0DB8:0000:0001:ffff:1:2:3', 'fe80::1%eth0'].map(addressBlock),
    ).toEqual(['192.0.2.7', '192.0.2.7', '0:0:0:0::/64', '2001:db8:0:1::/64', '2001:db8:0:1::/64', 'fe80:0:0:0::/64'])
  })
  test('the lock doubles up to an hour', () => {
    expect([1, 4, 5, 6, 7, 10, 11, 500].map((failures) => lockSeconds('login', failures))).toEqual([0, 0, 60, 120, 240, 1920, 3600, 3600])
  })
})

describe('a session', () => {
  test('ends when it sits idle, and lives on while it is used, up to its last hour', async () => {
    const { token } = (await signIn(person.login)).json()
    clock.advance(59 * MINUTE)
    expect((await get('/api/session', bearer(token))).statusCode).toBe(200)
    clock.advance(59 * MINUTE)
    expect((await get('/api/session', bearer(token))).statusCode).toBe(200)
    clock.advance(60 * MINUTE)
    expect((await get('/api/session', bearer(token))).statusCode).toBe(401)
    const kept = (await signIn(person.login)).json().token
    for (let each = 0; each < 13; each++) {
      clock.advance(50 * MINUTE)
      expect((await get('/api/session', bearer(kept))).statusCode).toBe(200)
    }
    clock.advance(70 * MINUTE)
    expect((await get('/api/session', bearer(kept))).statusCode).toBe(401)
  })
  test('ends with signing out', async () => {
    const { token } = (await signIn(person.login)).json()
    const answer = await app.inject({ method: 'DELETE', url: '/api/session', headers: bearer(token) })
    expect([answer.statusCode, answer.payload, answer.cookies[0]?.maxAge]).toEqual([204, '', 0])
    expect((await get('/api/session', bearer(token))).statusCode).toBe(401)
  })
  test('leads the list of one’s sessions, however many others were used later', async () => {
    const { token } = (await signIn(person.login)).json()
    const own = await db.selectFrom('session').selectAll().where('tokenHash', '=', hashToken(token)).executeTakeFirstOrThrow()
    const later = new Date(own.lastSeenAt.getTime() + MINUTE)
    const others = Array.from({ length: 201 }, (_, each) => ({
      ...own,
      id: newId(),
      tokenHash: hashToken(`other-${each}`),
      lastSeenAt: later,
    }))
    await db.insertInto('session').values(others).execute()
    const { sessions } = (await get('/api/sessions', bearer(token))).json()
    expect([sessions.length, sessions[0].id, sessions.filter((each: { current: boolean }) => each.current).length]).toEqual([
      200,
      own.id,
      1,
    ])
  })
  test.each(['person', 'appointment', 'post'] as const)('ends when the %s does', async (what) => {
    const { token } = (await signIn(person.login)).json()
    if (what === 'person') await db.updateTable('person').set({ active: false }).where('id', '=', person.personId).execute()
    if (what === 'appointment')
      await db.updateTable('appointment').set({ validTo: '2026-03-02' }).where('personId', '=', person.personId).execute()
    if (what === 'post') await db.updateTable('post').set({ validTo: '2026-03-02' }).where('id', '=', person.postId).execute()
    expect((await get('/api/session', bearer(token))).statusCode).toBe(401)
  })
  test("days are the city's own: an appointment from tomorrow begins at local midnight", async () => {
    await db.updateTable('appointment').set({ validFrom: '2026-03-03' }).where('personId', '=', person.personId).execute()
    clock.set(new Date('2026-03-02T15:59:59Z'))
    expect((await signIn(person.login)).statusCode).toBe(403)
    clock.set(new Date('2026-03-02T16:00:00Z'))
    expect((await signIn(person.login)).statusCode).toBe(201)
  })
  test('switching posts changes token, permissions and area, but not the units one belongs to', async () => {
    const unitId = newId()
    await insertTestUnit(db, city.cityId, unitId, '530102')
    const second = await insertTestPost(db, city, person.personId, ['case.dispatch'], unitId, 'deputy')
    const first = (await signIn(person.login)).json()
    expect(first.post.id).toBe(person.postId)
    expect(first.posts.map(({ id }: { id: string }) => id)).toEqual([person.postId, second])
    const before = (await get('/api/guarded', bearer(first.token))).json()
    expect(before.memberOf).toEqual([city.unitId, unitId].sort())
    const switched = await app.inject({
      method: 'PUT',
      url: '/api/session/post',
      payload: { postId: second },
      headers: bearer(first.token),
    })
    expect(switched.json()).toMatchObject({
      post: { id: second, kind: 'deputy' },
      permissions: ['case.dispatch'],
      areas: ['530102'],
      expiresAt: first.expiresAt,
    })
    expect(switched.json().token).not.toBe(first.token)
    expect((await get('/api/session', bearer(first.token))).statusCode).toBe(401)
    expect((await get('/api/guarded', bearer(switched.json().token))).statusCode).toBe(403)
    const actor = await actorDirectory.loadActor(db, { cityId: city.cityId, personId: person.personId, postId: second }, START)
    expect([...(actor?.memberOf ?? [])].sort()).toEqual([city.unitId, unitId].sort())
  })
  test('nobody switches to a post of somebody else', async () => {
    const { token } = (await signIn(person.login)).json()
    const other = await insertTestPerson(db, city, [])
    const answer = await app.inject({ method: 'PUT', url: '/api/session/post', payload: { postId: other.postId }, headers: bearer(token) })
    expect(answer.json()).toMatchObject({ status: 403, code: 'session.not_your_post', field: 'postId' })
  })
  test('carries the time of the clock', async () => {
    const { token } = (await signIn(person.login)).json()
    clock.advance(1234)
    expect((await get('/api/guarded', bearer(token))).json().at).toBe(new Date(START.getTime() + 1234).toISOString())
  })
})

describe('areas', () => {
  const load = (postId: string) => actorDirectory.loadActor(db, { cityId: city.cityId, personId: person.personId, postId }, START)

  test("are the divisions of the unit's zone where it has one", async () => {
    const unitId = newId()
    const validity = { validFrom: '2020-01-01', validTo: null }
    await insertTestUnit(db, city.cityId, unitId, '5301', 'ZONE')
    await db
      .insertInto('functionalZone')
      .values({ cityId: city.cityId, code: 'ZONE', name: '高新区', nameEn: null, ...validity })
      .execute()
    for (const divisionCode of ['530102010', '530111004'])
      await db
        .insertInto('zoneDivision')
        .values({ cityId: city.cityId, zoneCode: 'ZONE', divisionCode, ...validity })
        .execute()
    const ended = { cityId: city.cityId, zoneCode: 'ZONE', divisionCode: '530103001', validFrom: '2020-01-01', validTo: '2025-01-01' }
    await db.insertInto('zoneDivision').values(ended).execute()
    const postId = await insertTestPost(db, city, person.personId, [], unitId)
    expect((await load(postId))?.areas).toEqual(['530102010', '530111004'])
  })
  test('come with their names of the day, in the order of the codes', async () => {
    const division = { cityId: city.cityId, level: 'street' as const, parentCode: null, nameEn: null, area: null, synthetic: false }
    const named = { ...division, code: '530102055', validFrom: '2020-01-01' }
    await db
      .insertInto('division')
      .values([
        { ...named, id: newId(), name: '旧街道', validTo: '2025-01-01' },
        { ...named, id: newId(), name: '新街道', nameEn: 'New Street', validFrom: '2025-01-01', validTo: null },
      ])
      .execute()
    const names = await actorDirectory.listAreaNames(db, city.cityId, ['999', '530102055'], START)
    expect(names).toEqual([
      { code: '999', name: '999', nameEn: null },
      { code: '530102055', name: '新街道', nameEn: 'New Street' },
    ])
  })
  test("are the post's own before anything else", async () => {
    const postId = await insertTestPost(db, city, person.personId, [])
    await db
      .updateTable('post')
      .set({ areaCodes: ['530102001'] })
      .where('id', '=', postId)
      .execute()
    expect((await load(postId))?.areas).toEqual(['530102001'])
  })
})

describe('cleaning up', () => {
  test('removes sessions that ended or sat idle, and attempts long past, and no others', async () => {
    const { token } = (await signIn(person.login)).json()
    await signIn(newId(), 'wrong')
    await deleteEndedSessions(db, new Date(START.getTime() + 59 * MINUTE))
    expect((await get('/api/session', bearer(token))).statusCode).toBe(200)
    await deleteEndedSessions(db, new Date(START.getTime() + 60 * MINUTE))
    expect((await get('/api/session', bearer(token))).statusCode).toBe(401)
    expect(await deleteOldAttempts(db, START)).toBe(0)
    expect(await deleteOldAttempts(db, new Date(START.getTime() + 1))).toBeGreaterThan(0)
  })
})
