import { randomUUID } from 'node:crypto'
import type { FastifyInstance, InjectOptions } from 'fastify'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { listPasswordFaults } from '#identity/password-rules.ts'
import { DEFAULT_ROLES } from '#organisation/default-roles.ts'
import { organisationRoutes } from '#organisation/routes.ts'
import type { Db } from '#platform/db.ts'
import { makeSmallCity, type SmallCity } from '#test/support/city.ts'
import { testDatabase } from '#test/support/database.ts'
import { signedIn, testApp } from '#test/support/http.ts'

let db: Db
let city: SmallCity
let app: FastifyInstance

beforeAll(async () => {
  db = (await testDatabase()).db
  city = await makeSmallCity(db)
  app = await testApp({ cityId: city.cityId, routes: organisationRoutes })
})
afterAll(() => app.close())

const headersOf = (person: string) => {
  const { personId, postId } = city.person(person)
  return signedIn(db, { cityId: city.cityId, unitId: '' }, { personId, postId, login: '' })
}

async function send(headers: Record<string, string>, method: 'GET' | 'POST' | 'PUT', url: string, payload?: object) {
  const options: InjectOptions = { method, url, headers, ...(payload && { payload }) }
  const response = await app.inject(options)
  return { status: response.statusCode, body: response.statusCode === 204 ? {} : response.json() }
}
const by = async (person: string, method: 'GET' | 'POST' | 'PUT', url: string, payload?: object) =>
  send(await headersOf(person), method, url, payload && { requestId: randomUUID(), ...payload })
const bearer = ({ body }: { body: { token: string } }) => ({ authorization: `Bearer ${body.token}` })
const signIn = (login: string, password: string) => send({}, 'POST', '/api/sessions', { login, password })

/** A person of the small city who can sign in with a password somebody else drew. */
async function withPassword(person: string, login: string): Promise<{ id: string; password: string }> {
  const id = city.person(person).personId
  await by('security', 'PUT', `/api/people/${id}/login`, { login })
  const { body } = await by('security', 'POST', `/api/people/${id}/one-time-password`, {})
  return { id, password: body.oneTimePassword }
}

test('a one-time password opens nothing until another is chosen, and is told once', async () => {
  const { personId: id } = city.person('1-centre.duty-chief')
  const url = `/api/people/${id}/one-time-password`
  expect((await by('security', 'POST', url, {})).body).toMatchObject({ code: 'organisation.no_login' })
  expect((await by('security', 'PUT', `/api/people/${id}/login`, { login: 'chief.one' })).body).toMatchObject({ maySignIn: false })
  const request = { requestId: randomUUID() }
  const drawn = await by('security', 'POST', url, request)
  expect(drawn.body).toEqual({ login: 'chief.one', mustChangePassword: true, oneTimePassword: expect.stringMatching(/^(\w{4}-){3}\w{4}$/) })
  const { oneTimePassword } = drawn.body
  expect((await by('security', 'POST', url, request)).body).toEqual({ login: 'chief.one', mustChangePassword: true })
  const { details, answer } = await db
    .selectFrom('auditEntry')
    .select(['details', 'answer'])
    .where('cityId', '=', city.cityId)
    .where('requestId', '=', request.requestId)
    .executeTakeFirstOrThrow()
  expect(JSON.stringify([details, answer])).not.toContain(oneTimePassword)

  const session = await signIn('chief.one', oneTimePassword)
  expect(session.body).toMatchObject({ permissions: [], mustChangePassword: true })
  expect((await send(bearer(session), 'GET', '/api/people')).body).toMatchObject({ code: 'permission.denied' })
  const change = (old: string, fresh: string) => send(bearer(session), 'PUT', '/api/session/password', { old, new: fresh })
  expect((await change('not this one', 'a password of my own')).body).toMatchObject({ code: 'session.wrong_password', field: 'old' })
  const weak = (await change(oneTimePassword, 'chief.one')).body
  expect(weak).toMatchObject({ code: 'session.weak_password', field: 'new', detail: expect.stringContaining('至少 12 个字符') })
  expect(weak.faults.map(({ rule }: { rule: string }) => rule)).toEqual(['too_short', 'holds_login'])
  const other = await signIn('chief.one', oneTimePassword)
  const changed = await change(oneTimePassword, 'a password of my own')
  expect(changed.body).toMatchObject({ mustChangePassword: false, permissions: expect.arrayContaining(['case.file']) })
  expect((await send(bearer(changed), 'GET', '/api/people')).status).toBe(200)
  expect((await send(bearer(other), 'GET', '/api/session')).status).toBe(401)
  expect((await signIn('chief.one', oneTimePassword)).status).toBe(401)
})

test('a disabled account is out at once and cannot come back; nobody disables their own', async () => {
  const { id, password } = await withPassword('2-centre.acceptor', 'acceptor.two')
  const session = await signIn('acceptor.two', password)
  expect(session.status).toBe(201)
  expect((await by('security', 'PUT', `/api/people/${id}/active`, { active: false })).body).toMatchObject({
    active: false,
    maySignIn: false,
  })
  expect((await send(bearer(session), 'GET', '/api/session')).status).toBe(401)
  expect((await signIn('acceptor.two', password)).status).toBe(401)
  await by('security', 'PUT', `/api/people/${id}/active`, { active: true })
  expect((await signIn('acceptor.two', password)).status).toBe(201)
  await by('security', 'PUT', `/api/people/${id}/login`, { login: null })
  expect((await signIn('acceptor.two', password)).status).toBe(401)
  const own = city.person('security').personId
  expect((await by('security', 'PUT', `/api/people/${own}/active`, { active: false })).body).toMatchObject({
    code: 'organisation.own_account',
  })
})

