import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { newId } from '#platform/identifier.ts'
import { testDatabase } from '#test/support/database.ts'
import { insertTestCity, insertTestPerson, signedIn, type TestCity, testApp } from '#test/support/http.ts'

import { counts, routes } from './things.ts'

let app: FastifyInstance
let city: TestCity
let editor: { authorization: string }
let second: { authorization: string }
let reader: { authorization: string }

beforeAll(async () => {
  const { db } = await testDatabase()
  city = await insertTestCity(db)
  editor = await signedIn(db, city, await insertTestPerson(db, city, ['thing.edit']))
  second = await signedIn(db, city, await insertTestPerson(db, city, ['thing.edit']))
  reader = await signedIn(db, city, await insertTestPerson(db, city, ['thing.read']))
  app = await testApp({ cityId: city.cityId, routes })
})
afterAll(() => app.close())

const post = (url: string, payload: unknown, headers: Record<string, string>) =>
  app.inject({ method: 'POST', url, payload: payload as object, headers })
const form = (parts: string[], headers: Record<string, string>) =>
  app.inject({
    method: 'POST',
    url: '/api/upload',
    headers: { ...headers, 'content-type': 'multipart/form-data; boundary=XX' },
    payload: `${parts.map((part) => `--XX\r\n${part}\r\n`).join('')}--XX--\r\n`,
  })
const filePart = (text: string) =>
  `content-disposition: form-data; name="file"; filename="a.txt"\r\ncontent-type: text/plain\r\n\r\n${text}`
const notePart = 'content-disposition: form-data; name="note"\r\n\r\nhello'

describe('2xx', () => {
  test('a public route needs no session and its actor covers no place', async () => {
    const answer = await app.inject('/api/open')
    expect([answer.statusCode, answer.json()]).toEqual([200, { areas: [] }])
  })
  test('the answer holds what the contract names and nothing else', async () => {
    const answer = await post('/api/things/abc', { name: 'lamp' }, editor)
    expect([answer.statusCode, answer.json()]).toEqual([201, { id: 'abc', name: 'lamp' }])
  })
  test('a raw route answers its own bytes, type and headers', async () => {
    const answer = await app.inject({ url: '/api/tile', headers: reader })
    expect([answer.rawPayload, answer.headers['content-type'], answer.headers['cache-control']]).toEqual([
      Buffer.from([1, 2, 3]),
      'application/vnd.mapbox-vector-tile',
      'max-age=60',
    ])
  })
  test('an upload arrives whole with its fields', async () => {
    const answer = await form([notePart, filePart('12345')], editor)
    expect([answer.statusCode, answer.json()]).toEqual([200, { size: 5, fileName: 'a.txt', note: 'hello' }])
  })
  test('a transaction that loses a race is run again', async () => {
    counts.attempts = 0
    expect((await app.inject('/api/race')).json()).toEqual({ attempts: 3 })
  })
  test('every answer carries the security headers and a request id', async () => {
    const { headers } = await app.inject('/api/open')
    expect(headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'referrer-policy': 'no-referrer',
      'cache-control': 'no-store',
    })
    expect(headers['content-security-policy']).toContain("default-src 'none'")
    expect(headers['x-request-id']).toMatch(/^[0-9a-f-]{36}$/)
  })
})

