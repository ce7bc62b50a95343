import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { rawRoute, route, uploadRoute } from '#platform/route.ts'
import { testDatabase } from '#test/support/database.ts'
import { insertTestCity, insertTestPerson, signedIn, testApp } from '#test/support/http.ts'
import { converse, type Heard, statusesIn } from './raw-socket.ts'

let app: FastifyInstance
/** The same with the times of every day. */
let patient: FastifyInstance
let port: number
let patientPort: number
let authorization: string
const echo = route({
  method: 'POST',
  path: '/api/echo',
  permission: 'signed-in',
  summary: { zh: '试', en: 'Test' },
  tag: 'test',
  body: z.object({ text: z.string().max(2_000_000) }),
  answer: z.object({ length: z.number() }),
  handle: async ({ body }) => ({ length: body.text.length }),
})
const echoFile = uploadRoute({
  method: 'POST',
  path: '/api/echo-file',
  permission: 'signed-in',
  summary: { zh: '试', en: 'Test' },
  tag: 'test',
  body: z.object({}),
  uploadLimit: 400_000,
  answer: z.object({ length: z.number() }),
  handle: async ({ upload }) => ({ length: upload.bytes.length }),
})

const echoBytes = rawRoute({
  method: 'PATCH',
  path: '/api/echo-bytes',
  permission: 'signed-in',
  summary: { zh: '试', en: 'Test' },
  tag: 'test',
  takes: 'application/offset+octet-stream',
  answerType: 'text/plain',
  transaction: 'own',
  handle: async ({ exchange }) => ({ body: String((await exchange.receive(5)).bytes.length) }),
})

beforeAll(async () => {
  const { db } = await testDatabase()
  const city = await insertTestCity(db)
  authorization = (await signedIn(db, city, await insertTestPerson(db, city, ['case.read']))).authorization
  app = await testApp({ cityId: city.cityId, routes: [echo], times: { headers: 600, request: 1200, check: 100 } })
  port = await listening(app)
  patient = await testApp({ cityId: city.cityId, routes: [echo, echoFile, echoBytes] })
  patientPort = await listening(patient)
})
afterAll(async () => {
  await app.close()
  await patient.close()
})

async function listening(server: FastifyInstance): Promise<number> {
  await server.listen({ host: '127.0.0.1', port: 0 })
  const address = server.server.address()
  return typeof address === 'object' && address ? address.port : 0
}

const head = (more: readonly string[] = []): string =>
  ['POST /api/echo HTTP/1.1', 'host: x', `authorization: ${authorization}`, 'content-type: application/json', ...more, '', ''].join('\r\n')
const say = (bytes: string | Buffer, mostMs = 4000): Promise<Heard> => converse(port, [{ bytes }], mostMs)

/** A bare connection was answered like any other: a problem, with the headers of every answer, and closed. */
function expectProblem({ text, closed }: Heard, status: number, code: string): void {
  expect(statusesIn(text)).toEqual([status])
  expect(text).toContain('content-type: application/problem+json')
  expect(text).toContain('x-content-type-options: nosniff')
  const body = JSON.parse(text.slice(text.indexOf('\r\n\r\n') + 4))
  expect(body).toMatchObject({ status, code, detail: expect.stringMatching(/\p{Script=Han}.* \/ .*[a-z]/u) })
  expect(closed).toBe(true)
}
const standsAfter = async (): Promise<void> => {
  const payload = JSON.stringify({ text: 'abc' })
  const answer = await app.inject({
    method: 'POST',
    url: '/api/echo',
    headers: { authorization, 'content-type': 'application/json' },
    payload,
  })
  expect([answer.statusCode, answer.json()]).toEqual([200, { length: 3 }])
}

describe('what is no request', () => {
  test.each([
    ['words', 'hello\r\n\r\n'],
    ['another protocol', Buffer.from([0x16, 0x03, 0x01, 0x02, 0x00, 0x01, 0x00])],
    ['a method nobody knows', 'BREW /api/echo HTTP/1.1\r\nhost: x\r\n\r\n'],
    ['two lengths', `${head(['content-length: 5', 'content-length: 6'])}{"a":`],
    ['a length and chunks at once', `${head(['content-length: 5', 'transfer-encoding: chunked'])}0\r\n\r\n`],
    ['a chunk of no size', `${head(['transfer-encoding: chunked'])}zz\r\nabc\r\n`],
    ['a header without a name', 'GET / HTTP/1.1\r\nhost: x\r\n: y\r\n\r\n'],
    ['NUL in a header', 'GET / HTTP/1.1\r\nhost: x\r\na: b\0c\r\n\r\n'],
  ])('%s', async (_, bytes) => {
    expectProblem(await say(bytes), 400, 'request.bad_syntax')
    await standsAfter()
  })
  test('headers without end', async () => {
    expectProblem(await say(`GET / HTTP/1.1\r\nhost: x\r\n${'a: b\r\n'.repeat(5000)}`), 431, 'request.headers_too_large')
    const { text } = await say(`HEAD / HTTP/1.1\r\nhost: x\r\n${'a: b\r\n'.repeat(5000)}`)
    expect([statusesIn(text), text.endsWith('\r\n\r\n')]).toEqual([[431], true])
    // In several packets, of which the parser hands over the last: nothing of a body, whatever was asked.
    const drops = ['HEAD / HTTP/1.1\r\nhost: x\r\n', 'a: b\r\n'.repeat(5000)].map((bytes) => ({ bytes, after: 100 }))
    const heard = await converse(port, drops, 1000)
    expect([statusesIn(heard.text), heard.text.endsWith('\r\n\r\n')]).toEqual([[431], true])
  })
})

