import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { organisationRoutes } from '#organisation/routes.ts'
import type { Db } from '#platform/db.ts'
import { newId } from '#platform/identifier.ts'
import { makeSmallCity, type SmallCity } from '#test/support/city.ts'
import { testDatabase } from '#test/support/database.ts'
import { signedIn, testApp } from '#test/support/http.ts'
import { photoForm } from '#test/support/photos.ts'

let db: Db
let city: SmallCity
let app: FastifyInstance
let session: { authorization: string }

beforeAll(async () => {
  db = (await testDatabase()).db
  city = await makeSmallCity(db)
  app = await testApp({ cityId: city.cityId, routes: organisationRoutes })
  const { personId, postId } = city.person('administrator')
  session = await signedIn(db, { cityId: city.cityId, unitId: '' }, { personId, postId, login: '' })
})
afterAll(() => app.close())

const HEAD = 'name,login,unit,role,title,rank,valid_from\n'
async function send(text: string, dryRun: 'true' | 'false', requestId = newId()) {
  const { payload, headers } = photoForm(Buffer.from(text), { requestId, dryRun }, 'people.csv')
  const response = await app.inject({ method: 'POST', url: '/api/people/import', payload, headers: { ...session, ...headers } })
  return { status: response.statusCode, body: response.json() }
}
const people = async (search: string) =>
  (await app.inject({ method: 'GET', url: `/api/people?search=${encodeURIComponent(search)}`, headers: session })).json()

test('every bad row is named by column and rule, and nobody is added', async () => {
  const text = `${HEAD}新甲,new.one,U-1-water,handler,处置员,,2026-02-01\n新乙,New Two,U-none,handler,处置员,99,2026-02-01\n新丙,,U-none,ghost,处置员,,2026-02-01\n新丁,new.one,U-1-water,handler,处置员,,2019-12-31\n`
  for (const dryRun of ['true', 'false'] as const) {
    const { status, body } = await send(text, dryRun)
    expect({ status, imported: body.imported, rows: body.rows }).toEqual({ status: 200, imported: false, rows: 4 })
    expect(body.faults.map(({ row, column, rule }: Record<string, unknown>) => [row, column, rule])).toEqual([
      [3, 'login', 'value'],
      [3, 'rank', 'value'],
      [4, 'unit', 'unknownUnit'],
      [4, 'role', 'unknownRole'],
      [5, 'unit', 'closedUnit'],
      [5, 'login', 'repeated'],
    ])
    for (const { zh, en } of body.faults) expect([/[一-龥]/.test(zh), /[a-z]/.test(en)]).toEqual([true, true])
  }
  expect((await people('新甲')).total).toBe(0)
  expect((await send('name,login\nX,y\n', 'true')).body.faults[0]).toMatchObject({ row: 1, column: 'unit', rule: 'column' })
})

test('a sound file is tried, then taken whole and once, and comes out again', async () => {
  const text = `${HEAD}新甲,new.one,U-1-water,handler,处置员,2,2026-02-01\n新乙,,U-1-centre,acceptor,受理员,,2026-02-01\n`
  expect((await send(text, 'true')).body).toEqual({ imported: false, rows: 2, faults: [] })
  expect((await people('新甲')).total).toBe(0)
  const requestId = newId()
  const done = await send(text, 'false', requestId)
  expect(done.body).toEqual({ imported: true, rows: 2, faults: [] })
  expect(await send(text, 'false', requestId)).toEqual(done)
  expect(await people('新甲')).toMatchObject({
    total: 1,
    items: [{ login: 'new.one', maySignIn: false, posts: [{ roleCode: 'handler' }] }],
  })
  expect((await send(text, 'true')).body.faults).toMatchObject([{ row: 2, column: 'login', rule: 'loginTaken' }])
  const file = await app.inject({ method: 'GET', url: '/api/people/export', headers: session })
  expect(file.body).toContain('新甲,new.one,U-1-water,handler,处置员,,2,2026-02-01,holder,')
})
