import type { Db } from '#platform/db.ts'
import '#platform/tables.ts'

/** The files of these ids that exist in the city, in no order. */
export const listStoredFiles = (tx: Db, cityId: string, ids: readonly string[]) =>
  tx
    .selectFrom('storedFile')
    .select(['id', 'originalSha256', 'mediaType', 'facts', 'createdBy'])
    .where('cityId', '=', cityId)
    .where('id', 'in', [...ids])
    .execute()
