import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { Db } from '#platform/db.ts'
import { newId } from '#platform/identifier.ts'
import { preferenceRoutes } from '#platform/preference-routes.ts'
import { testDatabase } from '#test/support/database.ts'
import { insertTestCity, insertTestPerson, signedIn, type TestCity, type TestPerson, testApp } from '#test/support/http.ts'

let db: Db
let app: FastifyInstance
let city: TestCity
let person: TestPerson
let headers: { authorization: string }

beforeAll(async () => {
  db = (await testDatabase()).db
  city = await insertTestCity(db)
  app = await testApp({ cityId: city.cityId, routes: preferenceRoutes })
})
beforeEach(async () => {
  person = await insertTestPerson(db, city, [])
  headers = await signedIn(db, city, person)
})
afterAll(() => app.close())

const read = async (as = headers) => (await app.inject({ url: '/api/preferences', headers: as })).json()
const put = (key: string, value: unknown) =>
  app.inject({ method: 'PUT', url: `/api/preferences/${key}`, payload: { value } as object, headers })

test("are nobody else's, start empty, and the last to write wins", async () => {
  expect(await read()).toEqual({})
  const filter = { id: newId(), name: '我的超时', query: 'box=overdue&sort=due' }
  const workbench = { columns: ['number', 'address'], density: 'compact' }
  for (const [key, value] of Object.entries({ language: 'en', theme: 'dark', workbench, 'saved-filters': [filter] }))
    expect((await put(key, value)).statusCode).toBe(200)
  const again = await put('theme', 'light')
  expect(again.json()).toEqual({ language: 'en', theme: 'light', workbench, 'saved-filters': [filter] })
  expect(await read()).toEqual(again.json())
  expect(await read(await signedIn(db, city, await insertTestPerson(db, city, [])))).toEqual({})
})

test.each([
  ['language', 'fr'],
  ['theme', null],
  ['workbench', { columns: ['<script>'], density: 'compact' }],
  ['workbench', { columns: Array.from({ length: 41 }, (_, each) => `c${each}`), density: 'compact' }],
  ['saved-filters', Array.from({ length: 51 }, () => ({ id: newId(), name: 'x', query: '' }))],
  ['saved-filters', [{ id: newId(), name: 'x', query: 'q'.repeat(2001) }]],
  ['saved-filters', Array.from({ length: 2 }, () => ({ id: '019ad000-0000-7000-8000-000000000000', name: 'x', query: '' }))],
])('%s takes no %j', async (key, value) => {
  expect((await put(key, value)).json()).toMatchObject({ status: 400, code: 'request.invalid' })
  expect(await read()).toEqual({})
})

test('know no other key, and nobody without a session', async () => {
  expect((await put('favourite-colour', 'red')).statusCode).toBe(404)
  expect((await app.inject({ url: '/api/preferences' })).statusCode).toBe(401)
})

test('of an older version that no longer fit are as if not set', async () => {
  await put('language', 'en')
  await db.updateTable('preference').set({ value: '"klingon"' }).where('personId', '=', person.personId).execute()
  const old = { cityId: city.cityId, personId: person.personId, key: 'colour', value: '"red"', at: new Date() }
  await db.insertInto('preference').values(old).execute()
  expect(await read()).toEqual({})
})

test('go with the person', async () => {
  await put('language', 'en')
  await db.deleteFrom('appointment').where('personId', '=', person.personId).execute()
  await db.deleteFrom('person').where('cityId', '=', city.cityId).where('id', '=', person.personId).execute()
  expect(await db.selectFrom('preference').selectAll().where('personId', '=', person.personId).execute()).toEqual([])
})
