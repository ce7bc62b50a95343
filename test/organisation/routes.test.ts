import { randomUUID } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { rectangle } from '#organisation/area.ts'
import { organisationRoutes } from '#organisation/routes.ts'
import type { Db } from '#platform/db.ts'
import { makeSmallCity, type SmallCity } from '#test/support/city.ts'
import { testDatabase } from '#test/support/database.ts'
import { START, signedIn, testApp } from '#test/support/http.ts'

let db: Db
let city: SmallCity
let app: FastifyInstance
const on = '2026-02-01'

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

async function get(person: string, url: string) {
  const response = await app.inject({ method: 'GET', url, headers: await headersOf(person) })
  return { status: response.statusCode, body: response.json() }
}

async function post(person: string, url: string, payload: object) {
  const response = await app.inject({
    method: 'POST',
    url,
    headers: await headersOf(person),
    payload: { requestId: randomUUID(), ...payload },
  })
  return { status: response.statusCode, body: response.json() }
}

/** Follows a list to its end, page by page. */
async function follow(
  person: string,
  path: string,
  limit: number,
): Promise<{ pages: number; items: Record<string, unknown>[]; totals: Set<number> }> {
  const [items, totals]: [Record<string, unknown>[], Set<number>] = [[], new Set()]
  const join = path.includes('?') ? '&' : '?'
  for (let [next, pages]: [string | null, number] = ['', 0]; ; ) {
    const { body } = await get(person, `${path}${join}limit=${limit}${next ? `&after=${encodeURIComponent(next)}` : ''}`)
    items.push(...body.items)
    totals.add(body.total)
    ;[next, pages] = [body.next, pages + 1]
    if (next === null) return { pages, items, totals }
  }
}

test('lists come in pages by key, each row once, with the true total', async () => {
  const units = await follow('centre.acceptor', '/api/units', 7)
  expect(units.pages).toBe(Math.ceil(units.items.length / 7))
  expect([...units.totals]).toEqual([units.items.length])
  expect(new Set(units.items.map(({ code }) => code)).size).toBe(units.items.length)
  expect((await follow('centre.acceptor', '/api/divisions?level=community', 4)).pages).toBe(2)
  expect((await follow('centre.acceptor', '/api/vacancies', 5)).items).toHaveLength(16)
  expect((await follow('administrator', '/api/people', 200)).items).toHaveLength(city.personKeys.length)
})

test('the tree of divisions opens level by level', async () => {
  const { body } = await get('1.1.1-workstation.inspector', `/api/divisions?parent=${city.code('1')}`)
  expect(body).toMatchObject({
    total: 2,
    next: null,
    items: [{ code: city.code('1.1'), level: 'street', hasChildren: true }, { code: city.code('1.2') }],
  })
  expect((await get('centre.acceptor', `/api/divisions?parent=${city.code('1.1.1')}`)).body.items).toEqual([])
  expect((await get('centre.acceptor', `/api/divisions?name=${encodeURIComponent('2.2.1社区')}`)).body.items).toHaveLength(1)
})

test('a point is located in the datum it names, and the datum must be named', async () => {
  const [lon, lat] = city.middle('1.1.1.1')
  expect((await get('centre.acceptor', `/api/places/at?lon=${lon}&lat=${lat}&datum=wgs84`)).body).toMatchObject({
    placeCode: city.code('1.1.1.1'),
    lon,
    lat,
  })
  // One point, 102.709 east, as its three datums have it: read in a wrong one it lies in another grid.
  const placeOf = async (point: string) => (await get('centre.acceptor', `/api/places/at?${point}`)).body.placeCode
  const same = ['lon=102.709&lat=25.005&datum=wgs84', 'lon=102.71043&lat=25.00202&datum=gcj02', 'lon=102.716884&lat=25.008293&datum=bd09']
  for (const point of same) expect(await placeOf(point)).toBe(city.code('1.1.1.1'))
  expect(await placeOf('lon=102.71043&lat=25.00202&datum=wgs84')).toBe(city.code('1.1.1.2'))
  expect(await placeOf('lon=102.716884&lat=25.008293&datum=gcj02')).toBe(city.code('1.1.2.2'))
  expect(await get('centre.acceptor', `/api/places/at?lon=${lon}&lat=${lat}`)).toMatchObject({ status: 400, body: { field: 'datum' } })
  expect(await get('centre.acceptor', '/api/places/at?lon=0&lat=0&datum=wgs84')).toMatchObject({
    status: 404,
    body: { code: 'organisation.outside_city' },
  })
})

test('the grids of a community are a GeoJSON collection', async () => {
  const { body } = await get('centre.acceptor', `/api/divisions/${city.code('1.1.1')}/grids`)
  expect(body.type).toBe('FeatureCollection')
  expect(body.features).toMatchObject([
    { id: city.code('1.1.1.1'), geometry: { type: 'MultiPolygon' } },
    { properties: { name: '1.1.1.2网格' } },
  ])
})