describe('400', () => {
  test('names every field at fault in the language asked for', async () => {
    const headers = { ...editor, 'accept-language': 'en-GB,zh;q=0.5' }
    const answer = await post('/api/things/abc', { name: 'x', tags: [{ label: 3 }] }, headers)
    expect(answer.statusCode).toBe(400)
    expect(answer.headers['content-type']).toBe('application/problem+json; charset=utf-8')
    expect(answer.json()).toMatchObject({
      code: 'request.invalid',
      status: 400,
      type: 'urn:wangge:problem:request.invalid',
      title: 'Bad request',
      field: 'name',
    })
    expect(answer.json().errors).toEqual([
      { field: 'name', rule: 'must have at least 2 characters' },
      { field: 'tags.0.label', rule: 'must be text' },
    ])
    expect(answer.json().traceId).toBe(answer.headers['x-request-id'])
  })
  test('answers in Chinese unless English is asked for', async () => {
    const answer = await post('/api/things/abc', { name: 'x' }, editor)
    expect(answer.json()).toMatchObject({ title: '请求无效', errors: [{ field: 'name', rule: '至少 2 个字' }] })
  })
  test.each([
    ['U+0000 in the body', '/api/things/abc', { name: 'a\u0000b' }, 'name'],
    ['a lone surrogate', '/api/things/abc', { name: 'ab', tags: [{ label: '\ud83d' }] }, 'tags.0.label'],
    ['U+0000 in the path', '/api/things/a%00', { name: 'ab' }, 'id'],
    ['a control character in the query', '/api/things/abc?loud=%07', { name: 'ab' }, 'loud'],
    ['a control character of the second block', '/api/things/abc', { name: 'a\u0085b' }, 'name'],
  ])('refuses %s, naming the field', async (_, url, body, field) => {
    const answer = await post(url, body, editor)
    expect([answer.statusCode, answer.json().code, answer.json().field]).toEqual([400, 'request.invalid', field])
  })
  test('takes line breaks, tabs and characters beyond the basic plane', async () => {
    expect((await post('/api/things/abc', { name: 'a\n\tb\u{20000}' }, editor)).statusCode).toBe(201)
  })
  test.each(['{"name":', '{"__proto__":{"x":1}}', ''])('malformed JSON: %s', async (payload) => {
    const answer = await app.inject({
      method: 'POST',
      url: '/api/things/abc',
      payload,
      headers: { ...editor, 'content-type': 'application/json' },
    })
    expect([answer.statusCode, answer.json().code]).toEqual([400, 'request.malformed'])
  })
  test('nesting without a bottom, under a field nobody asked for', async () => {
    const nested = `${'['.repeat(40_000)}1${']'.repeat(40_000)}`
    const headers = { ...editor, 'content-type': 'application/json', 'accept-language': 'en' }
    const answer = await app.inject({ method: 'POST', url: '/api/things/abc', payload: `{"name":"ab","x":${nested}}`, headers })
    expect([answer.statusCode, answer.json().code]).toEqual([400, 'request.invalid'])
    expect(answer.json().errors).toEqual([{ field: expect.stringMatching(/^x\.0\.0/), rule: expect.stringContaining('too deeply') }])
  })
  test('text in GBK is refused, not kept as question marks', async () => {
    const payload = Buffer.concat([Buffer.from('{"name":"'), Buffer.from([0xbe, 0xae, 0xb8, 0xc7]), Buffer.from('"}')])
    const headers = { ...editor, 'content-type': 'application/json; charset=gbk' }
    const answer = await app.inject({ method: 'POST', url: '/api/things/abc', payload, headers })
    expect([answer.statusCode, answer.json().code]).toEqual([400, 'request.malformed'])
    expect(answer.json().detail).toContain('UTF-8')
  })
  test('an address whose percent-encoding is broken', async () => {
    const answer = await app.inject({ url: '/api/things/%zz', headers: { 'accept-language': 'en' } })
    expect(answer.headers['content-type']).toBe('application/problem+json; charset=utf-8')
    expect(answer.json()).toMatchObject({ status: 400, code: 'request.bad_address', detail: expect.stringContaining('percent-encoding') })
  })
  test.each([
    ['two files', [filePart('1'), filePart('2')]],
    ['a file in a field of another name', [filePart('1').replace('name="file"', 'name="photo"')]],
  ])('a form with %s', async (_, files) => {
    const answer = await form([notePart, ...files], editor)
    expect(answer.json()).toMatchObject({ status: 400, code: 'request.file_missing', field: 'file' })
  })
  test('an audited write without a request id', async () => {
    expect((await post('/api/audited/a', { name: 'n' }, editor)).json()).toMatchObject({ status: 400, field: 'requestId' })
  })
  test('a form without a file', async () => {
    expect((await form([notePart], editor)).json()).toMatchObject({ status: 400, code: 'request.file_missing' })
  })
})

