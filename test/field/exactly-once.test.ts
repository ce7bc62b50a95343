import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Random, randomFrom } from '#demo/random.ts'
import { sha256Of } from '#platform/photo.ts'
import { makeJpeg } from '#test/support/photos.ts'
import { drawSeed } from '../faults/scene.ts'
import { type Wire, wireTo } from '../faults/wire.ts'
import { makeSite, type Site } from './site.ts'
import { uploadOver } from './tus-client.ts'

const [REPORTS, TIMES, AT_ONCE] = [30, 3, 4]
const KEY = '1-centre.acceptor'

let site: Site
let wire: Wire
let random: Random
beforeAll(async () => {
  random = randomFrom(drawSeed('thirty reports three times over a line that breaks'))
  site = await makeSite()
  wire = await wireTo(await site.app.listen({ host: '127.0.0.1', port: 0 }))
})
afterAll(async () => {
  await wire?.close()
  await site?.app.close()
})

interface Item {
  readonly requestId: string
  readonly acceptId: string
  readonly photoIds: readonly string[]
  readonly photos: readonly Buffer[]
  readonly description: string
}

/** The photo of a report is like no other's. */
async function makeItem(index: number): Promise<Item> {
  const photos = await Promise.all([0, 1].map((each) => makeJpeg({ width: 320 + 2 * index, height: 200 + 20 * each })))
  return { requestId: randomUUID(), acceptId: randomUUID(), photoIds: [randomUUID(), randomUUID()], photos, description: `第 ${index} 件` }
}

const url = (): string => wire.url.replace(/\/$/, '')
let broken = 0

/** What an outbox does: sends until there is an answer, whatever it is. */
async function post(path: string, body: object): Promise<unknown> {
  const headers = { ...(await site.as(KEY)), 'content-type': 'application/json' }
  for (let round = 0; round < 300; round++)
    try {
      const answer = await fetch(url() + path, { method: 'POST', headers, body: JSON.stringify(body) })
      const said: unknown = await answer.json()
      if (answer.status >= 300) throw new TypeError(`${path} ${answer.status} ${JSON.stringify(said)}`)
      return said
    } catch (error) {
      if (error instanceof TypeError && error.message.startsWith('/api')) throw error
      broken += 1
      await sleep(15)
    }
  throw new Error('the line never came back')
}

/** One whole submission as the phone keeps it in its outbox: photos, the report, and what follows it. */
async function submit(item: Item): Promise<unknown[]> {
  const answers: unknown[] = []
  for (const [index, bytes] of item.photos.entries()) {
    const onBreak = async (): Promise<void> => {
      broken += 1
      await sleep(15)
    }
    answers.push(await uploadOver(url, await site.as(KEY), bytes, item.photoIds[index] ?? '', { chunk: 1500, onBreak }))
  }
  const [lon, lat] = site.city.middle('1.1.1.1')
  const report = { requestId: item.requestId, lon, lat, address: '双桥路', description: item.description, photos: item.photoIds }
  answers.push(await post('/api/cases', report))
  const accept = { requestId: item.acceptId, version: 1, typeCode: 'C0104', conditionNumber: 1 }
  answers.push(await post(`/api/cases/${item.requestId}/accept`, accept))
  return answers
}

/** Cuts the wire again and again until told to stop. */
async function flap(stopping: AbortSignal): Promise<number> {
  let cuts = 0
  while (!stopping.aborted) {
    await sleep(60 + random() * 200)
    wire.cut()
    cuts += 1
    await sleep(10 + random() * 40)
    wire.mend()
  }
  return cuts
}

const shuffled = <T>(list: readonly T[]): T[] =>
  list
    .map((each) => [random(), each] as const)
    .sort(([a], [b]) => a - b)
    .map(([, each]) => each)

it('thirty reports with photos, each sent three times in any order over a line that breaks, are thirty cases with their photos and events in order', async () => {
  const items = await Promise.all(Array.from({ length: REPORTS }, (_, index) => makeItem(index)))
  const waiting = shuffled(items.flatMap((item) => Array.from({ length: TIMES }, () => item)))
  const answers = new Map<string, Set<string>>()
  const stopping = new AbortController()
  const flapping = flap(stopping.signal)
  const work = async (): Promise<void> => {
    for (let item = waiting.pop(); item; item = waiting.pop()) {
      const said = answers.get(item.requestId) ?? new Set()
      answers.set(item.requestId, said.add(JSON.stringify(await submit(item))))
    }
  }
  try {
    await Promise.all(Array.from({ length: AT_ONCE }, work))
  } finally {
    stopping.abort()
  }
  const cuts = await flapping
  process.stdout.write(`${cuts} cuts, ${broken} requests broken\n`)
  expect(cuts).toBeGreaterThan(5)
  expect(broken).toBeGreaterThan(5)

  expect([...answers.values()].map(({ size }) => size)).toEqual(items.map(() => 1))
  const { cityId } = site.city
  const cases = await site.db
    .selectFrom('case')
    .select(['id', 'description', 'stage', 'version', 'photos'])
    .where('cityId', '=', cityId)
    .execute()
  const byId = new Map(cases.map((row) => [row.id, row]))
  expect(cases).toHaveLength(REPORTS)
  for (const { requestId, description, photoIds, photos } of items) {
    const row = byId.get(requestId)
    expect(row).toMatchObject({ description, stage: 'accepted', version: 2 })
    const own = photos.map((bytes, index) => ({ fileId: photoIds[index], originalSha256: sha256Of(bytes), purpose: 'before', seq: 1 }))
    expect(row?.photos).toMatchObject(own)
  }
  const files = await site.db.selectFrom('storedFile').select('id').where('cityId', '=', cityId).execute()
  expect(files).toHaveLength(REPORTS * 2)
  const events = await site.db
    .selectFrom('caseEvent')
    .select(['caseId', 'seq', 'action', 'requestId'])
    .where('cityId', '=', cityId)
    .orderBy('caseId')
    .orderBy('seq')
    .execute()
  expect(events).toHaveLength(REPORTS * 2)
  for (const { requestId, acceptId } of items)
    expect(events.filter(({ caseId }) => caseId === requestId).map(({ seq, action, requestId: asked }) => [seq, action, asked])).toEqual([
      [1, 'report', requestId],
      [2, 'accept', acceptId],
    ])
  const open = await site.db.selectFrom('upload').select('parts').where('cityId', '=', cityId).execute()
  expect(open.filter(({ parts }) => parts.length > 0)).toEqual([])
}, 180_000)
