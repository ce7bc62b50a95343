import { sql } from 'kysely'
import type { MessageContactTable } from '#messages/tables.ts'
import { inForce } from '#organisation/in-force.ts'
import type { Db } from '#platform/db.ts'
import '#messages/tables.ts'
import '#organisation/tables.ts'

/** Where these units or posts are written to. */
export const listContacts = (tx: Db, cityId: string, ids: readonly string[]): Promise<MessageContactTable[]> =>
  tx
    .selectFrom('messageContact')
    .selectAll()
    .where('cityId', '=', cityId)
    .where('id', 'in', [...ids])
    .execute()

/** A mailbox or phone with whose it is. */
export interface OfficeContact extends MessageContactTable {
  readonly unitName: string
  readonly unitNameEn: string | null
  /** Of the post; null for a unit. */
  readonly title: string | null
  readonly titleEn: string | null
  /** Whether the unit, and the post where it is one's, is in force on the day asked for. */
  readonly inForce: boolean
  /** Whoever set it last. */
  readonly changer: string | null
}

/** By what offices are reached, those of one unit together, the unit before its posts. `on` is the city's day 'YYYY-MM-DD'. */
export const listOfficeContacts = (tx: Db, cityId: string, on: string): Promise<OfficeContact[]> =>
  tx
    .selectFrom('messageContact')
    .leftJoin('post', (join) => join.onRef('post.cityId', '=', 'messageContact.cityId').onRef('post.id', '=', 'messageContact.id'))
    .innerJoin('unit', (join) =>
      join.onRef('unit.cityId', '=', 'messageContact.cityId').on(sql<boolean>`unit.id = coalesce(post.unit_id, message_contact.id)`),
    )
    .leftJoin('person', (join) =>
      join.onRef('person.cityId', '=', 'messageContact.cityId').onRef('person.id', '=', 'messageContact.changedBy'),
    )
    .selectAll('messageContact')
    .select(['unit.name as unitName', 'unit.nameEn as unitNameEn', 'post.title', 'post.titleEn', 'person.name as changer'])
    .select(sql<boolean>`${inForce('unit', on)} and (post.id is null or ${inForce('post', on)})`.as('inForce'))
    .where('messageContact.cityId', '=', cityId)
    .orderBy('unit.areaCode')
    .orderBy('unit.code')
    .orderBy('messageContact.kind', 'desc')
    .orderBy('post.rank', 'desc')
    .orderBy('messageContact.id')
    .orderBy('messageContact.channel')
    .execute()

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

/** Sets how an office is reached over a channel, in place of what was there. */
export async function setContact(tx: Db, row: MessageContactTable): Promise<void> {
  const { address, locale, changedAt, changedBy } = row
  await tx
    .insertInto('messageContact')
    .values(row)
    .onConflict((conflict) => conflict.columns(['cityId', 'kind', 'id', 'channel']).doUpdateSet({ address, locale, changedAt, changedBy }))
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
