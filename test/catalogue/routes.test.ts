import { randomUUID } from 'node:crypto'
import type { FastifyInstance, InjectOptions } from 'fastify'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readCatalogueSeed } from '#catalogue/catalogue-seed.ts'
import { writeWorkbook } from '#catalogue/export-workbook.ts'
import { catalogueRoutes } from '#catalogue/routes.ts'
import { seedCalendar, seedCatalogue } from '#catalogue/seed-catalogue.ts'
import { testDatabase } from '#test/support/database.ts'
import { insertTestCity, insertTestPerson, START, signedIn, testApp } from '#test/support/http.ts'

type Headers = { authorization: string }

let app: FastifyInstance
let seeded: string
const people: Record<'reader' | 'drafter' | 'approver', Headers> = {
  reader: { authorization: '' },
  drafter: { authorization: '' },
  approver: { authorization: '' },
}

beforeAll(async () => {
  const { db } = await testDatabase()
  const city = await insertTestCity(db)
  await seedCalendar(db, city.cityId)
  seeded = (await seedCatalogue(db, city.cityId, START)).id
  const join = async (...permissions: string[]) => signedIn(db, city, await insertTestPerson(db, city, permissions))
  people.reader = await join('catalogue.read')
  people.drafter = await join('catalogue.read', 'catalogue.edit', 'catalogue.approve', 'calendar.edit')
  people.approver = await join('catalogue.read', 'catalogue.approve')
  app = await testApp({ cityId: city.cityId, routes: catalogueRoutes })
})
afterAll(() => app.close())

async function ask(who: keyof typeof people, method: 'GET' | 'POST' | 'PUT' | 'DELETE', url: string, payload?: object) {
  const options: InjectOptions = {
    method,
    url,
    headers: people[who],
    ...(payload && { payload: { ...(url.endsWith('/deadline') ? {} : { requestId: randomUUID() }), ...payload } }),
  }
  const answer = await app.inject(options)
  const isJson = String(answer.headers['content-type']).includes('json')
  return {
    status: answer.statusCode,
    headers: answer.headers,
    body: isJson && answer.body !== '' ? answer.json() : undefined,
    bytes: answer.rawPayload,
  }
}

function sendWorkbook(who: keyof typeof people, versionId: string, bytes: Buffer, fields: Record<string, string>) {
  return send(who, `/api/catalogue/versions/${versionId}/workbook`, bytes, fields)
}

function send(who: keyof typeof people, url: string, bytes: Buffer, fields: Record<string, string>) {
  const boundary = 'wangge-test'
  const part = (head: string, content: Buffer | string) => [`--${boundary}\r\n${head}\r\n\r\n`, content, '\r\n']
  const file = 'content-disposition: form-data; name="file"; filename="catalogue.xlsx"\r\ncontent-type: application/octet-stream'
  const parts = [
    ...Object.entries(fields).flatMap(([name, value]) => part(`content-disposition: form-data; name="${name}"`, value)),
    ...part(file, bytes),
    `--${boundary}--\r\n`,
  ]
  const headers = { ...people[who], 'content-type': `multipart/form-data; boundary=${boundary}` }
  const payload = Buffer.concat(parts.map((each) => Buffer.from(each)))
  return app.inject({ method: 'POST', url, headers, payload })
}