test('people are found by name, login, title or unit; who may not read people finds no name', async () => {
  const { id } = await withPassword('1-water.handler', 'water-one')
  const search = (person: string, query: string) => by(person, 'GET', `/api/people?${query}`)
  expect((await search('administrator', 'search=water-one')).body).toMatchObject({
    total: 1,
    items: [{ id, login: 'water-one', maySignIn: true, mustChangePassword: true, posts: [{ title: '1-water.handler', kind: 'holder' }] }],
  })
  const { body: found } = await search('administrator', `search=${encodeURIComponent('测试员1')}`)
  expect(found.items.every(({ name }: { name: string }) => name.startsWith('测试员1'))).toBe(true)
  expect(found.total).toBeGreaterThan(1)
  expect((await search('centre.acceptor', `search=${encodeURIComponent('测试员1')}`)).body.total).toBe(0)
  expect((await search('centre.acceptor', 'search=1-water.handler')).body.items).toMatchObject([{ id, name: '测**', login: null }])
  expect((await search('administrator', `unitId=${city.unit('1-water').id}&signIn=true`)).body.items).toMatchObject([{ id }])
  expect((await search('administrator', 'roleCode=administrator')).body.items[0].id).toBe(city.person('administrator').personId)
  const pages = [await search('administrator', 'search=handler&limit=2')]
  const next = await search('administrator', `search=handler&limit=2&after=${pages[0]?.body.next}`)
  expect(next.body.items[0].id > pages[0]?.body.items[1].id).toBe(true)
})

test("a person's page shows appointments, deputies and account, and only to whoever covers them", async () => {
  const chief = city.person('1-centre.duty-chief')
  const deputy = city.person('1-centre.dispatcher')
  const appointment = { personId: deputy.personId, postId: chief.postId, kind: 'deputy', validFrom: '2026-02-01' }
  await by('administrator', 'POST', '/api/appointments', appointment)
  const { body } = await by('administrator', 'GET', `/api/people/${chief.personId}`)
  expect(body).toMatchObject({
    id: chief.personId,
    appointments: [{ kind: 'holder', inForce: true, post: { id: chief.postId, roleName: '值班长' }, unit: { areaCode: city.code('1') } }],
    deputies: [{ personId: deputy.personId, postTitle: '1-centre.duty-chief', validFrom: '2026-02-01' }],
    grids: [],
  })
  expect((await by('administrator', 'GET', `/api/people/${deputy.personId}`)).body.appointments).toHaveLength(2)
  expect((await by('2-centre.duty-chief', 'GET', `/api/people/${chief.personId}`)).body).toMatchObject({ code: 'organisation.not_found' })
  const renamed = await by('administrator', 'PUT', `/api/people/${chief.personId}`, { name: '改了名', locale: 'en' })
  expect(renamed.body).toMatchObject({ name: '改了名' })
})

test('a role is made and changed, but nobody gives themselves more than they hold', async () => {
  const role = { code: 'observer', name: '观察员', nameEn: 'Observer', permissions: ['case.read', 'catalogue.read'] }
  expect((await by('security', 'POST', '/api/roles', role)).status).toBe(201)
  expect((await by('security', 'POST', '/api/roles', role)).body).toMatchObject({ code: 'organisation.code_taken' })
  const unknown = { ...role, code: 'ghost', permissions: ['case.everything'] }
  expect((await by('security', 'POST', '/api/roles', unknown)).body).toMatchObject({ code: 'request.invalid' })
  const { code: _, ...fields } = role
  const more = await by('security', 'PUT', '/api/roles/observer', { ...fields, permissions: [...role.permissions, 'case.file'] })
  expect(more.body.permissions).toContain('case.file')
  const own = DEFAULT_ROLES.find(({ code }) => code === 'security-administrator')
  const change = (permissions: readonly string[]) =>
    by('security', 'PUT', '/api/roles/security-administrator', { name: '安全管理员', nameEn: 'Security administrator', permissions })
  expect((await change([...(own?.permissions ?? []), 'case.file'])).body).toMatchObject({
    code: 'organisation.more_than_held',
    permissions: ['case.file'],
  })
  expect((await change((own?.permissions ?? []).filter((each) => each !== 'security.edit'))).body).toMatchObject({
    code: 'organisation.own_account',
  })
  expect((await change((own?.permissions ?? []).filter((each) => each !== 'people.read'))).status).toBe(200)
  const post = { unitId: city.unit('centre').id, roleCode: 'observer', title: '观察员', validFrom: '2026-02-01' }
  const postId = (await by('administrator', 'POST', '/api/posts', post)).body.id
  const self = { personId: city.person('administrator').personId, postId, validFrom: '2026-02-01' }
  expect((await by('administrator', 'POST', '/api/appointments', self)).body).toMatchObject({ code: 'organisation.more_than_held' })
  expect((await by('centre.acceptor', 'PUT', '/api/roles/observer', fields)).status).toBe(403)
})

test('the rules of a password are told all at once', () => {
  const rules = (password: string, before?: string) => listPasswordFaults({ password, login: 'li.na', before }).map(({ rule }) => rule)
  expect(rules('Li.Na')).toEqual(['too_short', 'holds_login'])
  expect(rules('aaaaaaaaaaaaaa')).toEqual(['too_simple'])
  expect(rules(`${'x'.repeat(198)}yzabc`)).toEqual(['too_long'])
  expect(rules('七个字的长口令也算数可用啊')).toEqual([])
  expect(rules('correct horse battery', 'correct horse battery')).toEqual(['same_as_before'])
})
