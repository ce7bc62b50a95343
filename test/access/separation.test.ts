import { randomUUID } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { DEMO_CITY_ID } from '#demo/city.ts'
import { administratorsOf, separationFault } from '#organisation/administrators.ts'
import { DEFAULT_ROLES } from '#organisation/default-roles.ts'
import { PERMISSIONS } from '#organisation/permission-words.ts'
import { organisationRoutes } from '#organisation/routes.ts'
import type { Db } from '#platform/db.ts'
import { newId } from '#platform/identifier.ts'
import { makeSmallCity, type SmallCity } from '#test/support/city.ts'
import { testDatabase } from '#test/support/database.ts'
import { demoCity } from '#test/support/demo-city.ts'
import { signedIn, testApp } from '#test/support/http.ts'

const TODAY = '2026-03-02'
let db: Db
let city: SmallCity
let app: FastifyInstance
beforeAll(async () => {
  db = (await testDatabase()).db
  city = await makeSmallCity(db)
  app = await testApp({ cityId: city.cityId, routes: organisationRoutes })
})
afterAll(() => app?.close())

interface Seat {
  readonly personId: string
  readonly postId: string
}

async function by(who: Seat, method: 'POST' | 'PUT', url: string, body: object) {
  const headers = await signedIn(db, { cityId: city.cityId, unitId: '' }, { ...who, login: '' })
  const answer = await app.inject({ method, url, headers, payload: { requestId: randomUUID(), ...body } })
  return { status: answer.statusCode, body: answer.json() }
}

/** A vacant post of a role in a unit of the city. */
async function vacancy(role: string, unit = 'centre'): Promise<string> {
  const id = newId()
  const row = { cityId: city.cityId, id, unitId: city.unit(unit).id, roleCode: role, title: role, titleEn: null, rank: 1, areaCodes: null }
  await db
    .insertInto('post')
    .values({ ...row, validFrom: city.since, validTo: null })
    .execute()
  return id
}

/** Somebody new, in a new post of a role. */
async function somebody(role: string, unit = 'centre'): Promise<Seat & { appointmentId: string }> {
  const [personId, appointmentId, postId] = [newId(), newId(), await vacancy(role, unit)]
  const { cityId, since: validFrom } = city
  await db
    .insertInto('person')
    .values({ cityId, id: personId, name: '某某', login: null, passwordHash: null, locale: 'zh', createdAt: new Date() })
    .execute()
  await db
    .insertInto('appointment')
    .values({ cityId, id: appointmentId, personId, postId, kind: 'holder', validFrom, validTo: null })
    .execute()
  return { personId, postId, appointmentId }
}

const appoint = (who: Seat, path: 'appointments' | 'administrators', personId: string, postId: string, more: object = {}) =>
  by(who, 'POST', `/api/${path}`, { personId, postId, validFrom: TODAY, ...more })
const role = (code: string, permissions: readonly string[]) => ({ code, name: code, nameEn: code, permissions })
const system = () => city.person('administrator')
const security = () => city.person('security')

it('no role that is shipped joins two administrators, and whoever audits only reads', () => {
  for (const { code, permissions } of DEFAULT_ROLES) expect([code, separationFault(permissions)]).toEqual([code, null])
  const kinds = DEFAULT_ROLES.flatMap(({ permissions }) => administratorsOf(permissions))
  expect(new Set(kinds)).toEqual(new Set(['system', 'security', 'audit']))
  const auditor = DEFAULT_ROLES.find(({ code }) => code === 'auditor')?.permissions ?? []
  for (const each of PERMISSIONS.filter((permission) => !/^(audit|organisation|people)\.read$/.test(permission)))
    expect([each, separationFault([...auditor, each]) === null]).toEqual([each, false])
  expect(separationFault(['people.edit', 'security.read'])).toBe('two_administrators')
})

it('nobody in the demo city is two administrators, in all their posts together', async () => {
  await demoCity()
  const rows = await db
    .selectFrom('appointment')
    .innerJoin('post', (join) => join.onRef('post.cityId', '=', 'appointment.cityId').onRef('post.id', '=', 'appointment.postId'))
    .innerJoin('role', (join) => join.onRef('role.cityId', '=', 'post.cityId').onRef('role.code', '=', 'post.roleCode'))
    .select(['appointment.personId', 'role.permissions'])
    .where('appointment.cityId', '=', DEMO_CITY_ID)
    .execute()
  const people = Map.groupBy(rows, ({ personId }) => personId)
  const joined = [...people].filter(([, held]) => separationFault(held.flatMap(({ permissions }) => permissions)) !== null)
  expect(joined).toEqual([])
  expect(people.size).toBeGreaterThan(1000)
}, 120_000)

