import { setTimeout as sleep } from 'node:timers/promises'
import type { FastifyInstance } from 'fastify'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { makeSessions } from '#identity/sessions.ts'
import { actorDirectory } from '#organisation/actor-directory.ts'
import { handClock, systemClock } from '#platform/clock.ts'
import type { Db } from '#platform/db.ts'
import { type Hub, makeHub } from '#platform/hub.ts'
import { newId } from '#platform/identifier.ts'
import { announce } from '#platform/outbox.ts'
import { deleteProcessed } from '#platform/queries-outbox.ts'
import { makeRelay, type OutboxEvent, type Relay, retryDelay, type Subscriptions } from '#platform/relay.ts'
import { streamRoutes } from '#platform/stream.ts'
import { testDatabase } from '#test/support/database.ts'
import { insertTestCity, insertTestPerson, insertTestUnit, START, signedIn, type TestCity, testApp } from '#test/support/http.ts'

let db: Db
let city: TestCity

beforeAll(async () => {
  db = (await testDatabase()).db
  city = await insertTestCity(db, '530102')
})

const say = (cityId: string, topic: string, data: Record<string, unknown> = {}) =>
  db.transaction().execute((tx) => announce(tx, { cityId, topic, subjectId: newId(), data, at: new Date() }))
const rowsOf = (cityId: string) => db.selectFrom('outbox').selectAll().where('cityId', '=', cityId).orderBy('id').execute()

describe('relay', () => {
  const relayOf = (subscriptions: Subscriptions, clock = handClock(new Date()), delivered: OutboxEvent[] = []): Relay =>
    makeRelay({ db, clock, subscriptions, onDelivered: (events) => delivered.push(...events) })

  test('hands events on in order, once, and marks them', async () => {
    const { cityId } = await insertTestCity(db)
    const seen: string[] = []
    const delivered: OutboxEvent[] = []
    for (let each = 0; each < 120; each++) await say(cityId, 'thing.counted', { each })
    const handler = async (_: Db, { data }: OutboxEvent) => seen.push(String(data.each))
    const relay = relayOf({ 'thing.counted': [handler] }, handClock(new Date()), delivered)
    await relay.drain()
    await relay.drain()
    expect(seen).toEqual(Array.from({ length: 120 }, (_, each) => String(each)))
    expect(delivered.filter((event) => event.cityId === cityId)).toHaveLength(120)
    expect((await rowsOf(cityId)).every(({ processedAt }) => processedAt !== null)).toBe(true)
  })

  test('an event of a transaction that is rolled back never leaves', async () => {
    const { cityId } = await insertTestCity(db)
    const failing = db.transaction().execute(async (tx) => {
      await announce(tx, { cityId, topic: 'thing.lost', subjectId: 'x', data: {}, at: new Date() })
      throw new Error('undone')
    })
    await expect(failing).rejects.toThrow('undone')
    expect(await rowsOf(cityId)).toEqual([])
  })

  test('a failing handler undoes only its own event, which is tried again after a wait that grows', async () => {
    const { cityId } = await insertTestCity(db)
    const clock = handClock(new Date())
    let broken = true
    const seen: string[] = []
    const handler = async (tx: Db, event: OutboxEvent) => {
      await insertTestUnit(tx, cityId, newId(), '5301')
      if (broken && event.data.bad) throw new Error('the other side is down')
      seen.push(event.id)
    }
    await say(cityId, 'thing.sent', { bad: true })
    await say(cityId, 'thing.sent', {})
    const relay = relayOf({ 'thing.sent': [handler] }, clock)
    const units = async () => (await db.selectFrom('unit').select('id').where('cityId', '=', cityId).execute()).length
    await relay.drain()
    expect(await rowsOf(cityId)).toMatchObject([
      { attempts: 1, processedAt: null, lastError: 'the other side is down', nextAttemptAt: new Date(clock.now().getTime() + 2000) },
      { attempts: 0, lastError: null, processedAt: expect.any(Date) },
    ])
    expect(await units()).toBe(2)
    broken = false
    clock.advance(1999)
    await relay.drain()
    expect(seen).toHaveLength(1)
    clock.advance(1)
    await relay.drain()
    expect(seen).toHaveLength(2)
    expect(await units()).toBe(3)
  })

  test('a woken relay acts without waiting for its poll', async () => {
    const { cityId } = await insertTestCity(db)
    const delivered: OutboxEvent[] = []
    const relay = relayOf({}, handClock(new Date()), delivered)
    relay.start()
    await sleep(300)
    await say(cityId, 'thing.done')
    const from = performance.now()
    relay.wake()
    while (!delivered.some((event) => event.cityId === cityId) && performance.now() - from < 5000) await sleep(5)
    await relay.stop()
    expect(performance.now() - from).toBeLessThan(600)
  })

  test('handed-on rows go by time, waiting rows stay', async () => {
    const { cityId } = await insertTestCity(db)
    await say(cityId, 'thing.done')
    const clock = handClock(new Date('2026-01-01T00:00:00Z'))
    await relayOf({}, clock).drain()
    await say(cityId, 'thing.done')
    await deleteProcessed(db, new Date('2026-01-01T00:00:00Z'))
    expect(await rowsOf(cityId)).toHaveLength(2)
    await deleteProcessed(db, new Date('2026-01-02T00:00:00Z'))
    expect(await rowsOf(cityId)).toMatchObject([{ processedAt: null }])
    await relayOf({}).drain()
  })

  test('the wait between attempts doubles up to an hour', () => {
    expect([1, 2, 3, 11, 12, 400].map(retryDelay)).toEqual([2000, 4000, 8000, 2_048_000, 3_600_000, 3_600_000])
  })
})

