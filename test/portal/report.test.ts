import exifr from 'exifr'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { findCase, findCaseByNumber, findContact } from '#cases/queries.ts'
import { newId } from '#platform/identifier.ts'
import { forgetPortal } from '#portal/forget.ts'
import { findPublicReport } from '#portal/queries.ts'
import { MONDAY, minutesLater } from '#test/support/cases.ts'
import { makeJpeg } from '#test/support/photos.ts'
import { openPortalSite, type PortalSite } from './resident.ts'

let site: PortalSite
beforeAll(async () => {
  site = await openPortalSite()
})
afterAll(() => site.app.close())
const rowOf = async (number: string) => {
  const row = await findCaseByNumber(site.db, site.city.cityId, number)
  if (!row) throw new Error(`no case ${number}`)
  return row
}

describe('a report without an account', () => {
  test('enters the loop at the district’s centre with its type still open, and answers number, code and promise', async () => {
    site.clock.set(MONDAY)
    const { status, answer } = await site.report({ contact: { name: '某人', contact: '0871-6000 0000' } })
    expect(status).toBe(201)
    expect(answer.code).toMatch(/^[0-9A-Z]{4}-[0-9A-Z]{4}$/)
    const row = await rowOf(answer.number)
    expect(row).toMatchObject({
      stage: 'reported', origin: 'public', channel: 'web', originLevel: 'district', closingLevel: 'district', typeCode: null, reporterId: null,
      description: '井盖、雨水箅子坏了：门口的箅子断了', address: '1.1街道1.1.1社区', placeCode: site.city.code('1.1.1.1'),
    }) // biome-ignore format: a row
    // 15 + 30 + 15 minutes of working time after Monday 09:00.
    expect(answer.decisionBy).toBe(minutesLater(60, row.reportedAt).toISOString())
    expect(await findContact(site.db, site.city.cityId, row.id)).toEqual({ name: '某人', contact: '0871-6000 0000' })
    expect(new Date(answer.contactUntil ?? 0).getTime() - row.reportedAt.getTime()).toBe(365 * 86_400_000)
    const kept = await site.db
      .selectFrom('publicReport')
      .selectAll()
      .where('cityId', '=', site.city.cityId)
      .where('caseId', '=', row.id)
      .execute()
    expect(kept).toHaveLength(1)
    expect(JSON.stringify(kept)).not.toContain(answer.code.replace('-', ''))
  })

  test('at night is promised for the working morning', async () => {
    site.clock.set(new Date('2026-03-02T15:00:00Z'))
    const { answer } = await site.report()
    expect(answer.decisionBy).toBe('2026-03-03T01:00:00.000Z')
    site.clock.set(MONDAY)
  })

  test('beyond the published calendar is promised nothing', async () => {
    site.clock.set(new Date('2027-03-02T02:00:00Z'))
    const { status, answer } = await site.report()
    expect([status, answer.decisionBy]).toEqual([201, null])
    site.clock.set(MONDAY)
  })

  test('sent twice is one case with the same number and code, with the same form or a new one, even much later', async () => {
    const { body, answer } = await site.report()
    const again = await site.post('/api/portal/reports', body)
    expect([again.statusCode, again.json()]).toEqual([201, answer])
    site.clock.advance(2 * 86_400_000)
    expect((await site.post('/api/portal/reports', { ...body, form: await site.form() })).json()).toEqual(answer)
    const other = await site.post('/api/portal/reports', { ...body, text: '别的话' })
    expect([other.statusCode, other.json().code]).toEqual([409, 'request.reused'])
    site.clock.set(MONDAY)
  })

  test('sent twice at once is one case', async () => {
    const [lon, lat] = site.city.middle('1.2.1.1')
    const body = { requestId: newId(), form: await site.form(), topic: 'road', place: { lon, lat } }
    const answers = await Promise.all([1, 2, 3].map(() => site.post('/api/portal/reports', body)))
    expect(answers.map(({ statusCode }) => statusCode)).toEqual([201, 201, 201])
    expect(new Set(answers.map((each) => JSON.stringify(each.json()))).size).toBe(1)
    expect(await findCase(site.db, site.city.cityId, body.requestId)).toBeDefined()
  })

  test('may name its place in words: the narrowest place it speaks of, marked as such', async () => {
    const { answer } = await site.report({ place: null, address: '1区1.2街道 学校门口' })
    const row = await rowOf(answer.number)
    expect(row.placeCode.startsWith(site.city.code('1.2'))).toBe(true)
    expect(row.address).toBe('1区1.2街道 学校门口')
    expect((await findPublicReport(site.db, site.city.cityId, row.id))?.marks).toEqual(['place_from_address'])
    expect((await site.report({ place: null, address: '学校门口' })).answer).toMatchObject({ code: 'portal.no_place', field: 'address' })
    expect((await site.report({ place: null, address: '1区某处' })).answer).toMatchObject({ code: 'portal.no_place' })
    expect((await site.report({ place: null })).status).toBe(400)
  })

  test('of nowhere in the city, of no topic, or with a contact that is none is refused', async () => {
    expect((await site.report({ place: { lon: 10, lat: 10 } })).answer).toMatchObject({ code: 'case.outside_city' })
    expect((await site.report({ topic: 'ufo' })).answer).toMatchObject({ code: 'portal.unknown_topic', field: 'topic' })
    expect((await site.report({ contact: { contact: 'call me' } })).status).toBe(400)
  })
})

