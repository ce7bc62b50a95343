import { randomUUID } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { organisationRoutes } from '#organisation/routes.ts'
import type { Db } from '#platform/db.ts'
import { makeSmallCity, type SmallCity } from '#test/support/city.ts'
import { testDatabase } from '#test/support/database.ts'
import { signedIn, testApp } from '#test/support/http.ts'

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

async function ask(method: 'GET' | 'POST' | 'PUT', url: string, payload?: object) {
  const { personId, postId } = city.person('administrator')
  const headers = await signedIn(db, { cityId: city.cityId, unitId: '' }, { personId, postId, login: '' })
  const body = payload && { requestId: randomUUID(), ...payload }
  const response = await app.inject({ method, url, headers, ...(body && { payload: body }) })
  return { status: response.statusCode, body: response.json() }
}

test('a grid takes another name and region class from a day on and keeps its outline and its past', async () => {
  const code = city.code('1.1.1.1')
  const grids = async (day: string) => (await ask('GET', `/api/divisions/${city.code('1.1.1')}/grids?on=${day}`)).body.features[0]
  const before = await grids('2026-01-31')
  const renamed = await ask('POST', `/api/grids/management/${code}/rename`, { name: '双桥第一网格', regionClass: 2, on })
  expect(renamed.body).toMatchObject({ code, name: '双桥第一网格', regionClass: 2, validFrom: on })
  expect(await grids('2026-01-31')).toMatchObject({ properties: { name: '1.1.1.1网格', regionClass: 1 } })
  const after = await grids(on)
  expect(after).toMatchObject({ properties: { name: '双桥第一网格', regionClass: 2 } })
  expect(after.geometry).toEqual(before.geometry)
  expect((await ask('POST', `/api/grids/unit/${code}/rename`, { name: '无', on })).body).toMatchObject({ code: 'organisation.not_found' })
})

test('a zone governs other divisions from a day on; one of another zone is refused', async () => {
  const url = `/api/zones/${city.zoneCode}/divisions`
  const governed = async (day: string) => (await ask('GET', `/api/zones?on=${day}`)).body.items[0].divisionCodes
  const set = (divisionCodes: string[], day = on) => ask('PUT', url, { divisionCodes, on: day })
  expect((await set([city.code('2.2'), city.code('2.1.1')])).body.divisionCodes).toEqual([city.code('2.1.1'), city.code('2.2')])
  expect((await set([city.code('2.1.1')])).status).toBe(200)
  expect((await set([city.code('2.2')])).status).toBe(200)
  expect([await governed('2026-01-31'), await governed(on)]).toEqual([[city.code('2.2')], [city.code('2.2')]])
  expect((await set([city.code('2.2'), '999'])).body).toMatchObject({ code: 'organisation.outside_area' })
  const other = { code: 'Z2', name: '另一区', divisionCodes: [city.code('1.2')], validFrom: on }
  expect((await ask('POST', '/api/zones', other)).status).toBe(201)
  expect((await set([city.code('2.2'), city.code('1.2')])).body).toMatchObject({
    code: 'organisation.wrong_sources',
    field: 'divisionCodes',
  })
  expect((await set([city.code('2.2')], '2999-01-01')).body).toMatchObject({ code: 'organisation.wrong_day' })
})

test('a post is closed when nobody is appointed to it any more, and takes no appointment after that', async () => {
  const { postId, personId } = city.person('2-power.handler')
  const close = (day: string) => ask('POST', `/api/posts/${postId}/close`, { on: day })
  expect((await close('2026-03-01')).body).toMatchObject({ code: 'organisation.still_in_use', appointments: 1 })
  const { appointments } = (await ask('GET', `/api/people/${personId}`)).body
  await ask('POST', `/api/appointments/${appointments[0].id}/end`, { on: '2026-03-01' })
  expect((await close('2019-01-01')).body).toMatchObject({ code: 'organisation.wrong_day', field: 'on' })
  expect((await close('2026-03-01')).body).toMatchObject({ id: postId, validTo: '2026-03-01' })
  const again = { personId, postId, validFrom: '2026-03-02' }
  expect((await ask('POST', '/api/appointments', again)).body).toMatchObject({ code: 'organisation.wrong_day', field: 'validFrom' })
  expect((await ask('GET', `/api/units/${city.unit('2-power').id}`)).body.posts).toEqual([])
})