it('accounts and roles are for security alone, people and places for the system alone', async () => {
  const { personId } = city.person('1-water.handler')
  expect((await by(system(), 'PUT', `/api/people/${personId}/login`, { login: 'a.login' })).status).toBe(403)
  expect((await by(system(), 'POST', `/api/people/${personId}/one-time-password`, {})).status).toBe(403)
  expect((await by(system(), 'POST', '/api/roles', role('mine', ['case.read']))).status).toBe(403)
  expect((await by(security(), 'POST', '/api/people', { name: '新人' })).status).toBe(403)
  expect(
    (await by(security(), 'POST', '/api/posts', { unitId: city.unit('centre').id, roleCode: 'acceptor', title: '岗', validFrom: TODAY }))
      .status,
  ).toBe(403)
})

it('who administers is appointed and unseated by security, everybody else by the system', async () => {
  const { personId } = await somebody('catalogue-approver')
  const [plain, powerful] = [await vacancy('acceptor'), await vacancy('administrator')]
  expect(await appoint(system(), 'appointments', personId, powerful)).toMatchObject({
    status: 403,
    body: { code: 'organisation.not_yours_to_grant', administrators: ['system'] },
  })
  expect(await appoint(security(), 'administrators', personId, plain)).toMatchObject({
    status: 403,
    body: { code: 'organisation.not_yours_to_grant' },
  })
  expect((await appoint(system(), 'appointments', personId, plain)).status).toBe(201)
  expect((await appoint(security(), 'administrators', personId, powerful)).status).toBe(201)
  const auditor = await somebody('auditor')
  expect(await by(system(), 'POST', `/api/appointments/${auditor.appointmentId}/end`, { on: TODAY })).toMatchObject({
    status: 403,
    body: { code: 'organisation.not_yours_to_grant' },
  })
  expect((await by(security(), 'POST', `/api/administrators/${auditor.appointmentId}/end`, { on: TODAY })).status).toBe(200)
  expect((await appoint(security(), 'administrators', security().personId, await vacancy('administrator'))).body.code).toBe(
    'organisation.more_than_held',
  )
})

it('no combination of posts makes one person two administrators, or lets an auditor do anything', async () => {
  const separated = { status: 409, body: { code: 'organisation.separation' } }
  const keeper = await somebody('administrator')
  expect(await appoint(security(), 'administrators', keeper.personId, await vacancy('security-administrator'))).toMatchObject(separated)
  expect(await appoint(security(), 'administrators', keeper.personId, await vacancy('auditor'), { kind: 'deputy' })).toMatchObject(
    separated,
  )
  const worker = await somebody('acceptor')
  expect(await appoint(security(), 'administrators', worker.personId, await vacancy('auditor'))).toMatchObject({
    ...separated,
    body: { fault: 'audit_and_more' },
  })
  const auditor = await somebody('auditor')
  expect(await appoint(system(), 'appointments', auditor.personId, await vacancy('handler', 'water'))).toMatchObject(separated)
  await by(security(), 'POST', `/api/administrators/${auditor.appointmentId}/end`, { on: TODAY })
  expect((await appoint(system(), 'appointments', auditor.personId, await vacancy('handler', 'water'))).status).toBe(201)
})

it('no change of a role joins what is apart, in the role or in whoever holds it', async () => {
  const joined = await by(security(), 'POST', '/api/roles', role('both', ['organisation.edit', 'audit.read']))
  expect(joined).toMatchObject({ status: 409, body: { code: 'organisation.separation', fault: 'two_administrators' } })
  expect((await by(security(), 'POST', '/api/roles', role('helper', ['case.read']))).status).toBe(201)
  const { personId } = await somebody('administrator')
  expect((await appoint(system(), 'appointments', personId, await vacancy('helper'))).status).toBe(201)
  const { code: _, ...fields } = role('helper', ['case.read', 'security.read'])
  expect(await by(security(), 'PUT', '/api/roles/helper', fields)).toMatchObject({
    status: 409,
    body: { code: 'organisation.separation', personId },
  })
  expect((await by(security(), 'PUT', '/api/roles/helper', { ...fields, permissions: ['case.read', 'people.edit'] })).status).toBe(200)
})

it('a role is the whole city’s: who looks after a district changes none', async () => {
  const near = await somebody('security-administrator', '1-centre')
  expect(await by(near, 'POST', '/api/roles', role('local', ['case.read']))).toMatchObject({
    status: 403,
    body: { code: 'organisation.outside_area' },
  })
  const { code: _, ...fields } = role('idle', [])
  expect((await by(near, 'PUT', '/api/roles/acceptor', fields)).status).toBe(403)
  const far = await vacancy('auditor', '2-centre')
  expect((await appoint(near, 'administrators', (await somebody('catalogue-approver', '1-centre')).personId, far)).status).toBe(404)
})
