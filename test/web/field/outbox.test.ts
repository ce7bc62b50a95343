// Before anything loads dexie, which looks for a database once.
import 'fake-indexeddb/auto'
import { describe, expect, test } from 'vitest'
import { INPUTS, SelfHandleInput } from '#cases/contract.ts'
import { writeKept } from '#web/field/store/database.ts'
import { giveUp, sendAllTheSame, tryAgain } from '#web/field/store/decide-conflict.ts'
import type { Link } from '#web/field/store/link.ts'
import { runOutbox } from '#web/field/store/run-outbox.ts'
import { ModelServer, type Weather } from './model-server.ts'
import { killed, ME, MORNING, newPhone, POST, press, pressReport, reportCargo, sender, statesOf, stepCargo, takePhoto } from './phone.ts'

const CASE = '01900000-0000-7000-8000-0000000000aa'

/** Luck from a number, the same each time (mulberry32). */
function luckOf(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

describe('an outbox', () => {
  test('sends photos first, then the report, and keeps no photo that has arrived', async () => {
    const [db, server] = [newPhone(), new ModelServer()]
    const { requestId, photo } = await pressReport(db)
    expect(await runOutbox(sender(db, server.link()))).toEqual({ kind: 'resting', at: null })
    expect(server.taken.map((each) => each.requestId)).toEqual([requestId])
    expect(server.photo(photo.id)).toBe(photo.sha256)
    expect([await statesOf(db), await db.photos.count()]).toEqual([['sent'], 0])
    expect((await db.outbox.toCollection().first())?.receipt?.number).toBe(`N${requestId}`)
  })

  test.each([1, 2, 3, 4])(
    'delivers 30 reports exactly once and in order over a line that loses half of everything, killed in between (%i)',
    async (seed) => {
      const [server, luck] = [new ModelServer(), luckOf(seed)]
      const weather: Weather = () => (luck() < 0.25 ? 'lost' : luck() < 0.33 ? 'answer-lost' : 'fine')
      let db = newPhone()
      const pressed = []
      for (let count = 0; count < 30; count++) pressed.push(await pressReport(db, 200_000))
      for (let round = 0; round < 2000 && (await statesOf(db)).some((state) => state !== 'sent'); round++) {
        let left = Math.floor(luck() * 40)
        const dying: Link = (request) => (left-- > 0 ? server.link(weather)(request) : new Promise(() => {}))
        const run = runOutbox(sender(db, dying))
        // A browser that is killed answers nothing more: what it waits for never comes.
        await Promise.race([run, new Promise((resolve) => setTimeout(resolve, left > 20 ? 60 : 25))])
        db = killed(db)
      }
      expect(server.taken.map((each) => each.requestId)).toEqual(pressed.map(({ requestId }) => requestId))
      expect(pressed.map(({ photo }) => server.photo(photo.id))).toEqual(pressed.map(({ photo }) => photo.sha256))
    },
    60_000,
  )

  test('goes on with a photo where the server says it stands', async () => {
    const [db, server] = [newPhone(), new ModelServer()]
    await pressReport(db, 600_000)
    let parts = 0
    const breaking: Weather = ({ method }) => (method === 'PATCH' && ++parts > 2 ? 'lost' : 'fine')
    expect(await runOutbox(sender(db, server.link(breaking)))).toEqual({ kind: 'paused', why: 'unreachable' })
    const before = server.requests
    const sentOn: number[] = []
    const noting: Weather = ({ method, headers }) => {
      if (method === 'PATCH') sentOn.push(Number(headers?.['upload-offset']))
      return 'fine'
    }
    await runOutbox(sender(db, server.link(noting)))
    expect(sentOn[0]).toBe(2 * 128 * 1024)
    expect(server.requests - before).toBeLessThan(7)
  })

  test('begins a photo anew that the server has forgotten', async () => {
    const [db, server] = [newPhone(), new ModelServer()]
    const { photo } = await pressReport(db, 600_000)
    let parts = 0
    await runOutbox(
      sender(
        db,
        server.link(({ method }) => (method === 'PATCH' && ++parts > 2 ? 'lost' : 'fine')),
      ),
    )
    server.uploads.clear()
    await runOutbox(sender(db, server.link()))
    expect([server.photo(photo.id), await statesOf(db)]).toEqual([photo.sha256, ['sent']])
  })

  test('shows a conflict with both versions, holds what follows on the case, lets the rest go; the person decides', async () => {
    const [db, server] = [newPhone(), new ModelServer()]
    server.versions.set(CASE, 7)
    const mine = await press(db, stepCargo(CASE, 5))
    await press(db, stepCargo(CASE, 5, 'report-back'))
    const other = await press(db, reportCargo())
    await runOutbox(sender(db, server.link()))
    expect(await statesOf(db)).toEqual(['conflict', 'waiting', 'sent'])
    const conflict = await db.outbox.orderBy('seq').first()
    expect(conflict?.told?.details).toMatchObject({ yours: { version: 5 }, theirs: { version: 7 } })
    await sendAllTheSame(db, conflict?.seq ?? 0)
    await runOutbox(sender(db, server.link()))
    expect(await statesOf(db)).toEqual(['sent', 'sent', 'sent'])
    expect(server.taken.map(({ requestId }) => requestId).slice(0, 2)).toEqual([other, mine])
    expect(server.taken.map(({ body }) => body.version)).toEqual([undefined, 7, 8])
  })

  test('says when a step was done by the server’s clock, the same on every sending, over a conflict too', async () => {
    const [db, server] = [newPhone(), new ModelServer()]
    // This phone is nine minutes fast.
    await writeKept(db, 'clock', { skew: 9 * 60_000, at: MORNING })
    await press(db, stepCargo(CASE, 5))
    const lost = (): Weather => (request) => (request.method === 'POST' ? 'answer-lost' : 'fine')
    server.versions.set(CASE, 7)
    await runOutbox(sender(db, server.link(lost()), () => MORNING + 3_600_000))
    await runOutbox(sender(db, server.link(), () => MORNING + 3 * 3_600_000))
    expect(await statesOf(db)).toEqual(['conflict'])
    await sendAllTheSame(db, 1)
    await runOutbox(sender(db, server.link(), () => MORNING + 5 * 3_600_000))
    const body = server.taken.at(-1)?.body ?? {}
    expect(body).toMatchObject({ version: 7, doneAt: new Date(MORNING - 9 * 60_000).toISOString() })
    const { requestId: _, version: __, gave: ___, ...input } = body
    expect(INPUTS.receive.strict().parse(input).doneAt).toEqual(new Date(MORNING - 9 * 60_000))
  })

  test('says when something was handled on the spot, and not when something was reported, which says when it was found', async () => {
    const [db, server] = [newPhone(), new ModelServer()]
    await writeKept(db, 'clock', { skew: -60_000, at: MORNING })
    const report = reportCargo()
    if (report.kind !== 'report') throw new Error('no report')
    await press(db, report)
    await press(db, { kind: 'self-handle', body: { ...report.body, typeCode: 'E2', conditionNumber: 1, result: 'done' } })
    await runOutbox(sender(db, server.link()))
    const [reported, handled] = server.taken.map(({ body: { gave: _, ...body } }) => body)
    expect(reported).not.toHaveProperty('doneAt')
    expect(SelfHandleInput.strict().parse(handled).doneAt).toEqual(new Date(MORNING + 60_000))
  })

  test('says nothing of when on a phone that never heard the server’s clock', async () => {
    const [db, server] = [newPhone(), new ModelServer()]
    server.versions.set(CASE, 5)
    await press(db, stepCargo(CASE, 5))
    await runOutbox(sender(db, server.link()))
    expect(server.taken[0]?.body).not.toHaveProperty('doneAt')
  })

  test('gives up what a person lets go, with its photos, and nothing that may have arrived', async () => {
    const [db, server] = [newPhone(), new ModelServer()]
    server.versions.set(CASE, 2)
    await press(db, stepCargo(CASE, 1))
    await runOutbox(sender(db, server.link()))
    expect(await giveUp(db, 1)).toBe(true)
    const { requestId } = await pressReport(db)
    await runOutbox(
      sender(
        db,
        server.link(({ path }) => (path === '/api/cases' ? 'answer-lost' : 'fine')),
      ),
    )
    expect([await statesOf(db), await giveUp(db, 2)]).toEqual([['waiting'], false])
    await runOutbox(sender(db, server.link()))
    expect(server.taken.map((each) => each.requestId)).toEqual([requestId])
  })

  test('says why something is refused and goes on with the rest; tried again it may pass', async () => {
    const [db, server] = [newPhone(), new ModelServer()]
    server.refuse = (_, body) =>
      body.description === 'far' ? { status: 422, body: { code: 'case.outside_city', detail: 'outside' } } : null
    const far = reportCargo()
    if (far.kind === 'report') await press(db, { ...far, body: { ...far.body, description: 'far' } })
    await press(db, reportCargo())
    await runOutbox(sender(db, server.link()))
    expect(await statesOf(db)).toEqual(['refused', 'sent'])
    expect((await db.outbox.orderBy('seq').first())?.told).toMatchObject({ code: 'case.outside_city', text: 'outside' })
    server.refuse = () => null
    await tryAgain(db, 1)
    await runOutbox(sender(db, server.link()))
    expect(await statesOf(db)).toEqual(['sent', 'sent'])
  })

  test('waits for a server that is ill, longer each time, and lets others pass', async () => {
    const [db, server] = [newPhone(), new ModelServer()]
    let ill = true
    server.refuse = (_, body) => (ill && body.description === 'ill' ? { status: 503, body: { code: 'server.busy' } } : null)
    const first = reportCargo()
    if (first.kind === 'report') await press(db, { ...first, body: { ...first.body, description: 'ill' } })
    await press(db, reportCargo())
    const rest = await runOutbox(sender(db, server.link()))
    expect([await statesOf(db), rest]).toEqual([['waiting', 'sent'], { kind: 'resting', at: MORNING + 2000 }])
    expect(await runOutbox(sender(db, server.link(), () => MORNING + 2000))).toEqual({ kind: 'resting', at: MORNING + 6000 })
    ill = false
    await runOutbox(sender(db, server.link(), () => MORNING + 7000))
    expect(await statesOf(db)).toEqual(['sent', 'sent'])
  })

  test('stops for a session that has ended, and never sends what another person or post has pressed', async () => {
    const [db, server] = [newPhone(), new ModelServer()]
    await pressReport(db)
    const signedOut: Link = async () => ({ status: 401, body: { code: 'session.required' }, header: () => null })
    expect(await runOutbox(sender(db, signedOut))).toEqual({ kind: 'paused', why: 'signed-out' })
    const stranger = { ...sender(db, server.link()), personId: POST, postId: ME }
    expect(await runOutbox(stranger)).toEqual({ kind: 'resting', at: null })
    expect([server.requests, await statesOf(db)]).toEqual([0, ['waiting']])
  })

  test('takes no page in between for a receipt', async () => {
    const db = newPhone()
    await press(db, reportCargo())
    const hotel: Link = async () => ({ status: 200, body: null, header: () => null })
    expect(await runOutbox(sender(db, hotel))).toEqual({ kind: 'paused', why: 'unreachable' })
    expect(await statesOf(db)).toEqual(['waiting'])
  })

  test('makes one item of two taps', async () => {
    const db = newPhone()
    await db.drafts.put({ key: 'report', fields: {}, changedAt: MORNING })
    await takePhoto(db, 'report')
    const both = await Promise.all([press(db, reportCargo(), { draft: 'report' }), press(db, reportCargo(), { draft: 'report' })])
    expect([
      both.filter(Boolean).length,
      await db.outbox.count(),
      await db.photos
        .where('item')
        .equals(both[0] ?? '')
        .count(),
    ]).toEqual([1, 1, 1])
  })

  test('goes on with the patrol that runs already', async () => {
    const [db, server] = [newPhone(), new ModelServer()]
    const running = '01900000-0000-7000-8000-0000000000bb'
    server.refuse = (path) => (path === '/api/field/patrols' ? { status: 409, body: { code: 'patrol.running', patrolId: running } } : null)
    const patrolId = (await press(db, { kind: 'patrol-start', startedAt: new Date(MORNING).toISOString() })) ?? ''
    await press(db, { kind: 'patrol-stop', patrolId, endedAt: new Date(MORNING).toISOString() })
    await runOutbox(sender(db, server.link()))
    expect(server.taken.map(({ path }) => path)).toEqual([`/api/field/patrols/${running}/stop`])
    expect(await statesOf(db)).toEqual(['sent', 'sent'])
  })

  test('forgets where somebody checked in as soon as it has arrived', async () => {
    const [db, server] = [newPhone(), new ModelServer()]
    await press(db, {
      kind: 'check-in',
      patrolId: CASE,
      gridCode: 'g',
      how: 'position',
      at: new Date(MORNING).toISOString(),
      lon: 102.7,
      lat: 25,
      accuracy: 9,
    })
    await runOutbox(sender(db, server.link()))
    expect(server.taken[0]?.body).toMatchObject({ lon: 102.7, lat: 25 })
    expect((await db.outbox.toCollection().first())?.cargo).toMatchObject({ lon: null, lat: null, accuracy: null })
  })
})
