import exifr from 'exifr'
import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { photoRoutes } from '#cases/routes-photos.ts'
import { handClock } from '#platform/clock.ts'
import { type Db, inTransaction } from '#platform/db.ts'
import type { FileStore } from '#platform/files.ts'
import { newId } from '#platform/identifier.ts'
import { sha256Of } from '#platform/photo.ts'
import { findStoredFile } from '#platform/queries-files.ts'
import { act, MONDAY, makeCaseCity, report } from '#test/support/cases.ts'
import type { SmallCity } from '#test/support/city.ts'
import { testDatabase } from '#test/support/database.ts'
import { temporaryStore, testApp } from '#test/support/http.ts'
import { makeJpeg, photoForm } from '#test/support/photos.ts'
import { signInAs } from './sign-in-as.ts'

type Headers = { authorization: string }
let db: Db
let city: SmallCity
let app: FastifyInstance
let files: FileStore
const sessions = new Map<string, Headers>()
const as = (key: string): Headers => sessions.get(key) ?? { authorization: '' }

beforeAll(async () => {
  db = (await testDatabase()).db
  city = await makeCaseCity(db)
  files = temporaryStore()
  app = await testApp({ cityId: city.cityId, routes: photoRoutes, clock: handClock(MONDAY), files })
  for (const key of ['1-centre.acceptor', '2-centre.acceptor', '1-water.handler', '1-centre.inspector', 'administrator']) {
    sessions.set(key, await signInAs(db, city, key, MONDAY))
  }
})
afterAll(() => app.close())

async function upload(key: string, file: Buffer, fields: Record<string, string> = {}) {
  const form = photoForm(file, fields)
  return app.inject({ method: 'POST', url: '/api/photos', payload: form.payload, headers: { ...as(key), ...form.headers } })
}
const show = (key: string, caseId: string, fileId: string, more = '', headers = {}) =>
  app.inject({ url: `/api/cases/${caseId}/photos/${fileId}${more}`, headers: { ...as(key), ...headers } })
const rowsOf = () => db.selectFrom('storedFile').select('id').where('cityId', '=', city.cityId).execute()

const takenHere = { takenAt: '2026:03:02 08:55:00', offset: '+08:00' } as const

describe('an upload', () => {
  test('answers what it found and keeps the position to itself', async () => {
    const file = await makeJpeg({ ...takenHere, orientation: 6, place: city.middle('1.1.1.1') })
    const answer = await upload('1-centre.acceptor', file, { deviceTime: '2026-03-02T09:00:30+08:00' })
    expect(answer.statusCode).toBe(201)
    const { id, ...rest } = answer.json()
    expect(rest).toEqual({
      sha256: sha256Of(file),
      width: 480,
      height: 640,
      takenAt: '2026-03-02T00:55:00.000Z',
      hasPlace: true,
      flags: [],
    })
    const row = await findStoredFile(db, city.cityId, id)
    const [lon, lat] = city.middle('1.1.1.1')
    expect(row?.facts).toMatchObject({
      placeFrom: 'photo',
      takenAt: '2026-03-02T00:55:00.000Z',
      clockSkewSeconds: 30,
      width: 640,
      height: 480,
    })
    expect(row?.facts.lon).toBeCloseTo(lon, 6)
    expect(row?.facts.lat).toBeCloseTo(lat, 6)
    expect(row).toMatchObject({
      originalSha256: sha256Of(file),
      mediaType: 'image/jpeg',
      createdBy: city.person('1-centre.acceptor').personId,
    })
    expect(await files.has(row?.storedSha256 ?? '')).toBe(true)
  })

  test("without data of its own takes the device's position, in the datum it names, and is flagged", async () => {
    const file = await makeJpeg({ width: 100 })
    const fields = { lon: '102.70', lat: '25.02', datum: 'gcj02', deviceTime: '2026-03-02T02:00:00Z' }
    const answer = await upload('1-centre.acceptor', file, fields)
    expect(answer.json()).toMatchObject({ takenAt: null, hasPlace: true, flags: ['clock_wrong', 'no_time'] })
    const facts = (await findStoredFile(db, city.cityId, answer.json().id))?.facts
    expect(facts).toMatchObject({ placeFrom: 'device', clockSkewSeconds: 3600 })
    // GCJ-02 lies some hundred metres from WGS-84 in Kunming.
    expect(Math.abs(Number(facts?.lon) - 102.7)).toBeGreaterThan(0.0005)
    expect((await upload('1-centre.acceptor', file)).json()).toMatchObject({ hasPlace: false, flags: ['no_place', 'no_time'] })
    expect((await upload('1-centre.acceptor', file, { lon: '102.7' })).statusCode).toBe(400)
  })

  test('sent again under the same request id gives the same answer and one row', async () => {
    const file = await makeJpeg({ ...takenHere })
    const requestId = newId(MONDAY)
    const answers = [await upload('1-centre.acceptor', file, { requestId }), await upload('1-centre.acceptor', file, { requestId })]
    expect(answers.map((answer) => answer.json())).toEqual([answers[0]?.json(), answers[0]?.json()])
    expect(answers[0]?.json().id).toBe(requestId)
    const other = await makeJpeg({ width: 320 })
    for (const answer of [
      await upload('1-centre.acceptor', other, { requestId }),
      await upload('2-centre.acceptor', file, { requestId }),
    ]) {
      expect([answer.statusCode, answer.json().code]).toEqual([409, 'request.reused'])
    }
  })

  test('sent several times at once under one request id is one row and one answer', async () => {
    const file = await makeJpeg({ width: 500 })
    const requestId = newId(MONDAY)
    const answers = await Promise.all([1, 2, 3].map(() => upload('1-centre.acceptor', file, { requestId })))
    expect(new Set(answers.map((answer) => `${answer.statusCode} ${answer.body}`)).size).toBe(1)
    expect((await rowsOf()).filter(({ id }) => id === requestId)).toHaveLength(1)
  })

  test('needs a permission on cases and a session', async () => {
    const file = await makeJpeg()
    expect((await upload('administrator', file)).json()).toMatchObject({ status: 403, code: 'permission.denied' })
    expect((await upload('nobody', file)).statusCode).toBe(401)
    expect((await upload('1-water.handler', file)).statusCode).toBe(201)
  })

  test("refused leaves no row and says why in the reader's language", async () => {
    const before = await rowsOf()
    const form = photoForm(Buffer.from('only text'), {}, 'holiday.jpg')
    const url = { method: 'POST', url: '/api/photos', payload: form.payload } as const
    const [zh, en] = await Promise.all(
      ['zh', 'en'].map((locale) =>
        app.inject({ ...url, headers: { ...as('1-centre.acceptor'), ...form.headers, 'accept-language': locale } }),
      ),
    )
    expect(zh?.json()).toMatchObject({ status: 422, code: 'photo.wrong_type', field: 'file', detail: expect.stringContaining('照片须为') })
    expect(en?.json()).toMatchObject({ status: 422, detail: expect.stringContaining('A photo must be') })
    const large = await upload('1-centre.acceptor', Buffer.alloc(15 * 1024 * 1024 + 1, 1))
    expect([large.statusCode, large.json().code]).toEqual([413, 'request.too_large'])
    expect(await rowsOf()).toEqual(before)
  })

  test('whose file cannot be kept leaves no row', async () => {
    const full: FileStore = { ...files, put: () => Promise.reject(new Error('the disk is full')) }
    const broken = await testApp({ cityId: city.cityId, routes: photoRoutes, clock: handClock(MONDAY), files: full })
    const before = await rowsOf()
    const form = photoForm(await makeJpeg({ width: 700 }))
    const answer = await broken.inject({
      method: 'POST',
      url: '/api/photos',
      payload: form.payload,
      headers: { ...as('1-centre.acceptor'), ...form.headers },
    })
    await broken.close()
    expect(answer.statusCode).toBe(500)
    expect(await rowsOf()).toEqual(before)
  })
})

