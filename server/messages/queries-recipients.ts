import type { MessageContactTable, MessageWishTable } from '#messages/tables.ts'
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

/** Where these units or posts are written to. */
export const listContacts = (tx: Db, cityId: string, ids: readonly string[]): Promise<MessageContactTable[]> =>
  tx
    .selectFrom('messageContact')
    .selectAll()
    .where('cityId', '=', cityId)
    .where('id', 'in', [...ids])
    .execute()

export const listAllContacts = (tx: Db, cityId: string): Promise<MessageContactTable[]> =>
  tx.selectFrom('messageContact').selectAll().where('cityId', '=', cityId).orderBy('kind').orderBy('id').orderBy('channel').execute()

type ContactKey = Pick<MessageContactTable, 'cityId' | 'kind' | 'id' | 'channel'>

export const findContactOf = (tx: Db, { cityId, kind, id, channel }: ContactKey): Promise<MessageContactTable | undefined> =>
  tx
    .selectFrom('messageContact')
    .selectAll()
    .where('cityId', '=', cityId)
    .where('kind', '=', kind)
    .where('id', '=', id)
    .where('channel', '=', channel)
    .executeTakeFirst()

export async function setContact(tx: Db, row: MessageContactTable): Promise<void> {
  const { address, locale } = row
  await tx
    .insertInto('messageContact')
    .values(row)
    .onConflict((conflict) => conflict.columns(['cityId', 'kind', 'id', 'channel']).doUpdateSet({ address, locale }))
    .execute()
}

export async function deleteContact(tx: Db, { cityId, kind, id, channel }: ContactKey): Promise<boolean> {
  const { numDeletedRows } = await tx
    .deleteFrom('messageContact')
    .where('cityId', '=', cityId)
    .where('kind', '=', kind)
    .where('id', '=', id)
    .where('channel', '=', channel)
    .executeTakeFirst()
  return numDeletedRows > 0n
}
