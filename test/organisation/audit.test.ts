import { randomUUID } from 'node:crypto'
import { parse } from 'csv-parse/sync'
import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { organisationRoutes } from '#organisation/routes.ts'
import { handClock } from '#platform/clock.ts'
import type { Db } from '#platform/db.ts'
import { newId } from '#platform/identifier.ts'
import { makeSmallCity, type SmallCity } from '#test/support/city.ts'
import { testDatabase } from '#test/support/database.ts'
import { insertTestPost, START, signedIn, testApp } from '#test/support/http.ts'

let db: Db
let city: SmallCity
let app: FastifyInstance
let auditor: Record<string, string>
const clock = handClock(START)

beforeAll(async () => {
  db = (await testDatabase()).db
  city = await makeSmallCity(db)
  app = await testApp({ cityId: city.cityId, routes: organisationRoutes, clock })
  const { personId } = city.person('centre.acceptor')
  const unitId = city.unit('centre').id
  const postId = await insertTestPost(db, { cityId: city.cityId, unitId }, personId, ['audit.read', 'people.read'])
  auditor = await signedIn(db, { cityId: city.cityId, unitId }, { personId, postId, login: '' })
  for (const [index, name] of ['=1+1,"坏"', '乙社区', '丙社区'].entries()) {
    clock.set(new Date(START.getTime() + index * 60_000))
    const { personId: id, postId: inPost } = city.person('administrator')
    const headers = await signedIn(db, { cityId: city.cityId, unitId }, { personId: id, postId: inPost, login: '' }, clock.now())
    const url = `/api/divisions/${city.code(`1.1.${(index % 2) + 1}`)}/rename`
    const payload = { requestId: randomUUID(), name, on: index === 2 ? '2026-03-01' : '2026-02-01' }
    expect((await app.inject({ method: 'POST', url, headers, payload })).statusCode).toBe(200)
  }
})
afterAll(() => app.close())

const read = async (query: string, path = '/api/audit') => app.inject({ method: 'GET', url: `${path}?${query}`, headers: auditor })
const items = async (query: string) => (await read(query)).json().items

test('the log comes newest first, page by page, with who, in which post, what was asked and answered', async () => {
  const first = (await read('limit=2')).json()
  expect(first.items).toMatchObject([
    {
      action: 'division.rename',
      subject: city.code('1.1.1'),
      body: { name: '丙社区' },
      answer: { name: '丙社区', validFrom: '2026-03-01' },
    },
    { personName: expect.stringMatching(/^测试员/), postTitle: 'administrator', params: { code: city.code('1.1.2') } },
  ])
  expect(first.items[0].body.requestId).toBe(first.items[0].requestId)
  const second = (await read(`limit=2&after=${first.next}`)).json()
  expect(second).toMatchObject({ items: [{ at: START.toISOString() }], next: null })
})

test('it is filtered by person, action, subject and time', async () => {
  expect(await items(`personId=${city.person('administrator').personId}`)).toHaveLength(3)
  expect(await items(`personId=${newId()}`)).toEqual([])
  expect(await items('action=division.rename')).toHaveLength(3)
  expect(await items('action=division.merge')).toEqual([])
  expect(await items(`subject=${city.code('1.1.1')}`)).toHaveLength(2)
  const minute = (index: number) => encodeURIComponent(new Date(START.getTime() + index * 60_000).toISOString())
  expect(await items(`from=${minute(1)}&to=${minute(2)}`)).toMatchObject([{ body: { name: '乙社区' } }])
  expect((await read('', '/api/audit/actions')).json()).toEqual({ items: ['division.rename'] })
})

test('it is exported as CSV that no spreadsheet runs', async () => {
  const response = await read(`subject=${city.code('1.1.1')}`, '/api/audit/export')
  expect(response.headers['content-type']).toMatch(/^text\/csv/)
  const rows: string[][] = parse(response.body, { bom: true })
  expect(rows).toHaveLength(3)
  expect(rows[2]?.slice(3, 5)).toEqual(['division.rename', city.code('1.1.1')])
  expect(JSON.parse(rows[2]?.[7] ?? '')).toMatchObject({ name: '=1+1,"坏"' })
})

test('nobody else reads it, not even whoever made the entries', async () => {
  const { personId, postId } = city.person('administrator')
  const headers = await signedIn(db, { cityId: city.cityId, unitId: '' }, { personId, postId, login: '' }, clock.now())
  expect((await app.inject({ method: 'GET', url: '/api/audit', headers })).json()).toMatchObject({ code: 'permission.denied' })
})
