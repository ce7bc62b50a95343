import { randomUUID } from 'node:crypto'
import { connect } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { forgetUploads } from '#field/forget-uploads.ts'
import { fileProblems } from '#platform/file-problems.ts'
import { sha256Of } from '#platform/photo.ts'
import { findStoredFile } from '#platform/queries-files.ts'
import { makeJpeg, photoForm } from '#test/support/photos.ts'
import { makeSite, type Site } from './site.ts'
import { checksum, metadata, uploadOver } from './tus-client.ts'

let site: Site
let url: string
let photo: Buffer
beforeAll(async () => {
  site = await makeSite()
  url = await site.app.listen({ host: '127.0.0.1', port: 0 })
  photo = await makeJpeg({ width: 1200, height: 900, takenAt: '2026:03:02 08:55:00', offset: '+08:00', place: site.city.middle('1.1.1.1') })
})
afterAll(() => site?.app.close())

const [ME, SOMEBODY] = ['1-centre.inspector', '2-centre.inspector']
const TUS = { 'tus-resumable': '1.0.0' }
const begin = (length: number, fields: Record<string, string> = {}, headers: Record<string, string> = {}, key = ME) =>
  site.ask(key, {
    method: 'POST',
    url: '/api/uploads',
    headers: { ...TUS, 'upload-length': String(length), 'upload-metadata': metadata(fields), ...headers },
  })
const patch = (id: string, offset: number, payload: Buffer, headers: Record<string, string> = {}, key = ME) =>
  site.ask(key, {
    method: 'PATCH',
    url: `/api/uploads/${id}`,
    headers: { ...TUS, 'upload-offset': String(offset), 'content-type': 'application/offset+octet-stream', ...headers },
    payload,
  })
const head = (id: string, key = ME) => site.ask(key, { method: 'HEAD', url: `/api/uploads/${id}`, headers: TUS })
const view = (id: string, key = ME) => site.get(key, `/api/uploads/${id}`, TUS)
const offsetOf = async (id: string) => Number((await head(id)).headers['upload-offset'])
async function kept(): Promise<string[]> {
  const keys: string[] = []
  for await (const { key } of site.files.list()) keys.push(key)
  return keys.sort()
}

