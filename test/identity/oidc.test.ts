import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { FastifyInstance, LightMyRequestResponse } from 'fastify'
import Provider from 'oidc-provider'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { OidcFailure } from '#identity/oidc-client.ts'
import { handClock } from '#platform/clock.ts'
import type { Db } from '#platform/db.ts'
import type { OidcConfig } from '#platform/oidc-config.ts'
import { testDatabase } from '#test/support/database.ts'
import { insertTestCity, insertTestPerson, type TestCity, type TestPerson, testApp } from '#test/support/http.ts'

const PUBLIC = 'https://city.example'
const SECRET = 'a secret the directory and this server share'
const clock = handClock(new Date())
let db: Db
let city: TestCity
let directory: { readonly server: Server; readonly issuer: string }
const apps: FastifyInstance[] = []
const failures: OidcFailure[] = []

/** The directory of some organisation: a real OpenID provider with the pages it comes with; a login is its account. */
async function startDirectory(port = 0) {
  const server = createServer()
  server.listen(port, '127.0.0.1')
  await once(server, 'listening')
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const client = { client_id: 'wangge', client_secret: SECRET, redirect_uris: [`${PUBLIC}/api/oidc/callback`] }
  const provider = new Provider(issuer, {
    clients: [client],
    claims: { openid: ['sub'], profile: ['preferred_username'] },
    findAccount: (_context, login) => ({
      accountId: login,
      claims: () => ({ sub: login, ...(login !== 'nameless' && { preferred_username: login }) }),
    }),
    cookies: { keys: ['for the test'] },
  })
  server.on('request', provider.callback())
  return { server, issuer }
}

const configOf = (more: Partial<OidcConfig> = {}): OidcConfig => ({
  issuer: directory.issuer,
  clientId: 'wangge',
  clientSecret: SECRET,
  claim: 'preferred_username',
  scope: 'openid profile',
  name: { zh: '单位账号', en: 'Directory' },
  secondFactor: false,
  publicUrl: PUBLIC,
  ...more,
})

async function cityApp(more: Partial<OidcConfig> = {}): Promise<FastifyInstance> {
  const onFailure = (failure: OidcFailure) => failures.push(failure)
  const app = await testApp({ cityId: city.cityId, routes: [], clock, trustProxy: true, oidc: configOf(more), onFailure })
  apps.push(app)
  return app
}

beforeAll(async () => {
  db = (await testDatabase()).db
  city = await insertTestCity(db)
  directory = await startDirectory()
})
beforeEach(() => {
  failures.length = 0
  clock.set(new Date())
})
afterAll(async () => {
  for (const app of apps) await app.close()
  directory.server.close()
})

/** A browser: keeps the cookies of each site, and goes on where it is sent until it comes back to our city. */
class Browser {
  readonly #ours = new Map<string, string>()
  readonly #theirs = new Map<string, string>()
  readonly app: FastifyInstance

  constructor(app: FastifyInstance) {
    this.app = app
  }

  async visit(url: string): Promise<LightMyRequestResponse> {
    const cookie = [...this.#ours].map(([name, value]) => `${name}=${value}`).join('; ')
    const headers = { host: 'city.example', 'x-forwarded-proto': 'https', cookie }
    const answer = await this.app.inject({ url, headers })
    for (const { name, value, maxAge } of answer.cookies) maxAge === 0 ? this.#ours.delete(name) : this.#ours.set(name, value)
    return answer
  }

  async #fetch(url: string, form?: Record<string, string>): Promise<Response> {
    const cookie = [...this.#theirs].map(([name, value]) => `${name}=${value}`).join('; ')
    const body = form ? new URLSearchParams(form) : null
    const answer = await fetch(url, { redirect: 'manual', headers: { cookie }, method: form ? 'POST' : 'GET', body })
    for (const line of answer.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
      this.#theirs.set(name, value)
    }
    return answer
  }

  /** Follows the directory's redirects up to its next page, or to the address that leads back to us. */
  async #follow(answer: Response): Promise<{ page?: string; back?: URL }> {
    const location = answer.headers.get('location')
    if (location === null) return { page: await answer.text() }
    const next = new URL(location, directory.issuer)
    if (next.origin === PUBLIC) return { back: next }
    return this.#follow(await this.#fetch(next.href))
  }

  /** Signs in at the directory as its pages ask: a login and any password, then consent; or cancels. */
  async atDirectory(start: string, login: string | null): Promise<URL> {
    let { page, back } = await this.#follow(await this.#fetch(start))
    for (let step = 0; !back && step < 4; step++) {
      const [, action = ''] = /<form[^>]* action="([^"]+)"/.exec(page ?? '') ?? []
      const [, abort = ''] = /href="([^"]+\/abort)"/.exec(page ?? '') ?? []
      const [, prompt = ''] = /name="prompt" value="(\w+)"/.exec(page ?? '') ?? []
      if (action === '') throw new Error(`no form in ${page}`)
      const answer = login === null ? await this.#fetch(abort) : await this.#fetch(action, { prompt, login, password: 'any' })
      ;({ page, back } = await this.#follow(answer))
    }
    if (!back) throw new Error('the directory did not send us back')
    return back
  }
}

const locationOf = (answer: LightMyRequestResponse): string => String(answer.headers.location)
const sessionIn = (answer: LightMyRequestResponse) => answer.cookies.find(({ name }) => name === '__Host-wangge_session')

/** From the button to coming back, as `login` of the directory. */
async function signIn(app: FastifyInstance, login: string | null, next = '/workbench?box=all') {
  const browser = new Browser(app)
  const start = await browser.visit(`/api/oidc/start?next=${encodeURIComponent(next)}`)
  const back = await browser.atDirectory(locationOf(start), login)
  return { browser, start, back, answer: await browser.visit(`${back.pathname}${back.search}`) }
}
const account = (permissions: string[] = ['case.read']): Promise<TestPerson> => insertTestPerson(db, city, permissions)

