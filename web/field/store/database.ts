import { Dexie, type EntityTable, type Table } from 'dexie'
import type { DraftRecord, Kept, KeptRecord, OutboxItem, PhotoRecord, TaskRecord, WalkedCell } from '#web/field/store/records.ts'

export const DATABASE_NAME = 'wangge-field'

/**
 * What the phone holds. A new version of the schema is added below the last and never changes one that was released; its upgrade moves rows and drops
 * none, for what waits in the outbox exists nowhere else.
 */
export class FieldDatabase extends Dexie {
  declare kept: EntityTable<KeptRecord, 'key'>
  declare tasks: EntityTable<TaskRecord, 'id'>
  declare outbox: EntityTable<OutboxItem, 'seq'>
  declare photos: EntityTable<PhotoRecord, 'id'>
  declare drafts: EntityTable<DraftRecord, 'key'>
  declare walked: Table<WalkedCell, [string, string, number]>

  constructor(name = DATABASE_NAME) {
    super(name)
    this.version(1).stores({
      kept: '&key',
      tasks: '&id',
      outbox: '++seq, &requestId, state, stream',
      photos: '&id, draft, item',
      drafts: '&key',
    })
    this.version(2).stores({ walked: '[patrolId+gridCode+cell], patrolId' })
    // A newer page in another tab waits for this one to let go: what is being written is finished first.
    this.on('versionchange', () => this.close({ disableAutoOpen: true }))
  }
}

/** One of the things there is one of; undefined when it was never told. */
export async function readKept<Key extends keyof Kept>(db: FieldDatabase, key: Key): Promise<Kept[Key] | undefined> {
  return (await db.kept.get(key))?.value as Kept[Key] | undefined
}

export async function writeKept<Key extends keyof Kept>(db: FieldDatabase, key: Key, value: Kept[Key]): Promise<void> {
  await db.kept.put({ key, value })
}