describe('who takes too long', () => {
  test('over the headers is told so and cut off', async () => {
    const drops = Array.from({ length: 40 }, (_, at) => ({ bytes: at === 0 ? 'GET / HTTP/1.1\r\nhost: x\r\n' : 'a: b\r\n', after: 50 }))
    const heard = await converse(port, drops, 4000)
    expectProblem(heard, 408, 'request.too_slow')
    expect(heard.ms).toBeLessThan(3500)
  })
  test('over the body is cut off, and holds up nobody meanwhile', async () => {
    const drops = Array.from({ length: 40 }, (_, at) => ({ bytes: at === 0 ? head(['content-length: 100']) : ' ', after: 60 }))
    const slow = Array.from({ length: 20 }, () => converse(port, drops, 5000))
    const from = performance.now()
    await standsAfter()
    expect(performance.now() - from).toBeLessThan(2000)
    for (const heard of await Promise.all(slow)) {
      expect(heard.closed).toBe(true)
      expect(statusesIn(heard.text)).toEqual([408])
    }
  })
})

describe('a connection', () => {
  test('that ends in the middle of a body leaves the server standing', async () => {
    for (let time = 0; time < 20; time++) await converse(port, [{ bytes: `${head(['content-length: 500'])}{"text":"` }], 20)
    await standsAfter()
  })
  test('takes a body in chunks of any size', async () => {
    const chunks = [...'{"text":"井盖"}'].map((each) => ({ bytes: `${Buffer.byteLength(each).toString(16)}\r\n${each}\r\n` }))
    const heard = await converse(
      port,
      [{ bytes: head(['transfer-encoding: chunked', 'connection: close']) }, ...chunks, { bytes: '0\r\n\r\n' }],
      4000,
    )
    expect(heard.text).toContain('{"length":2}')
  })
  test('refuses a body in chunks that never end at the limit', async () => {
    const chunk = `10000\r\n${' '.repeat(0x10000)}\r\n`
    const heard = await converse(
      port,
      [{ bytes: head(['transfer-encoding: chunked']) }, ...Array.from({ length: 40 }, () => ({ bytes: chunk }))],
      4000,
    )
    expect(statusesIn(heard.text)).toEqual([413])
    await standsAfter()
  })
  test('answers requests that come at once in their order', async () => {
    const one = (text: string): string => `${head([`content-length: ${text.length + 11}`])}{"text":"${text}"}`
    const last = head(['content-length: 13', 'connection: close'])
    const heard = await say(`${one('a')}${one('bb')}${one('ccc')}${last}{"text":"dd"}`)
    expect([...heard.text.matchAll(/"length":(\d)/g)].map(([, length]) => Number(length))).toEqual([1, 2, 3, 2])
  })
  test.each([
    ['of another name', 'x', 300_000, 400],
    ['too large', 'file', 900_000, 413],
  ])('goes on after a form that was refused before its end: a file %s', async (_, name, size, status) => {
    const file = `--b\r\ncontent-disposition: form-data; name="${name}"; filename="a.csv"\r\n\r\n${'x'.repeat(size)}\r\n--b--\r\n`
    const form = [
      'POST /api/echo-file HTTP/1.1',
      'host: x',
      `authorization: ${authorization}`,
      'content-type: multipart/form-data; boundary=b',
      `content-length: ${file.length}`,
    ]
    const next = `${head(['content-length: 12', 'connection: close'])}{"text":"a"}`
    const heard = await converse(patientPort, [{ bytes: `${form.join('\r\n')}\r\n\r\n${file}` }, { bytes: next, after: 200 }], 20_000)
    const statuses = [...heard.text.matchAll(/HTTP\/1\.1 (\d{3}) /g)].map(([, each]) => Number(each))
    expect([statuses, heard.closed]).toEqual([[status, 200], true])
  })
  test.each([
    ['a little', 6],
    ['much', 3_000_000],
  ])('goes on after bytes that were refused before their end: %s too many', async (_, size) => {
    const bytes = ['PATCH /api/echo-bytes HTTP/1.1', 'host: x', `authorization: ${authorization}`, 'content-type: application/offset+octet-stream', `content-length: ${size}`] // biome-ignore format: lines
    const next = `${head(['content-length: 12', 'connection: close'])}{"text":"a"}`
    const heard = await converse(
      patientPort,
      [{ bytes: `${bytes.join('\r\n')}\r\n\r\n${'x'.repeat(size)}` }, { bytes: next, after: 200 }],
      10_000,
    )
    const statuses = [...heard.text.matchAll(/HTTP\/1\.1 (\d{3}) /g)].map(([, each]) => Number(each))
    expect([statuses, heard.closed]).toEqual([[413, 200], true])
  })
  test('answers the valid before the broken of what comes at once', async () => {
    const heard = await say(`${head(['content-length: 12'])}{"text":"a"}GARBAGE\r\n\r\n`)
    expect(statusesIn(heard.text).at(-1)).toBe(400)
    await standsAfter()
  })
})
