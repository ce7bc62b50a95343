import { randomUUID } from 'node:crypto'
import type { FastifyInstance, InjectOptions } from 'fastify'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { catalogueRoutes } from '#catalogue/routes.ts'
import { seedCalendar, seedCatalogue } from '#catalogue/seed-catalogue.ts'
import type { Db } from '#platform/db.ts'
import { mayHear } from '#platform/stream.ts'
import { testDatabase } from '#test/support/database.ts'
import { insertTestCity, insertTestPerson, START, signedIn, type TestCity, testApp } from '#test/support/http.ts'
import { someone } from './new-city.ts'

let db: Db
let city: TestCity
let app: FastifyInstance
let seeded: string
const people: Record<string, { authorization: string }> = {}

beforeAll(async () => {
  db = (await testDatabase()).db
  city = await insertTestCity(db)
  await seedCalendar(db, city.cityId)
  seeded = (await seedCatalogue(db, city.cityId, START)).id
  const editor = ['catalogue.read', 'catalogue.edit', 'catalogue.approve', 'calendar.edit']
  for (const name of ['drafter', 'editor', 'approver']) people[name] = await signedIn(db, city, await insertTestPerson(db, city, editor))
  app = await testApp({ cityId: city.cityId, routes: catalogueRoutes })
})
afterAll(() => app.close())

async function ask(who: string, method: 'GET' | 'POST' | 'PUT' | 'DELETE', url: string, payload?: object) {
  const options: InjectOptions = {
    method,
    url,
    headers: people[who] ?? {},
    ...(payload && { payload: { requestId: randomUUID(), ...payload } }),
  }
  const answer = await app.inject(options)
  return { status: answer.statusCode, body: answer.json() }
}
const VERSIONS = '/api/catalogue/versions'
const draft = async (): Promise<string> => (await ask('drafter', 'POST', VERSIONS, { note: '试改' })).body.id

test('a draft can be discarded, an approved version cannot', async () => {
  const id = await draft()
  expect(await ask('drafter', 'DELETE', `${VERSIONS}/${id}`, {})).toMatchObject({ status: 200, body: { done: true } })
  expect((await ask('drafter', 'GET', `/api/catalogue/types?versionId=${id}`)).body).toMatchObject({ code: 'catalogue.unknown_version' })
  expect((await ask('drafter', 'DELETE', `${VERSIONS}/${seeded}`, {})).body).toMatchObject({ code: 'catalogue.not_a_draft' })
  const entries = await db.selectFrom('auditEntry').select('action').where('cityId', '=', city.cityId).where('subject', '=', id).execute()
  expect(entries.map(({ action }) => action).sort()).toEqual(['catalogue.discard', 'catalogue.draft'])
})

test('the list tells who, when and how much; the findings what blocks approval; whoever edited does not approve', async () => {
  const id = await draft()
  const kiosk = {
    domain: 'urban',
    kind: 'component',
    classCode: '01',
    className: '公用设施',
    itemCode: '74',
    name: '应急电话亭',
    nameEn: 'Call box',
  }
  expect((await ask('editor', 'PUT', `${VERSIONS}/${id}/types/C0174`, kiosk)).status).toBe(200)
  expect((await ask('drafter', 'DELETE', `${VERSIONS}/${id}/types/C0101/conditions/4`, {})).status).toBe(200)
  const [listed, before] = (await ask('approver', 'GET', VERSIONS)).body.versions
  const none = { added: 0, removed: 0, changed: 0 }
  expect(listed).toMatchObject({
    id,
    state: 'draft',
    draftedByName: '试**',
    approvedByName: null,
    comparedWith: seeded,
    differences: { types: { ...none, added: 1 }, conditions: { ...none, removed: 1 }, rules: none },
  })
  expect(before).toMatchObject({ id: seeded, state: 'in_force', comparedWith: null, differences: { types: { removed: 0, changed: 0 } } })
  expect(before.differences.types.added).toBeGreaterThan(100)
  const { body: difference } = await ask('approver', 'GET', `/api/catalogue/difference?from=${seeded}&to=${id}`)
  expect(difference).toMatchObject({ types: { added: [{ code: 'C0174' }] }, conditions: { removed: [{ typeCode: 'C0101' }] } })
  expect(difference.names.C0174).toEqual({ zh: '应急电话亭', en: 'Call box' })

  const findings = async (who: string) => (await ask(who, 'GET', `${VERSIONS}/${id}/findings`)).body
  expect(await findings('approver')).toMatchObject({ ownWork: false, status: 'draft', flaws: [{ rule: 'no_condition', key: 'C0174' }] })
  expect((await findings('editor')).ownWork).toBe(true)
  const approve = (who: string) => ask(who, 'POST', `${VERSIONS}/${id}/approval`, { effectiveFrom: '2026-04-01' })
  expect((await approve('approver')).body).toMatchObject({ code: 'catalogue.flawed' })
  await ask('drafter', 'DELETE', `${VERSIONS}/${id}/types/C0174`, {})
  expect((await findings('approver')).flaws).toEqual([])
  expect((await approve('editor')).body).toMatchObject({ code: 'catalogue.approver_is_drafter' })
  expect((await approve('approver')).body).toMatchObject({ state: 'approved' })
})

test('the approval is announced to everybody who may read the catalogue', async () => {
  const [event] = await db
    .selectFrom('outbox')
    .select(['cityId', 'id', 'topic', 'subjectId', 'data', 'at', 'attempts'])
    .where('cityId', '=', city.cityId)
    .where('topic', '=', 'catalogue.approved')
    .execute()
  expect(event?.data).toMatchObject({ number: 2, effectiveFrom: '2026-04-01' })
  if (!event) return
  const reader = { ...someone(city.cityId), areas: ['530111001'] }
  expect(mayHear(reader, event)).toBe(true)
  expect(mayHear({ ...reader, permissions: new Set(['case.read']) }, event)).toBe(false)
})