describe('machines', () => {
  const send = async (more: Record<string, unknown>) => {
    const sent = await site.report(more)
    return [sent.status, sent.answer.code]
  }

  test('that send no form, one of their own making, or fill in what people do not see are refused', async () => {
    expect(await send({ form: 'made up' })).toEqual([422, 'portal.bad_form'])
    const form = await site.form()
    expect(await send({ form: `${form.slice(0, -1)}${form.endsWith('0') ? '1' : '0'}` })).toEqual([422, 'portal.bad_form'])
    expect(await send({ website: 'https://example.org' })).toEqual([422, 'portal.filled_trap'])
  })

  test('that are too quick are told to wait; the form is not lost', async () => {
    const { form } = (await site.get('/api/portal/form')).json()
    const [lon, lat] = site.city.middle('2.1.1.1')
    const body = { requestId: newId(), form, topic: 'light', place: { lon, lat } }
    const early = await site.post('/api/portal/reports', body)
    expect([early.statusCode, early.json().code, early.headers['retry-after']]).toEqual([422, 'portal.too_fast', '3'])
    site.clock.advance(3000)
    expect((await site.post('/api/portal/reports', body)).statusCode).toBe(201)
  })

  test('cannot use one form for two things, nor an old one', async () => {
    const form = await site.form()
    expect((await send({ form }))[0]).toBe(201)
    expect(await send({ form })).toEqual([422, 'portal.form_used'])
    const old = await site.form()
    site.clock.advance(24 * 3_600_000)
    expect(await send({ form: old })).toEqual([422, 'portal.form_expired'])
    site.clock.set(MONDAY)
    await site.form()
  })

  test('that flood one place are marked and not refused', async () => {
    const [lon, lat] = site.city.middle('2.1.2.1')
    site.clock.set(minutesLater(600))
    const marks = []
    for (let index = 0; index < 6; index++) {
      const { answer } = await site.report({ place: { lon: lon + index * 1e-5, lat } })
      marks.push((await findPublicReport(site.db, site.city.cityId, (await rowOf(answer.number)).id))?.marks)
    }
    expect(marks).toEqual([[], [], [], [], ['burst'], ['burst']])
    site.clock.advance(11 * 60_000)
    const { answer } = await site.report({ place: { lon, lat } })
    expect((await findPublicReport(site.db, site.city.cityId, (await rowOf(answer.number)).id))?.marks).toEqual([])
    site.clock.set(MONDAY)
  })
})

describe('photos sent without an account', () => {
  test('are cleaned of where they were taken and belong to the form they came with', async () => {
    const form = await site.form()
    const file = await makeJpeg({ place: site.city.middle('1.1.1.1'), takenAt: '2026:03:02 08:55:00', offset: '+08:00' })
    const requestId = newId()
    const taken = await site.upload(file, { requestId, form })
    expect([taken.statusCode, taken.json()]).toEqual([201, { id: requestId, width: 640, height: 480 }])
    expect((await site.upload(file, { requestId, form })).json()).toEqual(taken.json())
    const stolen = await site.report({ photos: [requestId] })
    expect(stolen.answer).toMatchObject({ code: 'portal.unknown_photo', field: 'photos' })
    const mine = await site.report({ form, photos: [requestId] })
    expect(mine.status).toBe(201)
    const row = await rowOf(mine.answer.number)
    expect(row.photos.map(({ fileId, purpose }) => [fileId, purpose])).toEqual([[requestId, 'before']])
    const stored = await site.db
      .selectFrom('storedFile')
      .select('storedSha256')
      .where('cityId', '=', site.city.cityId)
      .where('id', '=', requestId)
      .executeTakeFirstOrThrow()
    const bytes: Buffer[] = []
    for await (const chunk of await site.files.get(stored.storedSha256)) bytes.push(Buffer.from(chunk))
    expect(await exifr.parse(Buffer.concat(bytes)).catch(() => undefined)).toBeUndefined()
    expect((await site.post('/api/portal/reports', { ...mine.body, form: await site.form() })).json()).toEqual(mine.answer)
    expect((await site.report({ photos: [requestId] })).status).toBe(422)
  })

  test('are few to a form, need one, and go when their report never comes', async () => {
    const form = await site.form()
    const file = await makeJpeg({ width: 64, height: 48 })
    const ids = Array.from({ length: 5 }, () => newId())
    const statuses = []
    for (const requestId of ids) statuses.push((await site.upload(file, { requestId, form })).statusCode)
    expect(statuses).toEqual([201, 201, 201, 201, 422])
    expect((await site.upload(file, { requestId: newId(), form: 'none' })).json()).toMatchObject({ code: 'portal.bad_form' })
    const left = async () =>
      (await site.db.selectFrom('storedFile').select('id').where('cityId', '=', site.city.cityId).where('id', 'in', ids).execute()).length
    await forgetPortal(site.db, new Date(site.clock.now().getTime() + 86_400_000))
    expect(await left()).toBe(4)
    const kept = await site.db
      .selectFrom('portalPhoto')
      .select('fileId')
      .where('cityId', '=', site.city.cityId)
      .where('caseId', 'is not', null)
      .execute()
    await forgetPortal(site.db, new Date(site.clock.now().getTime() + 3 * 86_400_000))
    expect(await left()).toBe(0)
    const named = await site.db.selectFrom('storedFile').select('id').where('cityId', '=', site.city.cityId).execute()
    expect(named.map(({ id }) => id).toSorted()).toEqual(kept.map(({ fileId }) => fileId).toSorted())
  })
})

