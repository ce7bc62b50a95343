import { type Insertable, type Selectable, sql } from 'kysely'
import type { Db } from '#platform/db.ts'
import type { StoredFileTable } from '#platform/tables.ts'
import '#platform/tables.ts'

export type StoredFile = Selectable<StoredFileTable>

/** The files of these ids that exist in the city, in no order. */
export const listStoredFiles = (tx: Db, cityId: string, ids: readonly string[]) =>
  tx
    .selectFrom('storedFile')
    .select(['id', 'originalSha256', 'mediaType', 'facts', 'createdBy'])
    .where('cityId', '=', cityId)
    .where('id', 'in', [...ids])
    .execute()

export const findStoredFile = (tx: Db, cityId: string, id: string): Promise<StoredFile | undefined> =>
  tx.selectFrom('storedFile').selectAll().where('cityId', '=', cityId).where('id', '=', id).executeTakeFirst()

/** Adds a file; one of that id that is there already stays as it is. Its bytes must be in the store before. */
export const insertStoredFile = (tx: Db, file: Insertable<StoredFileTable>) =>
  tx
    .insertInto('storedFile')
    .values(file)
    .onConflict((conflict) => conflict.columns(['cityId', 'id']).doNothing())
    .execute()

/** Removes files that nothing names any more; what names them by a foreign key goes with them. Their bytes are left to the sweep. */
export const deleteStoredFiles = (tx: Db, cityId: string, ids: readonly string[]) =>
  tx
    .deleteFrom('storedFile')
    .where('cityId', '=', cityId)
    .where('id', 'in', [...ids])
    .execute()

const thumbnailKey = sql<string>`(facts ->> 'thumbnailSha256')`

/** Those of the keys that a row of the city names, for the photo itself or its thumbnail. */
export async function listNamedKeys(tx: Db, cityId: string, keys: readonly string[]): Promise<string[]> {
  if (keys.length === 0) return []
  const full = tx.selectFrom('storedFile').select('storedSha256 as key').where('cityId', '=', cityId).where('storedSha256', 'in', keys)
  const small = tx.selectFrom('storedFile').select(thumbnailKey.as('key')).where('cityId', '=', cityId).where(thumbnailKey, 'in', keys)
  return (await full.union(small).execute()).map(({ key }) => key)
}