test('names are masked for whoever may not read people, and only the people of the own area are listed', async () => {
  const unit = city.unit('1-centre').id
  expect((await get('1-centre.duty-chief', `/api/units/${unit}`)).body.posts[0].appointed[0].name).toMatch(/^测\*\*$/)
  expect((await get('administrator', `/api/units/${unit}`)).body.posts[0].appointed[0].name).toMatch(/^测试员\d+$/)
  expect(await get('1.1.1-workstation.inspector', `/api/units/${unit}`)).toMatchObject({ status: 403 })
  const own = (await get('1.1.1-workstation.head', '/api/people?limit=200')).body
  expect(own.total).toBe(3)
  expect(own.items).toMatchObject([{ name: '测**', login: null }, {}, {}])
})

test('a change leaves one audit entry, and its replay the same answer', async () => {
  const payload = { requestId: randomUUID(), name: '改名社区', on }
  const url = `/api/divisions/${city.code('2.1.1')}/rename`
  const first = await post('administrator', url, payload)
  expect(first).toMatchObject({ status: 200, body: { name: '改名社区', validFrom: on } })
  expect(await post('administrator', url, payload)).toEqual(first)
  const entries = await db
    .selectFrom('auditEntry')
    .select('action')
    .where('cityId', '=', city.cityId)
    .where('requestId', '=', payload.requestId)
    .execute()
  expect(entries).toEqual([{ action: 'division.rename' }])
  const { body } = await get('centre.acceptor', `/api/divisions/${city.code('2.1.1')}`)
  expect(body).toMatchObject({
    current: { name: '改名社区' },
    versions: [{ name: '2.1.1社区', validTo: on }, { validFrom: on }],
    successions: [{ kind: 'rename' }],
  })
  expect(await post('centre.acceptor', url, payload)).toMatchObject({ status: 403, body: { code: 'permission.denied' } })
})

test("a refused split says in the reader's language what is wrong where, and changes nothing", async () => {
  const code = city.code('1.2.2')
  const part = (serial: string, west: number, east: number) => ({
    code: `${city.code('1.2')}${serial}`,
    name: `部分${serial}`,
    area: rectangle([west, 25.01], [east, 25.02]),
  })
  const { status, body } = await post('administrator', `/api/divisions/${code}/split`, {
    parts: [part('003', 102.72, 102.729), part('004', 102.73, 102.74)],
    on,
  })
  expect(status).toBe(422)
  expect(body).toMatchObject({ code: 'organisation.wrong_outline', field: 'parts', findings: [{ kind: 'gap', parentCode: code }] })
  expect(body.detail).toMatch(/平方米不属于任何社区/)
  expect((await get('centre.acceptor', `/api/divisions/${code}`)).body.versions).toHaveLength(1)
})

test('a new unit, post and person make somebody who can act', async () => {
  const administrator = (url: string, payload: object) => post('administrator', url, payload)
  const unit = {
    code: 'U-NEW',
    name: '新单位',
    kind: 'department',
    duty: 'lighting',
    level: 'district',
    areaCode: city.code('1'),
    validFrom: on,
  }
  const unitId = (await administrator('/api/units', unit)).body.id
  expect(await administrator('/api/units', unit)).toMatchObject({ status: 409, body: { code: 'organisation.code_taken', field: 'code' } })
  const postId = (await administrator('/api/posts', { unitId, roleCode: 'handler', title: '处置员', validFrom: on })).body.id
  const person = await administrator('/api/people', { name: '新来的', login: 'newcomer' })
  expect(person.body).toEqual({ id: expect.any(String), name: '新来的', login: 'newcomer', active: true })
  const appointment = { personId: person.body.id, postId, validFrom: on }
  expect((await administrator('/api/appointments', appointment)).status).toBe(201)
  expect((await administrator('/api/appointments', appointment)).body).toMatchObject({ code: 'organisation.appointment_overlap' })
  const drawn = await post('security', `/api/people/${person.body.id}/one-time-password`, {})
  const { oneTimePassword: password } = drawn.body
  const session = await app.inject({
    method: 'POST',
    url: '/api/sessions',
    payload: { login: 'newcomer', password },
  })
  expect(session.json()).toMatchObject({ level: 'district', areas: [city.code('1')], permissions: [], mustChangePassword: true })
  const own = await app.inject({
    method: 'PUT',
    url: '/api/session/password',
    headers: { authorization: `Bearer ${session.json().token}` },
    payload: { old: password, new: 'another one of my own' },
  })
  expect(own.json()).toMatchObject({ mustChangePassword: false, permissions: expect.arrayContaining(['case.handle']) })
})

test('grid staff fill a vacancy until they leave', async () => {
  const gridCode = city.code('2.2.2.2')
  const view = async () => (await get('administrator', `/api/grids/${gridCode}/staff?on=2026-03-02`)).body
  const { personId } = city.person('2.2.2-team.handler')
  const { body } = await post('administrator', '/api/grid-staff', { gridCode, kindCode: 'head', personId, validFrom: on })
  expect(await view()).toMatchObject({
    staff: [{ kindCode: 'head', personName: expect.stringMatching(/^测试员/) }],
    missing: { length: 5 },
  })
  await post('administrator', `/api/grid-staff/${body.id}/end`, { on: '2026-03-01' })
  expect(await view()).toMatchObject({ staff: [], missing: { length: 6 } })
})

test('the coverage check answers for the whole city', async () => {
  const { body } = await get('centre.duty-chief', '/api/coverage?level=management-grid')
  expect(body).toEqual({
    level: 'management-grid',
    on: START.toISOString().slice(0, 10),
    checkedParents: 8,
    checkedChildren: 16,
    findings: [],
  })
})
