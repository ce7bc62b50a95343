import { randomUUID } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { ORGANISATION_STATES } from '#organisation/audit-states.ts'
import { addressKindOf } from '#platform/address-kind.ts'
import { changesBetween } from '#platform/audit-changes.ts'
import { sealAudit, verifyAudit } from '#platform/audit-seal.ts'
import { handClock } from '#platform/clock.ts'
import { type Db, inTransaction } from '#platform/db.ts'
import { isRawRoute } from '#platform/route.ts'
import { routes } from '#server/app.ts'
import { MONDAY, makeCaseCity, minutesLater, report } from '#test/support/cases.ts'
import type { SmallCity } from '#test/support/city.ts'
import { testDatabase } from '#test/support/database.ts'
import { insertTestPost, signedIn, testApp } from '#test/support/http.ts'

let db: Db
let city: SmallCity
let app: FastifyInstance
const clock = handClock(MONDAY)
beforeAll(async () => {
  db = (await testDatabase()).db
  city = await makeCaseCity(db)
  app = await testApp({ cityId: city.cityId, routes, clock })
})
afterAll(() => app?.close())

async function as(key: string, url: string, method: 'GET' | 'PUT' | 'POST' = 'GET', body?: object) {
  const { personId, postId } = city.person(key)
  const headers = await signedIn(db, { cityId: city.cityId, unitId: '' }, { personId, postId, login: '' }, clock.now())
  return app.inject({ method, url, headers, remoteAddress: '192.168.7.7', ...(body && { payload: { requestId: randomUUID(), ...body } }) })
}
const entries = (action: string) =>
  db.selectFrom('auditEntry').selectAll().where('cityId', '=', city.cityId).where('action', '=', action).orderBy('id').execute()

/** What makes something new has nothing before it; a revoked key of one's own is told by the same action as that of another. */
const MAKES = /\.(add|draft|import|make|appoint|assign)$/

it('every change through the interface is audited, and says what was there before', () => {
  const writing = routes.filter((route) => route.method !== 'GET' && /\.(edit|approve)$/.test(route.permission))
  const asks = ['/api/outlines/preview', '/api/outlines/carve']
  const silent = writing.filter((route) => !('audit' in route && route.audit) && !('uploadLimit' in route) && !asks.includes(route.path))
  expect(silent.map(({ path }) => path)).toEqual([])
  expect(writing.length).toBeGreaterThan(40)
  const audited = routes.flatMap((route) => (!isRawRoute(route) && route.audit !== undefined ? [route] : []))
  expect(audited.filter(({ audit, auditState }) => !MAKES.test(audit ?? '') && !auditState).map(({ audit }) => audit)).toEqual([])
  expect(Object.keys(ORGANISATION_STATES).length).toBeGreaterThan(12)
})

it('looks at callers, people and files of them leave who looked, never what was seen', async () => {
  const caller = { name: '来电人乙', contact: '座机 9002' }
  const { id } = await inTransaction(db, (tx) => report(tx, city, city.actorOf('1-centre.acceptor', minutesLater(0)), { contact: caller }))
  expect((await as('1-centre.duty-chief', `/api/cases/${id}/contact`)).json()).toEqual(caller)
  const { personId } = city.person('1-water.handler')
  for (const url of ['/api/people', `/api/people/${personId}`, '/api/people/export', `/api/search?q=${encodeURIComponent('handler')}`])
    expect((await as('administrator', url)).statusCode).toBe(200)
  const looks = await Promise.all(['case.view-contact', 'person.list', 'person.view', 'person.export', 'person.search'].map(entries))
  expect(looks.map((found) => found.length)).toEqual([1, 1, 1, 1, 1])
  expect(looks.flat()[0]).toMatchObject({
    subject: id,
    personId: city.person('1-centre.duty-chief').personId,
    areaCodes: [city.code('1')],
    addressKind: 'private',
  })
  expect(looks[2]?.[0]).toMatchObject({ subject: personId, postId: city.person('administrator').postId })
  const names = await db.selectFrom('person').select('name').where('cityId', '=', city.cityId).execute()
  const log = JSON.stringify(looks)
  for (const secret of [caller.name, caller.contact, 'handler"', ...names.map(({ name }) => name)]) expect(log).not.toContain(secret)
  await as('centre.acceptor', '/api/people')
  expect(await entries('person.list')).toHaveLength(1)
})