describe('the catalogue over HTTP', () => {
  it('lists the types in force, finds by name, spelling, English name, code, domain and kind, best first', async () => {
    const all = await ask('reader', 'GET', '/api/catalogue/types')
    expect(all.body).toMatchObject({ versionId: seeded, number: 1 })
    expect(all.body.types).toHaveLength(284)
    const codes = async (query: string) =>
      (await ask('reader', 'GET', `/api/catalogue/types?${query}`)).body.types.map(({ code }: { code: string }) => code)
    expect(await codes('search=%E8%B7%AF%E7%81%AF&kind=component')).toEqual(['C0137', 'C0106'])
    expect(await codes('search=ldjg')).toEqual(['C0106'])
    expect(all.body.types.find(({ code }: { code: string }) => code === 'C0137').pinyin).toEqual({ full: 'lu deng', initials: 'ld' })
    expect(await codes('search=barbecue')).toEqual(['E0129', 'E2309'])
    expect(await codes('search=e0506')).toEqual(['E0506'])
    expect(await codes('domain=air')).toHaveLength(6)
  })

  it('gives one type with its conditions, limits in words and who is responsible', async () => {
    const { body } = await ask('reader', 'GET', '/api/catalogue/types/C0101')
    expect(body.conditions).toHaveLength(4)
    expect(body.conditions[1]).toMatchObject({ number: 2, closing: '已更换或修复', limit: { zh: '4 工作时', en: '4 working hours' } })
    expect(body.rules.map(({ basis, duty }: { basis: string; duty: string }) => duty ?? basis)).toEqual([
      'owner',
      'water',
      'urban-management',
      'urban-management',
    ])
    expect(await ask('reader', 'GET', '/api/catalogue/types/C0199')).toMatchObject({
      status: 404,
      body: { code: 'catalogue.unknown_entry' },
    })
  })

  it('answers 304 while the catalogue in force is the one the reader has', async () => {
    const first = await ask('reader', 'GET', '/api/catalogue/in-force')
    expect(first.body.types).toHaveLength(284)
    const headers = { ...people.reader, 'if-none-match': String(first.headers.etag) }
    const again = await app.inject({ method: 'GET', url: '/api/catalogue/in-force', headers })
    expect([again.statusCode, again.body]).toEqual([304, ''])
  })

  it('takes a version from draft to approval, each by another person, and compares it', async () => {
    const draft = await ask('drafter', 'POST', '/api/catalogue/versions', { note: '春季修订' })
    expect(draft).toMatchObject({ status: 201, body: { number: 2, state: 'draft' } })
    const url = `/api/catalogue/versions/${draft.body.id}`
    const change = { filing: '井盖破损', closing: '已更换', limitValue: 3, limitUnit: 'work_hour', urgency: 'normal' }
    expect(await ask('drafter', 'PUT', `${url}/types/C0101/conditions/2`, change)).toMatchObject({ status: 200, body: { limitValue: 3 } })
    expect(await ask('drafter', 'DELETE', `${url}/types/C0101/conditions/4`, {})).toMatchObject({ status: 200, body: { done: true } })
    const { body: difference } = await ask('reader', 'GET', `/api/catalogue/difference?from=${seeded}&to=${draft.body.id}`)
    expect(difference.conditions.removed).toMatchObject([{ typeCode: 'C0101', number: 4 }])
    expect(difference.conditions.changed[0].fields).toContainEqual({ field: 'limitValue', before: 4, after: 3 })
    const approval = { effectiveFrom: '2026-03-03' }
    expect(await ask('drafter', 'POST', `${url}/approval`, approval)).toMatchObject({
      status: 403,
      body: { code: 'catalogue.approver_is_drafter' },
    })
    expect(await ask('approver', 'POST', `${url}/approval`, approval)).toMatchObject({
      status: 200,
      body: { state: 'approved', ...approval },
    })
    const { body: list } = await ask('reader', 'GET', '/api/catalogue/versions')
    expect(list.versions.map(({ state }: { state: string }) => state)).toEqual(['approved', 'in_force'])
  })

  it('downloads a workbook, checks one, reports its faults, and imports a clean one once', async () => {
    const download = await ask('reader', 'GET', `/api/catalogue/versions/${seeded}/workbook`)
    expect(download.headers['content-disposition']).toMatch(/^attachment; filename="catalogue-.+-1\.xlsx"$/)
    const { bytes } = download
    const { body: draft } = await ask('drafter', 'POST', '/api/catalogue/versions', {})
    const checked = await sendWorkbook('drafter', draft.id, bytes, { requestId: randomUUID() })
    expect(checked.json()).toMatchObject({ imported: false, faults: [], rows: { types: 284, conditions: 642, rules: 211 } })
    const { types, conditions, rules } = readCatalogueSeed()
    const short = await writeWorkbook({ types: types.slice(1), conditions, rules }, START)
    const refused = await sendWorkbook('drafter', draft.id, short, { requestId: randomUUID(), dryRun: 'false' })
    expect(refused.json()).toMatchObject({ imported: false, faults: Array(5).fill({ rule: 'unknown_type', value: 'C0101' }) })
    const fields = { requestId: randomUUID(), dryRun: 'false' }
    const imported = await sendWorkbook('drafter', draft.id, bytes, fields)
    expect(imported.json()).toMatchObject({ imported: true, changes: { types: { added: 0, changed: 0, removed: 0 } } })
    expect((await sendWorkbook('drafter', draft.id, bytes, fields)).body).toBe(imported.body)
    expect((await sendWorkbook('drafter', draft.id, Buffer.from('no workbook'), { requestId: randomUUID() })).statusCode).toBe(422)
    expect((await sendWorkbook('reader', draft.id, bytes, { requestId: randomUUID() })).statusCode).toBe(403)
  })

  it('shows and edits the calendar and says when a limit would be due', async () => {
    const { body: year } = await ask('reader', 'GET', '/api/calendar/2026')
    expect(year).toMatchObject({ year: 2026, published: true, workingDays: 248, slots: [{ from: '08:00' }, { to: '18:00' }] })
    const unknown = { from: '2026-12-31T17:00:00+08:00', limit: { value: 2, unit: 'work_day' } }
    expect(await ask('reader', 'POST', '/api/catalogue/deadline', unknown)).toMatchObject({
      status: 422,
      body: { code: 'calendar.unknown_year', field: 'from' },
    })
    const days = [{ day: '2027-01-01', kind: 'off', name: '元旦' }]
    expect((await ask('reader', 'PUT', '/api/calendar/2027', { days, publish: true })).status).toBe(403)
    expect(await ask('drafter', 'PUT', '/api/calendar/2027', { days, publish: true })).toMatchObject({
      status: 200,
      body: { workingDays: 260 },
    })
    expect((await ask('reader', 'POST', '/api/catalogue/deadline', unknown)).body).toMatchObject({
      dueAt: '2027-01-05T09:00:00.000Z',
      skipped: [{ day: '2027-01-01', name: '元旦' }, { day: '2027-01-02', name: null }, { day: '2027-01-03' }],
    })
    const { bytes } = await ask('reader', 'GET', '/api/calendar/2027/workbook')
    const checked = await send('drafter', '/api/calendar/2027/workbook', bytes, { requestId: randomUUID() })
    expect(checked.json()).toEqual({ imported: false, faults: [], days: 1 })
    expect((await send('reader', '/api/calendar/2027/workbook', bytes, { requestId: randomUUID() })).statusCode).toBe(403)
  })
})
