// Before anything loads dexie, which looks for a database once.
import 'fake-indexeddb/auto'
import { Dexie } from 'dexie'
import { expect, test } from 'vitest'
import { FieldDatabase, writeKept } from '#web/field/store/database.ts'
import { ITEM_STATES, type OutboxItem } from '#web/field/store/records.ts'
import { runOutbox } from '#web/field/store/run-outbox.ts'
import { ModelServer } from './model-server.ts'
import { ME, MORNING, POST, pressReport, sender } from './phone.ts'

/** What a phone with the first release holds, as it was declared then: never to be changed. */
const FIRST = { kept: '&key', tasks: '&id', outbox: '++seq, &requestId, state, stream', photos: '&id, draft, item', drafts: '&key' }

test('an upgrade of what the phone keeps loses nothing of the outbox, of photos and of unfinished forms', async () => {
  const name = `first-release-${process.pid}`
  const old = new Dexie(name)
  old.version(1).stores(FIRST)
  // Rows are made by the present code and written into the first schema: items in every state, one with its photo, one unfinished form.
  const source = new FieldDatabase(`${name}-source`)
  const { photo } = await pressReport(source)
  const made = await source.outbox.toCollection().first()
  if (!made) throw new Error('nothing was pressed')
  const rows = ITEM_STATES.map((state, index) => ({
    ...made,
    seq: index + 1,
    requestId: index === 0 ? made.requestId : `r${index}`,
    stream: `s${index}`,
    state,
  }))
  await old.table('outbox').bulkAdd(rows)
  await old.table('photos').bulkAdd(await source.photos.toArray())
  await old.table('drafts').add({ key: 'report', fields: { description: 'half' }, changedAt: 1 })
  old.close()

  const now = new FieldDatabase(name)
  expect(await now.outbox.orderBy('seq').toArray()).toEqual(rows)
  expect(await now.drafts.get('report')).toMatchObject({ fields: { description: 'half' } })
  expect((await now.photos.get(photo.id))?.blob.size).toBe(photo.bytes)
  const server = new ModelServer()
  await runOutbox(sender(now, server.link()))
  expect(server.photo(photo.id)).toBe(photo.sha256)
  now.close()
})

/** A step as the first release wrote it into its outbox, without a word of when it was done: never to be changed. */
const FIRST_STEP: OutboxItem = {
  requestId: '01900000-0000-7000-8000-0000000000f1', personId: ME, postId: POST, stream: 'c1', follows: null, title: 'Check', pressedAt: MORNING, state: 'waiting', tried: true, attempts: 2,
  notBefore: 0, told: null, receipt: null, cargo: { kind: 'action', caseId: 'c1', action: 'check', version: 4, input: { passed: true, finding: 'done', photos: [] } },
} // biome-ignore format: a row

test('a step that an older release pressed is sent word for word as it was, for it may have arrived already', async () => {
  const name = `first-step-${process.pid}`
  const old = new Dexie(name)
  old.version(1).stores(FIRST)
  await old.table('outbox').add(FIRST_STEP)
  old.close()
  const [now, server] = [new FieldDatabase(name), new ModelServer()]
  await writeKept(now, 'clock', { skew: 0, at: MORNING })
  server.versions.set('c1', 4)
  await runOutbox(sender(now, server.link()))
  expect(server.taken.map(({ body: { gave: _, ...body } }) => body)).toEqual([
    { requestId: FIRST_STEP.requestId, version: 4, passed: true, finding: 'done', photos: [] },
  ])
  now.close()
})

test('a page that is older than what the phone keeps destroys nothing of it', async () => {
  const name = `later-release-${process.pid}`
  const later = new Dexie(name)
  later.version(99).stores({ ...FIRST, more: '&id' })
  await later.table('drafts').add({ key: 'report', fields: {}, changedAt: 1 })
  later.close()
  await new FieldDatabase(name).open().catch(() => {})
  const again = new Dexie(name)
  again.version(99).stores({ ...FIRST, more: '&id' })
  expect(await again.table('drafts').count()).toBe(1)
  again.close()
})