describe('401', () => {
  test.each([{}, { authorization: 'Bearer nonsense' }, { cookie: 'wangge_session=nonsense', 'sec-fetch-site': 'same-origin' }])(
    'without a session that stands: %o',
    async (headers) => {
      const answer = await post('/api/things/abc', { name: 'lamp' }, headers as Record<string, string>)
      expect([answer.statusCode, answer.json().code]).toEqual([401, 'session.required'])
    },
  )
  test('comes before anything of the request is looked at', async () => {
    const answer = await app.inject({
      method: 'POST',
      url: '/api/things/far-too-long',
      payload: '{broken',
      headers: { 'content-type': 'application/json' },
    })
    expect(answer.statusCode).toBe(401)
  })
})

describe('403', () => {
  test('names the permission, comes before validation and runs nothing', async () => {
    const before = counts.handled
    const answer = await post('/api/things/far-too-long', { name: 'x' }, reader)
    expect(answer.json()).toMatchObject({ status: 403, code: 'permission.denied', permission: 'thing.edit' })
    expect(counts.handled).toBe(before)
  })
  test('a write sent by a page of another site', async () => {
    const cookie = editor.authorization.replace('Bearer ', 'wangge_session=')
    const answer = await post('/api/things/abc', { name: 'lamp' }, { cookie, 'sec-fetch-site': 'cross-site' })
    expect(answer.json()).toMatchObject({ status: 403, code: 'request.cross_site' })
  })
})

describe('404 and 405', () => {
  test('an address that is none', async () => {
    expect((await app.inject({ url: '/api/nothing', headers: { 'accept-language': 'en' } })).json()).toMatchObject({
      status: 404,
      code: 'request.not_found',
      title: 'Not found',
    })
  })
  test('an address that takes another method says which', async () => {
    const answer = await app.inject({ method: 'PUT', url: '/api/things/abc?x=1', headers: editor })
    expect([answer.statusCode, answer.headers.allow, answer.json().code]).toEqual([405, 'POST', 'request.method_not_allowed'])
  })
})

describe('409', () => {
  test('a unique violation', async () => {
    expect((await post('/api/duplicate', { cityId: city.cityId }, {})).json()).toMatchObject({ status: 409, code: 'request.conflict' })
  })
  test('a request id used for another content, action subject or person', async () => {
    const body = { requestId: newId(), name: 'n' }
    expect((await post('/api/audited/a', body, editor)).statusCode).toBe(200)
    for (const answer of [
      await post('/api/audited/a', { ...body, name: 'm' }, editor),
      await post('/api/audited/b', body, editor),
      await post('/api/audited/a', body, second),
    ])
      expect([answer.statusCode, answer.json().code]).toEqual([409, 'request.reused'])
  })
})

describe('413 and 415', () => {
  test('a JSON body over a megabyte', async () => {
    expect((await post('/api/things/abc', { name: 'x'.repeat(1_100_000) }, editor)).json()).toMatchObject({
      status: 413,
      code: 'request.too_large',
      limit: 1_048_576,
    })
  })
  test('a file over the limit of its route', async () => {
    expect((await form([notePart, filePart('x'.repeat(101))], editor)).json()).toMatchObject({ status: 413, limit: 100 })
  })
  test('a body that is not JSON', async () => {
    const answer = await app.inject({
      method: 'POST',
      url: '/api/things/abc',
      payload: 'name=x',
      headers: { ...editor, 'content-type': 'text/plain' },
    })
    expect(answer.json()).toMatchObject({ status: 415, code: 'request.media_type' })
  })
  test('JSON where a form is wanted', async () => {
    expect((await post('/api/upload', { note: 'x' }, editor)).json()).toMatchObject({ status: 415, expected: 'multipart/form-data' })
  })
})

describe('500', () => {
  test.each(['/api/boom', '/api/wrong-answer'])('%s leaks nothing of the cause', async (url) => {
    const answer = await app.inject({ url, headers: { 'accept-language': 'en' } })
    expect(answer.json()).toMatchObject({ status: 500, code: 'server.error', traceId: answer.headers['x-request-id'] })
    expect(answer.payload).not.toMatch(/secret|expected|stack/)
  })
})

