import type { FieldDatabase } from './database.ts'

/** Makes sure that a form is kept; one that is there stays as it is. */
export const beginDraft = async (db: FieldDatabase, key: string, fields: object, now: number): Promise<void> =>
  db.transaction('rw', db.drafts, async () => {
    if ((await db.drafts.get(key)) === undefined) await db.drafts.add({ key, fields: { ...fields }, changedAt: now })
  })

/** Writes into a form that is kept; one that was sent or given up meanwhile stays away. */
export const changeDraft = async (db: FieldDatabase, key: string, changes: object, now: number): Promise<void> =>
  db.transaction('rw', db.drafts, async () => {
    const draft = await db.drafts.get(key)
    if (draft) await db.drafts.put({ key, fields: { ...draft.fields, ...changes }, changedAt: now })
  })

/** Gives a form up, with its photos. */
export const dropDraft = (db: FieldDatabase, key: string): Promise<void> =>
  db.transaction('rw', [db.drafts, db.photos], async () => {
    await db.photos.where('draft').equals(key).delete()
    await db.drafts.delete(key)
  })
