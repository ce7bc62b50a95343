import { mkdtempSync, readFileSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import { TOTP, URI } from 'otpauth'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { stepOf } from '#identity/one-time-code.ts'
import { makeSecretBox } from '#identity/secret-box.ts'
import { readSecretKey } from '#identity/secret-key.ts'
import { needsSecondFactor, readSignInSettings } from '#identity/sign-in-policy.ts'
import { securityRoutes } from '#organisation/routes-security.ts'
import { handClock } from '#platform/clock.ts'
import type { Db } from '#platform/db.ts'
import { newId } from '#platform/identifier.ts'
import { testDatabase } from '#test/support/database.ts'
import { insertTestCity, insertTestPerson, PASSWORD, START, signedIn, type TestCity, type TestPerson, testApp } from '#test/support/http.ts'

const clock = handClock(START)
let db: Db
let app: FastifyInstance
let city: TestCity
/** Whose post administers something. */
let chief: TestPerson

beforeAll(async () => {
  db = (await testDatabase()).db
  city = await insertTestCity(db)
  app = await testApp({ cityId: city.cityId, routes: [...securityRoutes], clock })
})
beforeEach(async () => {
  clock.set(START)
  chief = await insertTestPerson(db, city, ['people.edit', 'security.read'])
})
afterAll(() => app.close())

type Method = 'GET' | 'POST' | 'PUT' | 'DELETE'
const FACTOR = '/api/session/second-factor'
const call = (token: string, method: Method, url: string, payload?: object) =>
  app.inject({ method, url, headers: { authorization: `Bearer ${token}` }, ...(payload && { payload }) })
const signIn = async (who = chief) =>
  (await app.inject({ method: 'POST', url: '/api/sessions', payload: { login: who.login, password: PASSWORD } })).json()

/** The app in somebody's pocket. */
interface Authenticator {
  readonly totp: TOTP
  readonly token: string
  readonly recoveryCodes: readonly string[]
}
const codeNow = ({ totp }: Pick<Authenticator, 'totp'>): string => totp.generate({ timestamp: clock.now().getTime() })
/** Waits for the next code, as a person does. */
function nextCode(authenticator: Pick<Authenticator, 'totp'>): string {
  clock.advance(30_000)
  return codeNow(authenticator)
}

async function enrol(token: string): Promise<Authenticator> {
  const begun = await call(token, 'POST', `${FACTOR}/enrolment`)
  expect(begun.statusCode).toBe(200)
  const totp = URI.parse(begun.json().uri)
  if (!(totp instanceof TOTP)) throw new Error('not a time-based code')
  const confirmed = await call(token, 'POST', `${FACTOR}/confirm`, { code: codeNow({ totp }) })
  expect(confirmed.statusCode).toBe(200)
  return { totp, ...confirmed.json() }
}

describe('a privileged post', () => {
  test('is nobody’s until an authenticator is set up, which hands out recovery codes once', async () => {
    const first = await signIn()
    expect(first).toMatchObject({ owes: 'enrolment', permissions: [] })
    for (const url of ['/api/sessions', '/api/keys', `/api/people/${chief.personId}/second-factor`])
      expect((await call(first.token, 'GET', url)).json()).toMatchObject({
        status: 403,
        code: 'session.second_factor_owed',
        owes: 'enrolment',
      })
    const { token, recoveryCodes, totp } = await enrol(first.token)
    expect(totp).toMatchObject({ issuer: 'Wangge Test city', label: chief.login, algorithm: 'SHA1', digits: 6, period: 30 })
    expect(new Set(recoveryCodes).size).toBe(10)
    expect((await call(first.token, 'GET', '/api/session')).statusCode).toBe(401)
    expect((await call(token, 'GET', '/api/session')).json()).toMatchObject({ owes: null, permissions: ['people.edit', 'security.read'] })
    expect((await call(token, 'GET', FACTOR)).json()).toEqual({ since: clock.now().toISOString(), recoveryCodesLeft: 10 })
    expect((await call(token, 'POST', `${FACTOR}/enrolment`)).json().code).toBe('second_factor.already_set_up')
  })
  test('asks for a code at the next sign-in, and takes each code once', async () => {
    const phone = await enrol((await signIn()).token)
    const again = await signIn()
    expect(again).toMatchObject({ owes: 'code', permissions: [] })
    expect((await call(again.token, 'POST', FACTOR, { code: codeNow(phone) })).json()).toMatchObject({
      status: 422,
      code: 'second_factor.wrong_code',
    })
    const code = nextCode(phone)
    const through = await call(again.token, 'POST', FACTOR, { code })
    expect(through.json()).toMatchObject({ owes: null, permissions: ['people.edit', 'security.read'] })
    expect(through.json().token).not.toBe(again.token)
    const third = await signIn()
    expect((await call(third.token, 'POST', FACTOR, { code })).json().code).toBe('second_factor.wrong_code')
    expect((await call(third.token, 'POST', FACTOR, { code: nextCode(phone) })).statusCode).toBe(200)
  })
  test('whoever owes a code can do nothing else: neither look, nor set up another authenticator, nor change the password', async () => {
    await enrol((await signIn()).token)
    const { token } = await signIn()
    const answers = [
      await call(token, 'GET', '/api/sessions'),
      await call(token, 'POST', `${FACTOR}/enrolment`),
      await call(token, 'PUT', '/api/session/password', { old: PASSWORD, new: 'another long enough one' }),
      await call(token, 'PUT', '/api/session/post', { postId: chief.postId }),
      await call(token, 'DELETE', FACTOR, { code: '000000' }),
    ]
    expect(answers.map((answer) => [answer.statusCode, answer.json().owes])).toEqual(answers.map(() => [403, 'code']))
    expect((await call(token, 'DELETE', '/api/session')).statusCode).toBe(204)
  })
  test('two requests with the same code: one is let through', async () => {
    const phone = await enrol((await signIn()).token)
    const tokens = [(await signIn()).token, (await signIn()).token]
    const code = nextCode(phone)
    const answers = await Promise.all(tokens.map((token) => call(token, 'POST', FACTOR, { code })))
    expect(answers.map(({ statusCode }) => statusCode).sort()).toEqual([200, 422])
  })
  test('guessing codes is slowed down, for the right one too, and across sessions', async () => {
    const phone = await enrol((await signIn()).token)
    const { token } = await signIn()
    const wrong = codeNow(phone) === '000000' ? '111111' : '000000'
    for (let each = 0; each < 5; each++) expect((await call(token, 'POST', FACTOR, { code: wrong })).statusCode).toBe(422)
    const other = (await signIn()).token
    expect((await call(other, 'POST', FACTOR, { code: nextCode(phone) })).json()).toMatchObject({
      status: 429,
      code: 'session.locked',
      retryAfter: 30,
    })
    clock.advance(30_000)
    expect((await call(other, 'POST', FACTOR, { code: codeNow(phone) })).statusCode).toBe(200)
  })
})

describe('recovery codes', () => {
  test('let somebody in once each, however they are typed', async () => {
    const { recoveryCodes } = await enrol((await signIn()).token)
    const [code = ''] = recoveryCodes
    const { token } = await signIn()
    expect((await call(token, 'POST', FACTOR, { code: 'zzzzz-zzzzz' })).statusCode).toBe(422)
    const through = await call(token, 'POST', FACTOR, { code: ` ${code.toUpperCase().replace('-', ' ')} ` })
    expect(through.statusCode).toBe(200)
    expect((await call(through.json().token, 'GET', FACTOR)).json().recoveryCodesLeft).toBe(9)
    expect((await call((await signIn()).token, 'POST', FACTOR, { code })).json().code).toBe('second_factor.wrong_code')
  })
  test('are worthless once new ones are drawn; the authenticator can be taken off with one', async () => {
    const phone = await enrol((await signIn()).token)
    const renewed = await call(phone.token, 'POST', `${FACTOR}/recovery-codes`, { code: nextCode(phone) })
    const fresh: string[] = renewed.json().recoveryCodes
    expect(fresh.some((code) => phone.recoveryCodes.includes(code))).toBe(false)
    expect((await call(phone.token, 'DELETE', FACTOR, { code: phone.recoveryCodes[0] ?? '' })).statusCode).toBe(422)
    const off = await call(phone.token, 'DELETE', FACTOR, { code: fresh[0] ?? '' })
    expect(off.json()).toMatchObject({ owes: 'enrolment', permissions: [] })
  })
})

describe('what the database holds', () => {
  test('neither the secret nor a recovery code, and nothing that opens elsewhere', async () => {
    const { totp, recoveryCodes } = await enrol((await signIn()).token)
    const factor = await db.selectFrom('secondFactor').selectAll().where('personId', '=', chief.personId).executeTakeFirstOrThrow()
    const codes = await db.selectFrom('recoveryCode').selectAll().where('personId', '=', chief.personId).execute()
    const held = JSON.stringify([factor, codes])
    expect(codes).toHaveLength(10)
    for (const secret of [totp.secret.base32, ...recoveryCodes, ...recoveryCodes.map((code) => code.replace('-', ''))])
      expect(held).not.toContain(secret)
    const other = await insertTestPerson(db, city, ['people.edit'])
    await db
      .insertInto('secondFactor')
      .values({ ...factor, personId: other.personId, lastStep: 0 })
      .execute()
    const { token } = await signIn(other)
    expect((await call(token, 'POST', FACTOR, { code: nextCode({ totp }) })).json().code).toBe('second_factor.wrong_code')
  })
  test('is opened by the key of the installation alone, for what it was sealed for', () => {
    const [box, other] = [makeSecretBox('one key of thirty-two signs or so'), makeSecretBox('another key of as many signs here')]
    const sealed = box.seal('geheim', 'a/1')
    expect(box.open(sealed, 'a/1')).toBe('geheim')
    expect([box.open(sealed, 'a/2'), other.open(sealed, 'a/1'), box.open('v1.', 'a/1'), box.open(`${sealed}x`, 'a/1')]).toEqual(
      Array(4).fill(undefined),
    )
    expect(box.seal('geheim', 'a/1')).not.toBe(sealed)
    expect(box.digest('x', 'a')).not.toBe(other.digest('x', 'a'))
  })
  test('the key is made once, for its owner’s eyes only', () => {
    const dataDir = join(mkdtempSync(join(tmpdir(), 'wangge-key-')), 'var')
    const key = readSecretKey({ secretKey: undefined, dataDir })
    expect(key.length).toBeGreaterThanOrEqual(43)
    expect(readSecretKey({ secretKey: undefined, dataDir })).toBe(key)
    expect(statSync(join(dataDir, 'secret-key')).mode & 0o777).toBe(0o600)
    expect(readFileSync(join(dataDir, 'secret-key'), 'utf8').trim()).toBe(key)
    expect(readSecretKey({ secretKey: 'of the environment', dataDir: '/nowhere' })).toBe('of the environment')
  })
})

describe('an authenticator that is lost', () => {
  test('is taken off by somebody else who may, which is in the log; sessions end and the next sign-in sets up another', async () => {
    const phone = await enrol((await signIn()).token)
    const keeper = await insertTestPerson(db, city, ['security.edit'])
    const { authorization } = await signedIn(db, city, keeper)
    const reset = (id: string) =>
      app.inject({
        method: 'POST',
        url: `/api/people/${id}/second-factor/reset`,
        headers: { authorization },
        payload: { requestId: newId() },
      })
    expect((await reset(chief.personId)).json()).toEqual({ id: chief.personId, hadAuthenticator: true, endedSessions: 1 })
    expect((await call(phone.token, 'GET', '/api/session')).statusCode).toBe(401)
    expect(await signIn()).toMatchObject({ owes: 'enrolment' })
    expect((await reset(keeper.personId)).json().code).toBe('organisation.own_account')
    const entries = await db.selectFrom('auditEntry').select(['action', 'subject']).where('personId', '=', keeper.personId).execute()
    expect(entries).toEqual([{ action: 'person.reset-second-factor', subject: chief.personId }])
  })
  test('is not taken off by who looks after people only, nor by who is elsewhere', async () => {
    const manager = await signedIn(db, city, await insertTestPerson(db, city, ['people.edit']))
    const payload = { requestId: newId() }
    const url = `/api/people/${chief.personId}/second-factor/reset`
    expect((await app.inject({ method: 'POST', url, headers: manager, payload })).json().code).toBe('permission.denied')
    const elsewhere = await insertTestCity(db, '5302')
    const far = await signedIn(db, elsewhere, await insertTestPerson(db, elsewhere, ['security.edit']))
    expect((await app.inject({ method: 'POST', url, headers: far, payload })).statusCode).toBe(404)
  })
})

describe('the rules of a city', () => {
  const url = '/api/sign-in-settings'
  const keeper = async (permissions = ['security.read', 'security.edit']) =>
    signedIn(db, city, await insertTestPerson(db, city, permissions), clock.now())
  const put = (headers: { authorization: string }, settings: object) =>
    app.inject({ method: 'PUT', url, headers, payload: { requestId: newId(), ...settings } })

  test('say for a role what it asks for, at once and in the log; a role there is none of is refused', async () => {
    const headers = await keeper()
    const worker = await insertTestPerson(db, city, ['case.read'])
    const open = await signIn(worker)
    const { roleCode } = await db.selectFrom('post').select('roleCode').where('id', '=', worker.postId).executeTakeFirstOrThrow()
    const view = (await put(headers, { idleMinutes: 20, byRole: { [roleCode]: { secondFactor: 'always' } } })).json()
    expect(view.roles.find(({ code }: { code: string }) => code === roleCode)).toMatchObject({ asksUnlessSet: false, asks: true })
    expect((await call(open.token, 'GET', '/api/session')).json()).toMatchObject({ owes: 'enrolment', permissions: [] })
    expect((await app.inject({ url, headers })).json()).toEqual(view)
    const log = await db
      .selectFrom('auditEntry')
      .select('details')
      .where('cityId', '=', city.cityId)
      .where('action', '=', 'sign-in.set')
      .execute()
    expect(log).toMatchObject([{ details: { body: { idleMinutes: 20, byRole: { [roleCode]: { secondFactor: 'always' } } } } }])
    expect((await put(headers, { byRole: { nobodys: {} } })).json()).toMatchObject({ status: 404, field: 'byRole.nobodys' })
    expect((await put(headers, { byRole: {}, idleMinutes: 0 })).json()).toMatchObject({ status: 400, field: 'idleMinutes' })
    expect((await put(headers, { byRole: {} })).json().settings).toEqual({ byRole: {} })
  })
  test('are seen and set by who looks after security, for the whole city', async () => {
    expect((await put(await keeper(['people.edit', 'security.read']), { byRole: {} })).statusCode).toBe(403)
    expect((await app.inject({ url, headers: await keeper(['people.edit']) })).statusCode).toBe(403)
  })
})

describe('which posts ask for one', () => {
  const ask = (permissions: string[], isDemo: boolean, signIn: unknown = {}) =>
    needsSecondFactor({ settings: readSignInSettings(signIn), roleCode: 'chief', permissions, isDemo })

  test('those that administer, in real cities; a role may say otherwise, anywhere', () => {
    expect([ask(['case.read'], false), ask(['case.read', 'audit.read'], false), ask(['people.edit'], true)]).toEqual([false, true, false])
    const never = { byRole: { chief: { secondFactor: 'never' } } }
    const always = { byRole: { chief: { secondFactor: 'always' } } }
    expect([ask(['people.edit'], false, never), ask([], false, always), ask([], true, always)]).toEqual([false, true, true])
  })
  test('a demo city goes on with one click', async () => {
    await db.updateTable('city').set({ isDemo: true }).where('cityId', '=', city.cityId).execute()
    expect(await signIn()).toMatchObject({ owes: null, permissions: ['people.edit', 'security.read'] })
    await db.updateTable('city').set({ isDemo: false }).where('cityId', '=', city.cityId).execute()
  })
})

test('codes are those of RFC 6238 (appendix B, SHA-1, the last six digits), a step early or late', () => {
  const secret = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ'
  for (const [seconds, code] of [
    [59, '287082'],
    [1111111109, '081804'],
    [1234567890, '005924'],
    [20000000000, '353130'],
  ] as const) {
    const step = Math.floor(seconds / 30)
    expect(stepOf(secret, code, new Date(seconds * 1000))).toBe(step)
    expect(stepOf(secret, code, new Date((seconds + 30) * 1000))).toBe(step)
    expect(stepOf(secret, code, new Date((seconds + 90) * 1000))).toBeUndefined()
  }
})
