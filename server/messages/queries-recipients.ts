import type { MessageWishTable } from '#messages/tables.ts'
import type { Db } from '#platform/db.ts'
import '#messages/tables.ts'
import '#cases/tables.ts'

/** A reporter's wish as it is queued for, or written to. */
export type Wish = Pick<MessageWishTable, 'id' | 'caseId' | 'channel' | 'address' | 'locale' | 'token' | 'createdAt'>
const WISH = ['id', 'caseId', 'channel', 'address', 'locale', 'token', 'createdAt'] as const

export const findCaseId = (tx: Db, cityId: string, caseId: string) =>
  tx.selectFrom('case').select('id').where('cityId', '=', cityId).where('id', '=', caseId).executeTakeFirst()

/** Keeps a wish; one for the same case and address stays, in the language now asked for. */
export async function insertWish(tx: Db, row: MessageWishTable): Promise<void> {
  await tx
    .insertInto('messageWish')
    .values(row)
    .onConflict((conflict) => conflict.columns(['cityId', 'caseId', 'channel', 'address']).doUpdateSet({ locale: row.locale }))
    .execute()
}

export const listWishes = (tx: Db, cityId: string, caseIds: readonly string[]): Promise<Wish[]> =>
  tx
    .selectFrom('messageWish')
    .select(WISH)
    .where('cityId', '=', cityId)
    .where('caseId', 'in', [...caseIds])
    .orderBy('id')
    .execute()

export const findWish = (tx: Db, cityId: string, id: string): Promise<Wish | undefined> =>
  tx.selectFrom('messageWish').select(WISH).where('cityId', '=', cityId).where('id', '=', id).executeTakeFirst()

/** Ends the wish a token stands for; returns whether there was one. */
export async function deleteWishByToken(tx: Db, cityId: string, token: string): Promise<boolean> {
  const { numDeletedRows } = await tx.deleteFrom('messageWish').where('cityId', '=', cityId).where('token', '=', token).executeTakeFirst()
  return numDeletedRows > 0n
}

/** How long a reporter's address is needed. */
export async function setWishRetention(tx: Db, cityId: string, id: string, deleteAfter: Date): Promise<void> {
  await tx.updateTable('messageWish').set({ deleteAfter }).where('cityId', '=', cityId).where('id', '=', id).execute()
}

/** Removes the wishes whose time is over; returns how many. */
export async function deleteWishesBefore(tx: Db, cityId: string, at: Date): Promise<number> {
  const { numDeletedRows } = await tx
    .deleteFrom('messageWish')
    .where('cityId', '=', cityId)
    .where('deleteAfter', '<=', at)
    .executeTakeFirst()
  return Number(numDeletedRows)
}