describe('audit', () => {
  const entries = async (requestId: string) =>
    (await testDatabase()).db
      .selectFrom('auditEntry')
      .selectAll()
      .where('cityId', '=', city.cityId)
      .where('requestId', '=', requestId)
      .execute()

  test('a replay gets the stored answer, runs nothing and leaves one entry', async () => {
    const body = { requestId: newId(), name: 'n', password: 'do not keep me' }
    const first = await post('/api/audited/a', body, editor)
    const before = counts.handled
    const again = await post('/api/audited/a', body, editor)
    expect([again.statusCode, again.json()]).toEqual([200, first.json()])
    expect(counts.handled).toBe(before)
    const [entry, ...others] = await entries(body.requestId)
    expect(others).toEqual([])
    expect(entry).toMatchObject({
      action: 'thing.change',
      subject: 'a',
      answer: first.json(),
      details: { params: { id: 'a' }, body: { name: 'n' } },
    })
    expect(JSON.stringify(entry)).not.toContain('do not keep me')
  })
  test('the same request sent five times at once is done once', async () => {
    const body = { requestId: newId(), name: 'n' }
    const before = counts.handled
    const answers = await Promise.all(Array.from({ length: 5 }, () => post('/api/audited/a', body, editor)))
    expect(new Set(answers.map((answer) => answer.payload)).size).toBe(1)
    expect(answers.every((answer) => answer.statusCode === 200)).toBe(true)
    expect(await entries(body.requestId)).toHaveLength(1)
    expect(counts.handled).toBeGreaterThan(before)
  })
  test('what failed leaves no entry, and the same id may be tried again', async () => {
    const body = { requestId: newId(), name: 'n', fail: true }
    expect((await post('/api/audited/a', body, editor)).statusCode).toBe(409)
    expect(await entries(body.requestId)).toEqual([])
    expect((await post('/api/audited/a', { ...body, fail: false }, editor)).statusCode).toBe(200)
  })
})

describe('OpenAPI', () => {
  test('describes every route with its contract, permission and problems', async () => {
    const document = (await app.inject('/openapi.json')).json()
    expect(document.openapi).toBe('3.1.0')
    const operation = document.paths['/api/things/{id}'].post
    expect(operation).toMatchObject({
      summary: '测试 / Test',
      security: [{ cookie: [] }, { bearer: [] }],
      parameters: [
        { name: 'id', in: 'path', required: true },
        { name: 'loud', in: 'query', required: false },
      ],
    })
    expect(operation.responses['201'].content['application/json'].schema.properties).toHaveProperty('name')
    expect(operation.responses['403'].description).toContain('thing.edit')
    expect(operation.requestBody.content['application/json'].schema.required).toEqual(['name'])
    expect(document.paths['/api/upload'].post.requestBody.content).toHaveProperty('multipart/form-data')
    expect(document.paths['/api/tile'].get.responses['200'].content).toHaveProperty('application/vnd.mapbox-vector-tile')
    expect(document.paths['/api/open'].get.security).toEqual([])
    expect(Object.keys(document.paths)).toEqual(expect.arrayContaining(routes.map(({ path }) => path.replaceAll(/:(\w+)/g, '{$1}'))))
  })
  test('the reading page and its scripts come from this server', async () => {
    const page = await app.inject('/docs/')
    expect([page.statusCode, page.headers['content-type']]).toEqual([200, expect.stringContaining('text/html')])
    expect(page.payload).not.toMatch(/(src|href)="https?:/)
    const scripts = [...page.payload.matchAll(/src="\.?\/?([^"]+)"/g)].map(([, path]) => path)
    expect(scripts.length).toBeGreaterThan(1)
    for (const path of scripts) expect((await app.inject(`/docs/${path?.replace('docs/', '')}`)).statusCode, path).toBe(200)
    expect(page.payload).not.toMatch(/<script(?![^>]*src=)[^>]*>\s*\S/)
  })
})