describe('the page', () => {
  test('says whose it is, what happens to what is sent and whom to call at once', async () => {
    const about = (await site.get('/api/portal/about')).json()
    expect(about).toMatchObject({
      city: { zh: '小城市' },
      isOpen: true,
      languages: ['zh', 'en'],
      retention: { contactDays: 365, codeDays: 365 },
    })
    const [lon, lat] = site.city.middle('1.1.1.1')
    const { west, south, east, north } = about.bounds
    expect([west < lon, lon < east, south < lat, lat < north]).toEqual([true, true, true, true])
    expect(about.emergency.map(({ number }: { number: string }) => number)).toContain('119')
  })

  test('proposes topics for plain words by their words and by the catalogue’s search', async () => {
    const topics = async (text: string) => (await site.get(`/api/portal/topics?text=${encodeURIComponent(text)}`)).json()
    const all = await topics('')
    expect(all.proposed).toEqual([])
    expect(all.topics.find(({ code }: { code: string }) => code === 'manhole').types[0]).toEqual({
      code: 'C0103', name: '雨水井盖', nameEn: 'Storm-drain manhole cover',
    }) // biome-ignore format: one line
    expect((await topics('小区门口井盖没了')).proposed[0]).toBe('manhole')
    expect((await topics('户外健身设施断了')).proposed[0]).toBe('facility')
  })

  test('finds places by name, spelling or initials, for whoever does not point at a map', async () => {
    const find = async (text: string) => (await site.get(`/api/portal/places?text=${encodeURIComponent(text)}`)).json().places
    const [street] = await find('1.2街道')
    expect(street).toMatchObject({ code: site.city.code('1.2'), level: 'street', name: '1.2街道', within: '1区' })
    const { status, answer } = await site.report({ place: { lon: street.lon, lat: street.lat } })
    expect([status, (await rowOf(answer.number)).placeCode.startsWith(site.city.code('1.2'))]).toEqual([201, true])
    expect((await find('1区1.2街道中间的路口')).map(({ code }: { code: string }) => code)).toEqual([site.city.code('1.2')])
    expect((await find('网格')).length).toBe(0)
    expect(await find('没有这个地方')).toEqual([])
  })

  test('of a city that has not opened it takes and shows nothing', async () => {
    const closed = await openPortalSite({ enabled: false })
    expect((await closed.get('/api/portal/about')).json()).toMatchObject({ isOpen: false })
    for (const url of ['/api/portal/form', '/api/portal/topics', '/api/portal/tiles/10/804/438', '/api/portal/cases/near?lon=102.7&lat=25'])
      expect([url, (await closed.get(url)).statusCode]).toEqual([url, 403])
    await closed.app.close()
  })
})

test('codes and used forms are forgotten when their time is over', async () => {
  const { answer } = await site.report()
  const id = (await rowOf(answer.number)).id
  await forgetPortal(site.db, new Date(new Date(answer.codeUntil).getTime() - 1))
  expect(await findPublicReport(site.db, site.city.cityId, id)).toBeDefined()
  const forms = await site.db.selectFrom('portalForm').select('expiresAt').where('cityId', '=', site.city.cityId).execute()
  expect(forms.filter(({ expiresAt }) => expiresAt < new Date(answer.codeUntil))).toEqual([])
  await forgetPortal(site.db, new Date(answer.codeUntil))
  expect(await findPublicReport(site.db, site.city.cityId, id)).toBeUndefined()
})
