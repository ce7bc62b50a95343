import { createHash, randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { folderStore } from '#platform/file-folder.ts'
import { s3Store } from '#platform/file-s3.ts'
import type { FileStore } from '#platform/files.ts'

/**
 * A stand-in for an S3 service: an HTTP server that keeps objects in memory and speaks PutObject, GetObject, HeadObject and DeleteObject as far as
 * this store needs. It proves requests and answers of the client, not the behaviour of any real service (signatures are not verified).
 */
class S3StandIn {
  readonly objects = new Map<string, Buffer>()
  readonly server: Server = createServer((request, response) => void this.#answer(request, response))
  readonly authorizations: string[] = []

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname } = new URL(request.url ?? '', 'http://localhost')
    this.authorizations.push(request.headers.authorization ?? '')
    const body = await buffer(request)
    const found = this.objects.get(pathname)
    if (request.method === 'PUT') {
      this.objects.set(pathname, body)
      response.setHeader('etag', '"x"').end()
    } else if (request.method === 'DELETE') {
      this.objects.delete(pathname)
      response.writeHead(204).end()
    } else if (!found) {
      const text = '<?xml version="1.0"?><Error><Code>NoSuchKey</Code><Message>none</Message></Error>'
      response.writeHead(404, { 'content-type': 'application/xml' }).end(request.method === 'HEAD' ? undefined : text)
    } else response.writeHead(200, { 'content-length': found.length }).end(request.method === 'HEAD' ? undefined : found)
  }
}

const keyOf = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex')
const root = mkdtempSync(join(tmpdir(), 'wangge-files-'))
const standIn = new S3StandIn()
const stores: Record<string, FileStore> = { folder: folderStore(root) }
const before = { id: process.env.AWS_ACCESS_KEY_ID, secret: process.env.AWS_SECRET_ACCESS_KEY }

beforeAll(async () => {
  process.env.AWS_ACCESS_KEY_ID = 'test'
  process.env.AWS_SECRET_ACCESS_KEY = 'test'
  standIn.server.listen(0, '127.0.0.1')
  await once(standIn.server, 'listening')
  const address = standIn.server.address()
  const port = typeof address === 'object' ? address?.port : undefined
  stores['S3 stand-in'] = s3Store({
    kind: 's3',
    bucket: 'photos',
    endpoint: `http://127.0.0.1:${port}`,
    region: 'us-east-1',
    prefix: 'city/',
  })
})
afterAll(() => {
  standIn.server.closeAllConnections()
  standIn.server.close()
  rmSync(root, { recursive: true })
  for (const [name, value] of [
    ['AWS_ACCESS_KEY_ID', before.id],
    ['AWS_SECRET_ACCESS_KEY', before.secret],
  ] as const) {
    if (value === undefined) delete process.env[name]
    else process.env[name] = value
  }
})

describe.each(['folder', 'S3 stand-in'])('%s', (name) => {
  const store = (): FileStore => {
    const found = stores[name]
    if (!found) throw new Error(`no store ${name}`)
    return found
  }

  test('what is put comes back byte for byte, from bytes and from a stream', async () => {
    const bytes = randomBytes(300_000)
    const other = randomBytes(70_000)
    await store().put(bytes, keyOf(bytes))
    await store().put(Readable.from([other.subarray(0, 1000), other.subarray(1000)]), keyOf(other))
    expect((await buffer(await store().get(keyOf(bytes)))).equals(bytes)).toBe(true)
    expect((await buffer(await store().get(keyOf(other)))).equals(other)).toBe(true)
  })
  test('putting the same again changes nothing, at once or later', async () => {
    const bytes = randomBytes(1000)
    await Promise.all(Array.from({ length: 5 }, () => store().put(bytes, keyOf(bytes))))
    await store().put(bytes, keyOf(bytes))
    expect((await buffer(await store().get(keyOf(bytes)))).equals(bytes)).toBe(true)
  })
  test('what is removed is gone, and removing it again is no error', async () => {
    const bytes = randomBytes(10)
    await store().put(bytes, keyOf(bytes))
    expect(await store().has(keyOf(bytes))).toBe(true)
    await store().remove(keyOf(bytes))
    await store().remove(keyOf(bytes))
    expect(await store().has(keyOf(bytes))).toBe(false)
    await expect(store().get(keyOf(bytes))).rejects.toMatchObject({ code: 'file.not_found', status: 404 })
  })
  test.each(['../../etc/passwd', 'abc', `${'a'.repeat(63)}/`])('refuses the key %s', async (key) => {
    await expect(store().put(Buffer.from('x'), key)).rejects.toMatchObject({ code: 'file.bad_key' })
    await expect(store().get(key)).rejects.toMatchObject({ code: 'file.bad_key' })
  })
})

describe('the folder', () => {
  test('a stream that breaks off leaves nothing behind', async () => {
    const broken = new Readable({
      read() {
        this.push(Buffer.alloc(1000))
        this.destroy(new Error('the line went down'))
      },
    })
    const key = 'ab'.repeat(32)
    await expect(folderStore(root).put(broken, key)).rejects.toThrow('the line went down')
    expect(await folderStore(root).has(key)).toBe(false)
    expect(readdirSync(join(root, 'ab', 'ab'))).toEqual([])
  })
})

describe('the S3 client', () => {
  test('signs its requests and keeps objects under the prefix of the bucket', () => {
    expect(standIn.authorizations.every((each) => each.startsWith('AWS4-HMAC-SHA256 '))).toBe(true)
    expect([...standIn.objects.keys()].every((path) => /^\/photos\/city\/[0-9a-f]{64}$/.test(path))).toBe(true)
    expect(standIn.objects.size).toBeGreaterThan(0)
  })
})
