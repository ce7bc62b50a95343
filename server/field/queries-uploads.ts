import type { Insertable, Selectable } from 'kysely'
import type { UploadPart, UploadTable } from '#field/tables.ts'
import type { Db } from '#platform/db.ts'
import '#field/tables.ts'

export type Upload = Selectable<UploadTable>

export const findUpload = (tx: Db, cityId: string, id: string): Promise<Upload | undefined> =>
  tx.selectFrom('upload').selectAll().where('cityId', '=', cityId).where('id', '=', id).executeTakeFirst()

/** Locks an upload until the transaction ends, so that two parts that begin at the same byte are taken one after the other. */
export const lockUpload = (tx: Db, cityId: string, id: string): Promise<Upload | undefined> =>
  tx.selectFrom('upload').selectAll().where('cityId', '=', cityId).where('id', '=', id).forUpdate().executeTakeFirst()

/** Adds an upload; one of that id that is there already stays as it is. */
export const insertUpload = (tx: Db, upload: Insertable<UploadTable>) =>
  tx
    .insertInto('upload')
    .values(upload)
    .onConflict((conflict) => conflict.columns(['cityId', 'id']).doNothing())
    .execute()

/** Uploads of a person that are not whole and have not expired. */
export async function countOpenUploads(tx: Db, cityId: string, personId: string, at: Date): Promise<number> {
  const { total } = await tx
    .selectFrom('upload')
    .select(({ fn }) => fn.countAll<number>().as('total'))
    .where('cityId', '=', cityId)
    .where('personId', '=', personId)
    .where('doneAt', 'is', null)
    .where('expiresAt', '>', at)
    .executeTakeFirstOrThrow()
  return Number(total)
}

export const setUploadParts = (tx: Db, cityId: string, id: string, parts: readonly UploadPart[], received: number) =>
  tx
    .updateTable('upload')
    .set({ parts: JSON.stringify(parts), received })
    .where('cityId', '=', cityId)
    .where('id', '=', id)
    .execute()

/** The photo was taken in: nothing of it is kept here but that. */
export const setUploadDone = (tx: Db, cityId: string, id: string, doneAt: Date) =>
  tx.updateTable('upload').set({ doneAt, parts: '[]', fields: '{}' }).where('cityId', '=', cityId).where('id', '=', id).execute()

export const deleteUpload = (tx: Db, cityId: string, id: string) =>
  tx.deleteFrom('upload').where('cityId', '=', cityId).where('id', '=', id).returning('parts').execute()

/** Removes uploads whose time is over; answers what their parts were kept under. */
export const deleteExpiredUploads = async (tx: Db, cityId: string, at: Date): Promise<UploadPart[]> => {
  const rows = await tx.deleteFrom('upload').where('cityId', '=', cityId).where('expiresAt', '<=', at).returning('parts').execute()
  return rows.flatMap(({ parts }) => [...parts])
}
