import type { FastifyInstance, LightMyRequestResponse } from 'fastify'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { hashPassword } from '#identity/password-hash.ts'
import { handClock } from '#platform/clock.ts'
import type { Db } from '#platform/db.ts'
import { testDatabase } from '#test/support/database.ts'
import { insertTestCity, insertTestPerson, PASSWORD, START, signedIn, type TestCity, type TestPerson, testApp } from '#test/support/http.ts'

const MINUTE = 60_000
const clock = handClock(START)
let db: Db
let app: FastifyInstance
let city: TestCity
let person: TestPerson

beforeAll(async () => {
  db = (await testDatabase()).db
  city = await insertTestCity(db)
  app = await testApp({ cityId: city.cityId, routes: [], clock })
})
beforeEach(async () => {
  clock.set(START)
  person = await insertTestPerson(db, city, ['case.read', 'case.file'])
})
afterAll(() => app.close())

const tokenOf = (header: { authorization: string }): string => header.authorization.slice('Bearer '.length)
const arrive = async (who = person) => tokenOf(await signedIn(db, city, who, clock.now()))
const OWN = { 'sec-fetch-site': 'same-origin' }
const ask = (token: string) => app.inject({ url: '/api/session', headers: { cookie: `wangge_session=${token}` } })
const write = (method: 'POST' | 'PUT' | 'DELETE', url: string, token: string, payload?: object) =>
  app.inject({ method, url, headers: { ...OWN, cookie: `wangge_session=${token}` }, ...(payload && { payload }) })
const handed = (answer: LightMyRequestResponse): string | undefined => answer.cookies.find(({ name }) => name === 'wangge_session')?.value
const isIn = async (token: string): Promise<boolean> => (await ask(token)).statusCode === 200

/** The new token of a session that has been used for an hour. */
async function afterAnHour(token: string): Promise<string> {
  clock.advance(40 * MINUTE)
  expect(handed(await ask(token))).toBeUndefined()
  clock.advance(20 * MINUTE)
  const fresh = handed(await ask(token))
  if (fresh === undefined) throw new Error('no new token was handed out')
  return fresh
}

describe('a token in a cookie', () => {
  test('changes after an hour of use; the old one lasts for requests under way and no longer', async () => {
    const old = await arrive()
    const fresh = await afterAnHour(old)
    expect(fresh).not.toBe(old)
    expect([await isIn(old), await isIn(fresh)]).toEqual([true, true])
    clock.advance(MINUTE - 1)
    expect(await isIn(old)).toBe(true)
    clock.advance(1)
    expect([await isIn(old), await isIn(fresh)]).toEqual([false, true])
  })
  test('is handed out again when the answer that brought it was lost', async () => {
    const old = await arrive()
    const lost = await afterAnHour(old)
    clock.advance(5 * MINUTE)
    const again = handed(await ask(old))
    expect(again).toBeDefined()
    expect([await isIn(lost), await isIn(again ?? ''), await isIn(old)]).toEqual([false, true, true])
    clock.advance(MINUTE)
    expect([await isIn(again ?? ''), await isIn(old)]).toEqual([true, false])
  })
  test('changes once for requests that come at once', async () => {
    const old = await arrive()
    clock.advance(59 * MINUTE)
    await ask(old)
    clock.advance(MINUTE)
    const answers = await Promise.all(Array.from({ length: 6 }, () => ask(old)))
    expect(answers.map(({ statusCode }) => statusCode)).toEqual([200, 200, 200, 200, 200, 200])
    expect(answers.map(handed).filter((token) => token !== undefined)).toHaveLength(1)
  })
  test('a program keeps the token it was given', async () => {
    const token = await arrive()
    for (let each = 0; each < 4; each++) {
      clock.advance(50 * MINUTE)
      const answer = await app.inject({ url: '/api/session', headers: { authorization: `Bearer ${token}` } })
      expect([answer.statusCode, answer.cookies]).toEqual([200, []])
    }
  })
  test('changes with the password, and the other sessions end', async () => {
    const [here, there] = [await arrive(), await arrive()]
    const passwordHash = await hashPassword(PASSWORD)
    await db.updateTable('person').set({ passwordHash }).where('id', '=', person.personId).execute()
    const answer = await write('PUT', '/api/session/password', here, { old: PASSWORD, new: 'another long enough one' })
    expect(answer.statusCode).toBe(200)
    const next = handed(answer)
    expect(next).toBe(answer.json().token)
    expect([await isIn(here), await isIn(there), await isIn(next ?? '')]).toEqual([false, false, true])
  })
})