it('a change tells the fields with their earlier and later values, those of people masked', async () => {
  const { personId } = city.person('1-parks.handler')
  await as('administrator', `/api/people/${personId}`, 'PUT', { name: '欧阳某某', locale: 'en' })
  await as('security', `/api/people/${personId}/login`, 'PUT', { login: 'parks.one' })
  await as('administrator', `/api/divisions/${city.code('1.1.1')}/rename`, 'POST', { name: '新社区', on: '2026-03-01' })
  const [person] = await entries('person.change')
  expect(person?.changes).toEqual([
    { field: 'locale', before: 'zh', after: 'en' },
    { field: 'name', before: '测**', after: '欧**' },
  ])
  expect((await entries('person.set-login'))[0]?.changes).toEqual([{ field: 'login', before: null, after: 'p**' }])
  expect((await entries('division.rename'))[0]?.changes).toEqual([{ field: city.code('1.1.1'), before: '1.1.1社区', after: '新社区' }])
  const { personId: auditor } = city.person('approver')
  const postId = await insertTestPost(db, { cityId: city.cityId, unitId: city.unit('centre').id }, auditor, ['audit.read', 'people.read'])
  const headers = await signedIn(db, { cityId: city.cityId }, { personId: auditor, postId }, clock.now())
  const shown = await app.inject({ method: 'GET', url: `/api/audit?subject=${personId}`, headers })
  expect(shown.json().items.length).toBeGreaterThan(1)
  expect(shown.body).toContain('"before":"测**"')
  for (const secret of ['欧阳某某', 'parks.one']) expect(shown.body).not.toContain(secret)
})

it('an auditor reads what was done within their area, and no more', async () => {
  const read = async (unit: string) => {
    const { personId } = city.person(`${unit}.supervisor`)
    const postId = await insertTestPost(db, { cityId: city.cityId, unitId: city.unit(unit).id }, personId, ['audit.read'])
    const headers = await signedIn(db, { cityId: city.cityId }, { personId, postId }, clock.now())
    const log = (await app.inject({ method: 'GET', url: '/api/audit?limit=200', headers })).json()
    const { items } = (await app.inject({ method: 'GET', url: '/api/audit/actions', headers })).json()
    return { actions: [...new Set(log.items.map(({ action }: { action: string }) => action))].sort(), known: items }
  }
  expect(await read('1-centre')).toEqual({ actions: ['case.view-contact'], known: ['case.view-contact'] })
  expect(await read('2-centre')).toEqual({ actions: [], known: [] })
  const whole = await read('centre')
  expect(whole.actions).toEqual(expect.arrayContaining(['case.view-contact', 'person.change', 'division.rename']))
  expect(whole.known).toEqual(whole.actions)
})

it('seals tell whether an entry was changed, taken away or put in afterwards', async () => {
  const later = (minutes: number) => minutesLater(minutes, clock.now())
  await sealAudit(db, later(5))
  expect(await verifyAudit(db, city.cityId)).toEqual({ seals: 0, entries: 0, broken: [] })
  await sealAudit(db, later(11))
  const sound = await verifyAudit(db, city.cityId)
  expect(sound).toMatchObject({ seals: 1, broken: [] })
  expect(sound.entries).toBeGreaterThan(6)
  await sealAudit(db, later(30))
  expect((await verifyAudit(db, city.cityId)).seals).toBe(1)
  const [first] = await entries('person.change')
  const broken = async (work: (tx: Db) => Promise<unknown>): Promise<number> => {
    class Undo extends Error {}
    let found = -1
    await db
      .transaction()
      .execute(async (tx) => {
        await work(tx)
        found = (await verifyAudit(tx, city.cityId)).broken.length
        throw new Undo()
      })
      .catch((error: unknown) => {
        if (!(error instanceof Undo)) throw error
      })
    return found
  }
  const { cityId } = city
  expect(
    await broken((tx) =>
      sql`update audit_entry set person_id = ${city.person('approver').personId} where city_id = ${cityId} and id = ${first?.id}`.execute(
        tx,
      ),
    ),
  ).toBe(1)
  expect(await broken((tx) => sql`delete from audit_entry where city_id = ${cityId} and id = ${first?.id}`.execute(tx))).toBe(1)
  expect(await broken((tx) => sql`update audit_seal set prev_hash = 'x' where city_id = ${cityId}`.execute(tx))).toBe(1)
  expect(await broken((tx) => sql`select 1`.execute(tx))).toBe(0)
})

it('tells kinds of addresses apart, and what changed, by pure rules', () => {
  expect(['127.0.0.1', '::1', '10.1.2.3', '172.31.0.1', '::ffff:192.168.1.1', 'fd00::1', 'fe80::1'].map(addressKindOf)).toEqual([
    'loopback', 'loopback', 'private', 'private', 'private', 'private', 'private',
  ]) // biome-ignore format: a row
  expect(['172.32.0.1', '8.8.8.8', '2400:3200::1', 'somewhere'].map(addressKindOf)).toEqual(['public', 'public', 'public', null])
  expect(changesBetween({ a: 1, b: 2 }, { a: 1, b: 3, c: 4 })).toEqual([
    { field: 'b', before: 2, after: 3 },
    { field: 'c', before: null, after: 4 },
  ])
  expect(changesBetween({ text: 'x'.repeat(3000) }, undefined)).toEqual([
    { field: 'text', before: { sha256: expect.stringMatching(/^[0-9a-f]{64}$/) }, after: null },
  ])
})