describe('through a directory of its own', () => {
  test('somebody who has an account here is signed in, by code with PKCE, state and nonce, and goes on where they were', async () => {
    const app = await cityApp()
    const person = await account()
    const { start, answer, browser } = await signIn(app, person.login)
    const asked = new URL(locationOf(start)).searchParams
    expect(Object.fromEntries(asked)).toMatchObject({
      client_id: 'wangge',
      response_type: 'code',
      redirect_uri: `${PUBLIC}/api/oidc/callback`,
      scope: 'openid profile',
      code_challenge_method: 'S256',
    })
    for (const name of ['state', 'nonce', 'code_challenge']) expect(asked.get(name)?.length).toBeGreaterThan(30)
    expect(start.cookies[0]).toMatchObject({ name: '__Host-wangge_oidc', httpOnly: true, secure: true, sameSite: 'Lax' })
    expect([answer.statusCode, locationOf(answer)]).toEqual([303, '/workbench?box=all'])
    expect(sessionIn(answer)).toMatchObject({ httpOnly: true, secure: true, sameSite: 'Strict' })
    const me = (await browser.visit('/api/session')).json()
    expect(me).toMatchObject({ person: { id: person.personId }, post: { id: person.postId }, owes: null, permissions: ['case.read'] })
    expect((await browser.visit('/api/sessions')).json().sessions).toMatchObject([{ openedBy: 'directory', current: true }])
  })
  test('a privileged post still owes its second factor, unless the directory sees to it', async () => {
    const chief = await account(['people.edit'])
    const asking = await signIn(await cityApp(), chief.login)
    expect((await asking.browser.visit('/api/session')).json()).toMatchObject({ owes: 'enrolment', permissions: [] })
    const trusting = await signIn(await cityApp({ secondFactor: true }), chief.login)
    expect((await trusting.browser.visit('/api/session')).json()).toMatchObject({ owes: null, permissions: ['people.edit'] })
  })
  test.each(['https://evil.example/', '//evil.example', '/\\evil.example', 'javascript:alert(1)'])(
    'is never led on to %s',
    async (next) => {
      const { answer } = await signIn(await cityApp(), (await account()).login, next)
      expect(locationOf(answer)).toBe('/')
    },
  )
})

describe('comes to nothing, and the sign-in page says why', () => {
  const refused = (answer: LightMyRequestResponse, reason: string) => {
    expect([answer.statusCode, locationOf(answer), sessionIn(answer)]).toEqual([303, `/?oidc=${reason}`, undefined])
    expect(failures.map((failure) => failure.reason)).toEqual([reason])
  }

  test('when the directory’s account has none here: no account is made', async () => {
    const count = () => db.selectFrom('person').select('id').where('cityId', '=', city.cityId).execute()
    const before = (await count()).length
    refused((await signIn(await cityApp(), 'a-stranger')).answer, 'no-account')
    expect(await count()).toHaveLength(before)
  })
  test('when the account is switched off, or has no post', async () => {
    const app = await cityApp()
    const off = await account()
    await db.updateTable('person').set({ active: false }).where('id', '=', off.personId).execute()
    refused((await signIn(app, off.login)).answer, 'no-account')
    failures.length = 0
    const idle = await account()
    await db.deleteFrom('appointment').where('personId', '=', idle.personId).execute()
    refused((await signIn(app, idle.login)).answer, 'no-post')
  })
  test('when the directory names no login', async () => {
    refused((await signIn(await cityApp(), 'nameless')).answer, 'no-login')
  })
  test('when somebody cancels there', async () => {
    refused((await signIn(await cityApp(), null)).answer, 'declined')
  })
  test('when the answer was asked for by nobody, by another browser, too long ago, or comes twice', async () => {
    const app = await cityApp()
    const { login } = await account()
    refused(await new Browser(app).visit('/api/oidc/callback?code=x&state=y'), 'stale')
    failures.length = 0
    const browser = new Browser(app)
    const start = await browser.visit('/api/oidc/start')
    const back = await browser.atDirectory(locationOf(start), login)
    const thief = new Browser(app)
    await thief.visit('/api/oidc/start')
    refused(await thief.visit(`${back.pathname}${back.search}`), 'refused')
    failures.length = 0
    clock.advance(901_000)
    refused(await browser.visit(`${back.pathname}${back.search}`), 'stale')
    failures.length = 0
    clock.set(new Date())
    const again = await signIn(app, login)
    refused(await again.browser.visit(`${again.back.pathname}${again.back.search}`), 'stale')
  })
  test('when the secret is not the one the directory knows', async () => {
    refused((await signIn(await cityApp({ clientSecret: 'another secret of some length' }), (await account()).login)).answer, 'refused')
  })
  test('when the directory is away; it is found again once it is back', async () => {
    const passing = await startDirectory()
    const stop = () => new Promise((resolve) => passing.server.close(resolve))
    await stop()
    const app = await cityApp({ issuer: passing.issuer })
    refused(await new Browser(app).visit('/api/oidc/start'), 'unavailable')
    const back = await startDirectory(Number(new URL(passing.issuer).port))
    const start = await new Browser(app).visit('/api/oidc/start')
    expect(new URL(locationOf(start)).origin).toBe(passing.issuer)
    back.server.closeAllConnections()
    back.server.close()
  })
})

test('without a directory there is nothing at its addresses', async () => {
  const app = await testApp({ cityId: city.cityId, routes: [] })
  apps.push(app)
  for (const url of ['/api/oidc/start', '/api/oidc/callback']) expect((await app.inject({ url })).statusCode).toBe(404)
})
