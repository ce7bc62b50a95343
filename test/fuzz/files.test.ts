import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { newId } from '#platform/identifier.ts'
import { type HostileFile, hostilePhotos, hostileTables, hostileWorkbooks } from './files.ts'
import { faultsOf } from './judge.ts'
import { makeAgent, send } from './send.ts'
import { ABLE, type FuzzSite, startFuzzSite } from './site.ts'

const agent = makeAgent()
let site: FuzzSite
let sender: Readonly<Record<string, string>>
let draftId: string
const draft = async (): Promise<string> => {
  const body = Buffer.from(JSON.stringify({ requestId: newId() }))
  const headers = { ...sender, 'content-type': 'application/json' }
  const answer = await send(agent, site.port, { method: 'POST', path: '/api/catalogue/versions', headers, body })
  return JSON.parse(answer.body.toString('utf8')).id
}

beforeAll(async () => {
  site = await startFuzzSite()
  const senders = await (await site.settle()).senders()
  sender = senders.find(({ name }) => name === ABLE)?.headers ?? {}
  draftId = await draft()
})
afterAll(async () => {
  agent.destroy()
  await site.close()
})

/** Sends one file as a browser would, in English, and answers the status with what was wrong with the answer. */
async function sendFile(path: string, { fileName, claimedType, bytes }: HostileFile, fields: Readonly<Record<string, string>>) {
  const texts = Object.entries(fields).map(([name, value]) => `--B\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`)
  const head = `--B\r\ncontent-disposition: form-data; name="file"; filename="${fileName}"\r\ncontent-type: ${claimedType}\r\n\r\n`
  const body = Buffer.concat([Buffer.from(texts.join('') + head), bytes, Buffer.from('\r\n--B--\r\n')])
  const headers = { ...sender, 'accept-language': 'en', 'content-type': 'multipart/form-data; boundary=B' }
  const request = { method: 'POST', path, headers, body }
  const answer = await send(agent, site.port, request)
  return { status: answer.status, faults: faultsOf(request, answer), text: answer.body.toString('utf8'), ms: answer.ms }
}

/** Files that are photos, whatever they are called or claim to be. */
const TAKEN = ['a photo', 'a PNG', 'a WebP', 'a PNG called JPEG', 'a path for a name', 'a name with line ends', 'a very long name']

describe('a photo', async () => {
  const photos = await hostilePhotos()
  test.each(photos.map((photo) => [photo.what, photo] as const))('that is %s', async (what, photo) => {
    const { status, faults, text } = await sendFile('/api/photos', photo, { requestId: newId() })
    expect(faults, text).toEqual([])
    expect(status).toBe(TAKEN.includes(what) ? 201 : 422)
    expect(JSON.parse(text).field).toBe(TAKEN.includes(what) ? undefined : 'file')
  })
})

describe('a workbook', () => {
  const workbooks = hostileWorkbooks()
  test.each(workbooks.map((book) => [book.what, book] as const))('that is %s', async (_, book) => {
    for (const path of [`/api/catalogue/versions/${draftId}/workbook`, '/api/calendar/2027/workbook']) {
      const { status, faults, text } = await sendFile(path, book, { requestId: newId(), dryRun: 'false' })
      expect(faults, text).toEqual([])
      // Either no workbook at all, or one whose faults are listed cell by cell.
      if (status === 200) expect(JSON.parse(text)).toMatchObject({ imported: false, faults: expect.arrayContaining([expect.anything()]) })
      else expect([status, JSON.parse(text).field]).toEqual([status === 413 ? 413 : 422, 'file'])
    }
  })
})

describe('a table', () => {
  test.each(hostileTables().map((table) => [table.what, table] as const))('that is %s', async (_, table) => {
    for (const path of ['/api/components/import', '/api/shopfronts/import', '/api/people/import']) {
      const { status, faults, text } = await sendFile(path, table, { requestId: newId() })
      expect(faults, text).toEqual([])
      expect([200, 422]).toContain(status)
    }
  })
})
