// Before anything loads dexie, which looks for a database once.
import 'fake-indexeddb/auto'
import { Dexie } from 'dexie'
import { expect, test } from 'vitest'
import { FieldDatabase } from '#web/field/store/database.ts'
import { ITEM_STATES } from '#web/field/store/records.ts'
import { runOutbox } from '#web/field/store/run-outbox.ts'
import { ModelServer } from './model-server.ts'
import { pressReport, sender } from './phone.ts'

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