describe('a photo in parts', () => {
  it('becomes the very photo it would be when sent at once, and its parts are gone', async () => {
    const requestId = randomUUID()
    const before = await kept()
    const created = await begin(photo.length, {
      requestId,
      deviceTime: '2026-03-02T09:00:30+08:00',
      sha256: sha256Of(photo),
      filename: 'IMG 1.jpg',
      filetype: 'image/jpeg',
    })
    expect(created.statusCode, created.body).toBe(201)
    expect(created.headers).toMatchObject({ location: `/api/uploads/${requestId}`, 'tus-resumable': '1.0.0', 'upload-offset': '0' })
    expect(new Date(String(created.headers['upload-expires'])).getTime() - site.clock.now().getTime()).toBe(20 * 3_600_000)
    const half = Math.floor(photo.length / 2)
    const first = await patch(requestId, 0, photo.subarray(0, half), { 'upload-checksum': checksum(photo.subarray(0, half)) })
    expect([first.statusCode, first.headers['upload-offset']]).toEqual([204, String(half)])
    expect((await view(requestId)).json()).toMatchObject({ offset: half, photo: null })
    site.clock.advance(3_600_000)
    const second = await patch(requestId, half, photo.subarray(half), { 'upload-checksum': checksum(photo.subarray(half), 'sha1') })
    expect([second.statusCode, second.headers['upload-offset']]).toEqual([204, String(photo.length)])
    const done = (await view(requestId)).json()
    expect(done.photo).toEqual({
      id: requestId,
      sha256: sha256Of(photo),
      width: 1200,
      height: 900,
      takenAt: '2026-03-02T00:55:00.000Z',
      hasPlace: true,
      flags: [],
    })
    const row = await findStoredFile(site.db, site.city.cityId, requestId)
    // The hour the line took is not held against the phone's clock.
    expect(row?.facts).toMatchObject({ clockSkewSeconds: 30, placeFrom: 'photo' })
    const thumbnail = String(row?.facts.thumbnailSha256)
    expect(await kept()).toEqual([...before, row?.storedSha256, thumbnail].sort())
    const upload = await site.db
      .selectFrom('upload')
      .select(['fields', 'parts'])
      .where('cityId', '=', site.city.cityId)
      .where('id', '=', requestId)
      .executeTakeFirst()
    expect(upload).toEqual({ fields: {}, parts: [] })
  })

  it('finished twice, begun again, or sent at once besides is the same photo', async () => {
    const requestId = randomUUID()
    await begin(photo.length, { requestId })
    expect((await patch(requestId, 0, photo)).statusCode).toBe(204)
    const [first] = [(await view(requestId)).json()]
    expect((await patch(requestId, photo.length, Buffer.alloc(0))).statusCode).toBe(204)
    expect((await begin(photo.length, { requestId })).headers['upload-offset']).toBe(String(photo.length))
    expect((await view(requestId)).json()).toEqual(first)
    const form = photoForm(photo, { requestId })
    const atOnce = await site.ask(ME, { method: 'POST', url: '/api/photos', payload: form.payload, headers: form.headers })
    expect(atOnce.json()).toEqual(first.photo)
    // After it has expired, and when it came at once the first time.
    await site.db.deleteFrom('upload').where('cityId', '=', site.city.cityId).where('id', '=', requestId).execute()
    expect((await begin(photo.length, { requestId, sha256: sha256Of(photo) })).headers['upload-offset']).toBe(String(photo.length))
    expect((await view(requestId)).json().photo).toEqual(first.photo)
    expect((await begin(photo.length + 1, { requestId })).json().code).toBe('request.reused')
    expect((await begin(photo.length, { requestId, sha256: 'a'.repeat(64) })).json().code).toBe('request.reused')
    expect((await begin(photo.length, { requestId }, {}, SOMEBODY)).json().code).toBe('request.reused')
  })

  it('goes on where the line broke', async () => {
    const requestId = randomUUID()
    await begin(photo.length, { requestId })
    const { authorization } = await site.as(ME)
    const { hostname, port } = new URL(url)
    const socket = connect(Number(port), hostname)
    socket.write(
      `PATCH /api/uploads/${requestId} HTTP/1.1\r\nhost: ${hostname}\r\nauthorization: ${authorization}\r\ntus-resumable: 1.0.0\r\nupload-offset: 0\r\n` +
        `content-type: application/offset+octet-stream\r\ncontent-length: ${photo.length}\r\n\r\n`,
    )
    socket.write(photo.subarray(0, 10_000))
    await sleep(300)
    socket.destroy()
    for (let round = 0; round < 100 && (await offsetOf(requestId)) === 0; round++) await sleep(20)
    expect(await offsetOf(requestId)).toBe(10_000)
    const { id, sha256 } = await uploadOver(() => url, await site.as(ME), photo, requestId)
    expect([id, sha256]).toEqual([requestId, sha256Of(photo)])
  })

  it('that the phone has made smaller keeps the time and the hash of the one the camera wrote, by our clock', async () => {
    const small = await makeJpeg({ width: 320, height: 240 })
    const requestId = randomUUID()
    const now = site.clock.now().getTime()
    // The phone is an hour ahead; it took the picture ten minutes before it began to send.
    const said = { deviceTime: new Date(now + 3_600_000).toISOString(), takenAt: new Date(now + 3_000_000).toISOString() }
    await begin(small.length, { requestId, ...said, sourceSha256: 'c'.repeat(64) })
    site.clock.advance(60_000)
    await patch(requestId, 0, small)
    const takenAt = new Date(now - 600_000).toISOString()
    expect((await view(requestId)).json().photo).toMatchObject({ takenAt, sha256: sha256Of(small), flags: ['no_place', 'clock_wrong'] })
    const row = await findStoredFile(site.db, site.city.cityId, requestId)
    expect(row?.facts).toMatchObject({ takenAt, timeFrom: 'device', sourceSha256: 'c'.repeat(64), clockSkewSeconds: 3600 })
  })

  it('whole, but not taken in because the store failed just then, becomes a photo the next time it is asked for', async () => {
    const requestId = randomUUID()
    await begin(photo.length, { requestId })
    await patch(requestId, 0, photo.subarray(0, 1000))
    const put = site.files.put
    let puts = 0
    site.files.put = async (bytes, key) => {
      puts += 1
      if (puts > 1) throw fileProblems.unavailable()
      return put(bytes, key)
    }
    try {
      expect((await patch(requestId, 1000, photo.subarray(1000))).statusCode).toBe(503)
      expect((await head(requestId)).statusCode).toBe(503)
    } finally {
      site.files.put = put
    }
    expect(await findStoredFile(site.db, site.city.cityId, requestId)).toBeUndefined()
    expect(await offsetOf(requestId)).toBe(photo.length)
    expect((await view(requestId)).json().photo).toMatchObject({ id: requestId, sha256: sha256Of(photo) })
  })

  it('of two that send the same part at once one is taken, and nothing is left over', async () => {
    const requestId = randomUUID()
    const before = await kept()
    await begin(photo.length, { requestId })
    const sizes = [5000, 6000, 5000, 7000]
    const answers = await Promise.all(sizes.map((size) => patch(requestId, 0, photo.subarray(0, size))))
    const taken = answers.filter(({ statusCode }) => statusCode === 204)
    expect(taken.length).toBeGreaterThanOrEqual(1)
    for (const answer of answers.filter(({ statusCode }) => statusCode !== 204))
      expect(answer.json()).toMatchObject({ code: 'upload.wrong_offset', offset: await offsetOf(requestId) })
    expect((await kept()).length).toBe(before.length + 1)
    const rest = photo.subarray(await offsetOf(requestId))
    await Promise.all([1, 2, 3].map(() => patch(requestId, photo.length - rest.length, rest)))
    expect((await view(requestId)).json().photo.sha256).toBe(sha256Of(photo))
    expect(
      (await site.db.selectFrom('storedFile').select('id').where('cityId', '=', site.city.cityId).where('id', '=', requestId).execute())
        .length,
    ).toBe(1)
  })
})