describe('how long a session lasts', () => {
  const settle = (signIn: object) =>
    db
      .updateTable('city')
      .set({ settings: JSON.stringify({ signIn }) as never })
      .where('cityId', '=', city.cityId)
      .execute()
  const signIn = () => app.inject({ method: 'POST', url: '/api/sessions', payload: { login: person.login, password: PASSWORD } })

  test('is the setting of the role, else of the city', async () => {
    const { roleCode } = await db.selectFrom('post').select('roleCode').where('id', '=', person.postId).executeTakeFirstOrThrow()
    await settle({ idleMinutes: 30, sessionHours: 2, byRole: { [roleCode]: { idleMinutes: 5 } } })
    const { token, expiresAt } = (await signIn()).json()
    expect(expiresAt).toBe('2026-03-02T03:00:00.000Z')
    clock.advance(5 * MINUTE - 1)
    expect(await isIn(token)).toBe(true)
    await settle({ idleMinutes: 30 })
    const later = (await signIn()).json().token
    clock.advance(5 * MINUTE)
    expect([await isIn(token), await isIn(later)]).toEqual([false, true])
  })
  test('settings nobody can read do not keep anybody out', async () => {
    await settle({ idleMinutes: 'soon' })
    expect((await signIn()).statusCode).toBe(201)
    await settle({})
  })
  test('a wall reads for months, writes nothing, and stays a wall', async () => {
    const token = await arrive()
    const wall = await write('PUT', '/api/session/kind', token, { kind: 'wall' })
    expect(wall.json()).toMatchObject({ kind: 'wall', permissions: ['case.read'], expiresAt: '2026-06-02T01:00:00.000Z' })
    const shown = handed(wall) ?? ''
    expect(await isIn(token)).toBe(false)
    clock.advance(30 * 24 * 60 * MINUTE)
    const fresh = handed(await ask(shown)) ?? ''
    const refused = [
      await write('PUT', '/api/session/post', fresh, { postId: person.postId }),
      await write('PUT', '/api/session/kind', fresh, { kind: 'wall' }),
      await write('DELETE', '/api/sessions', fresh),
      await write('POST', '/api/session/second-factor/enrolment', fresh),
    ]
    expect(refused.map((answer) => answer.json().code)).toEqual(Array(4).fill('session.read_only'))
    expect((await write('DELETE', '/api/session', fresh)).statusCode).toBe(204)
  })
})

describe('my sessions', () => {
  test('are listed with where they were opened; I end one, or all', async () => {
    const [here, there, elsewhere] = [await arrive(), await arrive(), await arrive()]
    const stranger = await arrive(await insertTestPerson(db, city, []))
    const list = async () =>
      (await app.inject({ url: '/api/sessions', headers: { cookie: `wangge_session=${here}` } })).json().sessions as {
        id: string
        current: boolean
        address: string
      }[]
    const mine = await list()
    expect(mine.map(({ current, address }) => [current, address]).sort()).toEqual([
      [false, '192.0.2.1'],
      [false, '192.0.2.1'],
      [true, '192.0.2.1'],
    ])
    const { sessionId } = await db
      .selectFrom('session')
      .select('id as sessionId')
      .where('personId', '<>', person.personId)
      .orderBy('createdAt', 'desc')
      .executeTakeFirstOrThrow()
    expect((await write('DELETE', `/api/sessions/${sessionId}`, here)).json()).toMatchObject({ status: 404, code: 'session.not_found' })
    const other = mine.find(({ current }) => !current)
    expect((await write('DELETE', `/api/sessions/${other?.id}`, here)).statusCode).toBe(204)
    expect([await isIn(there), await isIn(elsewhere)].sort()).toEqual([false, true])
    expect((await write('DELETE', '/api/sessions', here)).json()).toEqual({ ended: 2 })
    expect([await isIn(here), await isIn(there), await isIn(elsewhere), await isIn(stranger)]).toEqual([false, false, false, true])
  })
})