describe('GET /api/stream', () => {
  let app: FastifyInstance
  let hub: Hub
  let relay: Relay
  let address: string
  let viewer: { authorization: string }
  const open: AbortController[] = []

  beforeAll(async () => {
    hub = makeHub()
    const sessions = makeSessions({ db, clock: systemClock, directory: actorDirectory })
    app = await testApp({
      cityId: city.cityId,
      clock: systemClock,
      routes: streamRoutes({ hub, sessions, heartbeat: 100, mostBehind: 3_000_000 }),
    })
    relay = makeRelay({ db, clock: systemClock, subscriptions: {}, onDelivered: hub.publish })
    address = await app.listen({ host: '127.0.0.1', port: 0 })
    viewer = await signedIn(db, city, await insertTestPerson(db, city, ['thing.read']), new Date())
  })
  afterEach(() => {
    for (const each of open.splice(0)) each.abort()
  })
  afterAll(() => app.close())

  /** Reads a stream in the background: everything received so far, and whether it has ended. */
  async function listen(headers: Record<string, string>): Promise<{ text: string; ended: boolean; type: string | null }> {
    const control = new AbortController()
    open.push(control)
    const answer = await fetch(`${address}/api/stream`, { headers, signal: control.signal })
    const state = { text: '', ended: false, type: answer.headers.get('content-type') }
    const read = async () => {
      for await (const part of answer.body?.pipeThrough(new TextDecoderStream()) ?? []) state.text += part
      state.ended = true
    }
    void read().catch(() => {})
    return state
  }
  const until = async (holds: () => boolean) => {
    for (let tries = 0; !holds(); tries++) {
      if (tries > 400) throw new Error('it did not come about within four seconds')
      await sleep(10)
    }
  }
  const labels = (text: string) => [...text.matchAll(/"label":"([^"]+)"/g)].map(([, label]) => label)
  const idOf = (text: string, label: string) =>
    new RegExp(`id: (\\S+)\\nevent: [^\\n]+\\ndata: [^\\n]*"label":"${label}"`).exec(text)?.[1] ?? ''

  test('sends what lies in the area or concerns the unit, and nothing else', async () => {
    const stream = await listen(viewer)
    const other = await insertTestCity(db, '530102')
    await say(city.cityId, 'thing.done', { label: 'elsewhere', placeCode: '530103001', unitIds: [newId()] })
    await say(city.cityId, 'thing.done', { label: 'for nobody' })
    await say(other.cityId, 'thing.done', { label: 'another city', placeCode: '530102001' })
    await say(city.cityId, 'thing.done', { label: 'here', placeCode: '530102001' })
    await say(city.cityId, 'thing.done', { label: 'ours', placeCode: '530103001', unitIds: [city.unitId] })
    await relay.drain()
    await until(() => labels(stream.text).length === 2)
    expect(stream.type).toBe('text/event-stream; charset=utf-8')
    expect(labels(stream.text)).toEqual(['here', 'ours'])
    expect(stream.text).toMatch(/event: thing\.done\ndata: \{.*"subjectId":"[0-9a-f-]{36}"/)
  })

  test('who reads only what is their own hears of their unit alone, who reads nothing of the kind hears nothing', async () => {
    const stream = await listen(await signedIn(db, city, await insertTestPerson(db, city, ['thing.read-own']), new Date()))
    const stranger = await listen(await signedIn(db, city, await insertTestPerson(db, city, ['other.read']), new Date()))
    await say(city.cityId, 'thing.done', { label: 'in the area', placeCode: '530102001' })
    await say(city.cityId, 'thing.done', { label: 'of the unit', unitIds: [city.unitId] })
    await relay.drain()
    await until(() => labels(stream.text).length === 1)
    expect(labels(stream.text)).toEqual(['of the unit'])
    expect(labels(stranger.text)).toEqual([])
  })

  test('Last-Event-ID brings what was missed, in order and once', async () => {
    const stream = await listen(viewer)
    await say(city.cityId, 'thing.done', { label: 'one', placeCode: '530102' })
    await relay.drain()
    await until(() => labels(stream.text).includes('one'))
    const last = idOf(stream.text, 'one')
    for (const label of ['two', 'three']) await say(city.cityId, 'thing.done', { label, placeCode: '530102' })
    await relay.drain()
    const resumed = await listen({ ...viewer, 'last-event-id': last })
    await say(city.cityId, 'thing.done', { label: 'four', placeCode: '530102' })
    await relay.drain()
    await until(() => labels(resumed.text).includes('four'))
    expect(labels(resumed.text)).toEqual(['two', 'three', 'four'])
  })

  test('an event that left after a later one, while the reader was away, is not missed', async () => {
    const early = newId()
    await say(city.cityId, 'thing.done', { label: 'later id', placeCode: '530102' })
    await relay.drain()
    const last = (await rowsOf(city.cityId)).at(-1)?.id ?? ''
    const values = {
      cityId: city.cityId,
      id: early,
      topic: 'thing.done',
      subjectId: 'x',
      data: '{"label":"earlier id","placeCode":"530102"}',
      at: new Date(),
      processedAt: null,
    }
    await db.insertInto('outbox').values(values).execute()
    await relay.drain()
    expect(early < last).toBe(true)
    const resumed = await listen({ ...viewer, 'last-event-id': last })
    await until(() => labels(resumed.text).length === 1)
    expect(labels(resumed.text)).toEqual(['earlier id'])
  })

  test('an id that is no longer kept tells the reader to look afresh', async () => {
    const stream = await listen({ ...viewer, 'last-event-id': newId() })
    await until(() => stream.text.includes('event: resync'))
  })

  test('beats while nothing happens', async () => {
    const stream = await listen(viewer)
    await until(() => stream.text.split(': still here').length > 2)
  })

  test('ends at once when the session is signed out', async () => {
    const person = await signedIn(db, city, await insertTestPerson(db, city, []), new Date())
    const stream = await listen(person)
    await app.inject({ method: 'DELETE', url: '/api/session', headers: person })
    await until(() => stream.ended)
  })

  test('ends when the session has expired', async () => {
    const person = await signedIn(db, city, await insertTestPerson(db, city, []), new Date(Date.now() - 12 * 3_600_000 + 400))
    await db.updateTable('session').set({ lastSeenAt: new Date() }).where('cityId', '=', city.cityId).execute()
    const stream = await listen(person)
    expect(stream.ended).toBe(false)
    await until(() => stream.ended)
  })

  test('a reader who does not read is let go instead of filling the memory', async () => {
    const before = hub.size
    const control = new AbortController()
    open.push(control)
    await fetch(`${address}/api/stream`, { headers: viewer, signal: control.signal })
    await until(() => hub.size === before + 1)
    const event = {
      cityId: city.cityId,
      id: newId(),
      topic: 'thing.done',
      subjectId: 'x',
      data: { placeCode: '530102', text: 'x'.repeat(100_000) },
      at: START,
    }
    for (let each = 0; each < 200; each++) hub.publish([event])
    control.abort()
    await until(() => hub.size === before)
  })

  test('a server that stops ends its streams and does not wait for idle connections', async () => {
    const hubOfItsOwn = makeHub()
    const sessions = makeSessions({ db, clock: systemClock, directory: actorDirectory })
    const routes = streamRoutes({ hub: hubOfItsOwn, sessions })
    const other = await testApp({ cityId: city.cityId, clock: systemClock, routes, beforeClose: hubOfItsOwn.close })
    const at = await other.listen({ host: '127.0.0.1', port: 0 })
    const answer = await fetch(`${at}/api/stream`, { headers: viewer })
    await fetch(`${at}/openapi.json`)
    const from = performance.now()
    await other.close()
    expect(await answer.text()).toContain('retry: 3000')
    expect(performance.now() - from).toBeLessThan(3000)
  })

  test('401 without a session', async () => {
    expect((await fetch(`${address}/api/stream`)).status).toBe(401)
  })
})