describe('an upload refuses', () => {
  it('what is not the protocol, and says what is', async () => {
    const answer = await site.ask(ME, { method: 'POST', url: '/api/uploads', headers: { 'upload-length': '5' } })
    expect([answer.statusCode, answer.json().code]).toEqual([412, 'upload.tus_version'])
    expect(answer.headers).toMatchObject({
      'tus-version': '1.0.0',
      'tus-resumable': '1.0.0',
      'tus-extension': 'creation,checksum,expiration,termination',
      'tus-max-size': String(15 * 1024 * 1024),
    })
    for (const length of ['0', '-1', 'x', '1.5', String(15 * 1024 * 1024 + 1)])
      expect((await begin(5, {}, { 'upload-length': length })).json()).toMatchObject({ code: 'upload.bad_header', field: 'Upload-Length' })
    for (const text of ['key', 'key %%%', 'a YQ==,a YQ==', 'a YQ== b'])
      expect((await begin(5, {}, { 'upload-metadata': text })).statusCode).toBe(400)
    expect((await begin(5, { lon: '102' })).json().code).toBe('request.invalid')
    expect((await begin(5, { requestId: 'x' })).json().errors[0].field).toBe('Upload-Metadata.requestId')
    const { id } = (await begin(5)).json()
    expect((await patch(id, 0, Buffer.from('x'), { 'content-type': 'application/json' })).json()).toMatchObject({
      code: 'request.media_type',
      expected: 'application/offset+octet-stream',
    })
    expect((await patch(id, 0, Buffer.from('x'), { 'upload-checksum': 'md5 eA==' })).json().field).toBe('Upload-Checksum')
    expect((await patch(id, 3, Buffer.from('x'))).json()).toMatchObject({ code: 'upload.wrong_offset', status: 409, offset: 0 })
    expect((await patch(id, 0, Buffer.from('too long'))).json()).toMatchObject({ code: 'request.too_large', limit: 5 })
    expect((await patch(id, 0, Buffer.from('x'), { 'upload-checksum': checksum(Buffer.from('y')) })).statusCode).toBe(460)
    expect(await offsetOf(id)).toBe(0)
  })

  it('what it has lost the bytes of, so that the phone begins anew', async () => {
    const requestId = randomUUID()
    await begin(photo.length, { requestId })
    await patch(requestId, 0, photo.subarray(0, 4000))
    const row = await site.db
      .selectFrom('upload')
      .select('parts')
      .where('cityId', '=', site.city.cityId)
      .where('id', '=', requestId)
      .executeTakeFirst()
    await site.files.remove(row?.parts[0]?.key ?? '')
    expect((await patch(requestId, 4000, photo.subarray(4000))).json()).toMatchObject({ code: 'upload.expired', status: 410 })
    expect((await begin(photo.length, { requestId })).headers['upload-offset']).toBe('0')
    expect(await uploadOver(() => url, await site.as(ME), photo, requestId)).toMatchObject({ id: requestId })
  })

  it('others, whatever they hold', async () => {
    const { id } = (await begin(5)).json()
    expect((await view(id, SOMEBODY)).json().code).toBe('upload.not_found')
    expect((await patch(id, 0, Buffer.from('x'), {}, SOMEBODY)).statusCode).toBe(404)
    expect((await site.ask(SOMEBODY, { method: 'DELETE', url: `/api/uploads/${id}`, headers: TUS })).statusCode).toBe(404)
    expect((await begin(5, {}, {}, 'administrator')).json().code).toBe('permission.denied')
  })

  it('what is no photo in the end, in the words of any photo, again and again until it is given up', async () => {
    const { id } = (await begin(5)).json()
    for (const bytes of [Buffer.from('hello'), Buffer.alloc(0)]) {
      const answer = await patch(id, bytes.length === 0 ? 5 : 0, bytes)
      expect([answer.statusCode, answer.json().code]).toEqual([422, 'photo.wrong_type'])
    }
    expect((await view(id)).json().code).toBe('photo.wrong_type')
    expect((await site.ask(ME, { method: 'DELETE', url: `/api/uploads/${id}`, headers: TUS })).statusCode).toBe(204)
    expect((await view(id)).statusCode).toBe(404)
  })

  it('a file that is not the one that was announced', async () => {
    const requestId = randomUUID()
    await begin(photo.length, { requestId, sha256: 'b'.repeat(64) })
    expect((await patch(requestId, 0, photo)).json()).toMatchObject({ code: 'upload.wrong_hash', field: 'sha256' })
    expect((await view(requestId)).statusCode).toBe(404)
    expect((await begin(photo.length, { requestId, sha256: sha256Of(photo) })).statusCode).toBe(201)
  })

  it('more than twenty at once of one person; what expires makes room and leaves nothing behind', async () => {
    const key = '1.1.1-workstation.inspector'
    const begun: string[] = []
    for (let count = 0; count < 20; count++) begun.push((await begin(100, {}, {}, key)).json().id)
    expect((await begin(100, {}, {}, key)).json()).toMatchObject({ code: 'upload.too_many', status: 429, most: 20 })
    const [first = ''] = begun
    await patch(first, 0, Buffer.from('some bytes'), {}, key)
    const before = (await kept()).length
    site.clock.advance(20 * 3_600_000)
    expect((await view(first, key)).json()).toMatchObject({ code: 'upload.expired', status: 410 })
    const again = begun[1] ?? ''
    expect((await begin(70, { requestId: again }, {}, SOMEBODY)).json().code).toBe('request.reused')
    expect((await begin(70, { requestId: again }, {}, key)).headers['upload-length']).toBe('70')
    expect((await begin(100, {}, {}, key)).statusCode).toBe(201)
    await forgetUploads(site.db, site.files, site.clock.now())
    expect((await kept()).length).toBe(before - 1)
    expect((await begin(100, { requestId: first }, {}, key)).statusCode).toBe(201)
  })
})