describe('a photo of a case', () => {
  let caseId: string
  let fileId: string

  beforeAll(async () => {
    fileId = (
      await upload(
        '1-centre.acceptor',
        await makeJpeg({ width: 900, height: 600, orientation: 8, place: city.middle('2.2.2.2'), ...takenHere }),
      )
    ).json().id
    const receipt = await inTransaction(db, (tx) =>
      report(tx, city, city.actorOf('1-centre.acceptor', MONDAY), { photos: [fileId], typeCode: 'C0104', conditionNumber: 1 }),
    )
    caseId = receipt.id
  })

  test('is shown whole or small to those who may see the case, upright and bare', async () => {
    const [full, thumb] = [await show('1-centre.acceptor', caseId, fileId), await show('1-centre.acceptor', caseId, fileId, '?size=thumb')]
    for (const answer of [full, thumb]) {
      expect(answer.statusCode).toBe(200)
      expect(answer.headers).toMatchObject({
        'content-type': 'image/jpeg',
        'cache-control': 'private, max-age=31536000, immutable',
        'x-content-type-options': 'nosniff',
      })
      expect(await exifr.parse(answer.rawPayload, { tiff: true, exif: true, gps: true, xmp: true, icc: true })).toBeUndefined()
    }
    expect(full.headers.etag).toBe(`"${sha256Of(full.rawPayload)}"`)
    expect(thumb.rawPayload.length).toBeLessThan(full.rawPayload.length)
    const again = await show('1-centre.acceptor', caseId, fileId, '', { 'if-none-match': `W/${full.headers.etag}` })
    expect([again.statusCode, again.rawPayload.length]).toEqual([304, 0])
  })

  test('is nothing to those who may not, nor under a case that does not hold it', async () => {
    for (const key of ['2-centre.acceptor', '1-water.handler', 'administrator']) {
      expect((await show(key, caseId, fileId)).json()).toMatchObject({ status: 404, code: 'case.not_found' })
    }
    expect((await show('nobody', caseId, fileId)).statusCode).toBe(401)
    const loose = (await upload('1-centre.acceptor', await makeJpeg({ width: 200 }))).json().id
    expect((await show('1-centre.acceptor', caseId, loose)).json()).toMatchObject({ status: 404, code: 'case.photo_not_found' })
    expect((await show('1-centre.acceptor', newId(MONDAY), fileId)).statusCode).toBe(404)
    expect((await show('1-centre.acceptor', caseId, fileId, '?size=huge')).statusCode).toBe(400)
  })

  test('is shown to the unit once the case is dispatched to it', async () => {
    const at = new Date(MONDAY.getTime() + 60_000)
    const actor = (key: string) => city.actorOf(key, at)
    await inTransaction(db, async (tx) => {
      await act(tx, actor('1-centre.acceptor'), caseId, 'accept', { typeCode: 'C0104', conditionNumber: 1 })
      await act(tx, actor('1-centre.duty-chief'), caseId, 'file', {})
      await act(tx, actor('1-centre.dispatcher'), caseId, 'dispatch', { unitId: city.unit('1-water').id })
    })
    expect((await show('1-water.handler', caseId, fileId)).statusCode).toBe(200)
  })

  test('keeps the flags of what its own position said, and no position', async () => {
    const row = await db.selectFrom('case').select('photos').where('cityId', '=', city.cityId).where('id', '=', caseId).executeTakeFirst()
    expect(row?.photos).toEqual([expect.objectContaining({ fileId, flags: ['far_from_place'] })])
    expect(JSON.stringify(row)).not.toContain('102.')
  })
})
