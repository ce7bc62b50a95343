import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, expect, it } from 'vitest'
import { sha256Of } from '#platform/photo.ts'
import { childServer } from '#test/support/child-server.ts'
import { testEngine } from '#test/support/database.ts'
import { makeJpeg } from '#test/support/photos.ts'
import { type PostgresServer, startPostgres } from '#test/support/postgres-server.ts'
import { prepareScene } from '../faults/scene.ts'
import { metadata, uploadOver } from './tus-client.ts'

const dataDir = mkdtempSync(join(tmpdir(), 'wangge-upload-'))
let postgres: PostgresServer | undefined
afterAll(async () => {
  await postgres?.stop()
  rmSync(dataDir, { recursive: true, force: true })
})

it('killed in the middle of a photo, the server goes on from the bytes it had answered for', async () => {
  postgres = testEngine === 'server' ? await startPostgres() : undefined
  const { city, tokens } = await prepareScene(postgres ? { databaseUrl: postgres.url } : { dataDir })
  const headers = tokens.get('1-centre.inspector') ?? { authorization: '' }
  const server = await childServer({ WANGGE_DATA_DIR: dataDir, WANGGE_CITY: city.cityId, ...(postgres && { DATABASE_URL: postgres.url }) })
  const bytes = await makeJpeg({ width: 1600, height: 1200 })
  const requestId = randomUUID()
  const path = `${server.url}/api/uploads/${requestId}`
  const common = { ...headers, 'tus-resumable': '1.0.0' }
  const create = { 'upload-length': String(bytes.length), 'upload-metadata': metadata({ requestId, sha256: sha256Of(bytes) }) }
  const part = (from: number, to: number, more: RequestInit = {}): Promise<Response> =>
    fetch(path, {
      method: 'PATCH',
      headers: { ...common, 'content-type': 'application/offset+octet-stream', 'upload-offset': String(from) },
      body: new Uint8Array(bytes.subarray(from, to)),
      ...more,
    })
  const offset = async (): Promise<number> => Number((await fetch(path, { method: 'HEAD', headers: common })).headers.get('upload-offset'))
  try {
    await server.start()
    expect((await fetch(`${server.url}/api/uploads`, { method: 'POST', headers: { ...common, ...create } })).status).toBe(201)
    expect((await part(0, 5000)).status).toBe(204)
    // Killed while the next part is on its way: it is sent slowly, and never ends.
    const slow = new ReadableStream({
      async pull(controller) {
        controller.enqueue(new Uint8Array(bytes.subarray(5000, 5100)))
        await sleep(50)
      },
    })
    const cut = part(5000, 5000, { body: slow, duplex: 'half' } as RequestInit).catch(() => undefined)
    await sleep(300)
    await server.kill()
    await cut
    await server.start()
    expect(await offset()).toBe(5000)
    expect(await uploadOver(() => server.url, headers, bytes, requestId)).toMatchObject({ id: requestId, sha256: sha256Of(bytes) })
  } finally {
    await server.kill()
  }
}, 240_000)
