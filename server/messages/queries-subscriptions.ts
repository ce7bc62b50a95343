import { type Insertable, type Selectable, sql } from 'kysely'
import type { PersonalChannel } from '#messages/channels.ts'
import type { AreaSubscriptionTable } from '#messages/tables.ts'
import type { Db } from '#platform/db.ts'
import '#messages/tables.ts'

export type Subscription = Selectable<AreaSubscriptionTable>

/** Keeps a subscription and returns it; one of the same address to the same area stays, in the language and from the moment now asked for. */
export const insertSubscription = (tx: Db, row: Insertable<AreaSubscriptionTable>): Promise<Subscription> =>
  tx
    .insertInto('areaSubscription')
    .values(row)
    .onConflict((conflict) =>
      conflict.columns(['cityId', 'channel', 'address', 'areaKey']).doUpdateSet({ locale: row.locale, createdAt: row.createdAt }),
    )
    .returningAll()
    .executeTakeFirstOrThrow()

/** How many areas an address subscribed to, and how many of these since an instant without confirming. */
export async function countSubscriptions(tx: Db, cityId: string, channel: PersonalChannel, address: string, areaKey: string) {
  const rows = await tx
    .selectFrom('areaSubscription')
    .select(['confirmedAt'])
    .where('cityId', '=', cityId)
    .where('channel', '=', channel)
    .where('address', '=', address)
    .where('areaKey', '!=', areaKey)
    .execute()
  return { all: rows.length, unconfirmed: rows.filter(({ confirmedAt }) => confirmedAt === null).length }
}

export const findSubscription = (tx: Db, cityId: string, id: string): Promise<Subscription | undefined> =>
  tx.selectFrom('areaSubscription').selectAll().where('cityId', '=', cityId).where('id', '=', id).executeTakeFirst()

/** Locks the subscription a token stands for. */
export const lockSubscription = (tx: Db, cityId: string, token: string): Promise<Subscription | undefined> =>
  tx.selectFrom('areaSubscription').selectAll().where('cityId', '=', cityId).where('token', '=', token).forUpdate().executeTakeFirst()

export async function setConfirmed(tx: Db, cityId: string, id: string, at: Date): Promise<void> {
  await tx
    .updateTable('areaSubscription')
    .set({ confirmedAt: at, heardUntil: at })
    .where('cityId', '=', cityId)
    .where('id', '=', id)
    .execute()
}

/** Ends the subscription a token stands for; returns whether there was one. */
export async function deleteSubscription(tx: Db, cityId: string, token: string): Promise<boolean> {
  const { numDeletedRows } = await tx
    .deleteFrom('areaSubscription')
    .where('cityId', '=', cityId)
    .where('token', '=', token)
    .executeTakeFirst()
  return numDeletedRows > 0n
}

/** Ends a subscription whose address takes nothing. */
export async function deleteSubscriptionOf(tx: Db, cityId: string, id: string): Promise<void> {
  await tx.deleteFrom('areaSubscription').where('cityId', '=', cityId).where('id', '=', id).execute()
}

/** Removes subscriptions nobody confirmed, made before an instant; returns how many. */
export async function deleteUnconfirmed(tx: Db, cityId: string, before: Date): Promise<number> {
  const { numDeletedRows } = await tx
    .deleteFrom('areaSubscription')
    .where('cityId', '=', cityId)
    .where('confirmedAt', 'is', null)
    .where('createdAt', '<', before)
    .executeTakeFirst()
  return Number(numDeletedRows)
}

export interface Undigested {
  /** The local day, and when it began. */
  readonly day: string
  readonly dayBegan: Date
  readonly channels: readonly PersonalChannel[]
}

/**
 * Subscriptions that are still to hear of a local day, locked, passing over those another process has. One whose earlier digest still waits, or arrived
 * late on this very day, is left for the next.
 */
export const lockUndigested = (tx: Db, cityId: string, { day, dayBegan, channels }: Undigested, limit: number): Promise<Subscription[]> =>
  tx
    .selectFrom('areaSubscription')
    .selectAll()
    .where('cityId', '=', cityId)
    .where('confirmedAt', 'is not', null)
    .where('channel', 'in', [...channels])
    .where((where) => where.or([where('digestDay', 'is', null), where('digestDay', '<', day)]))
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('message')
            .select('message.id')
            .where('message.cityId', '=', cityId)
            .where('message.groupKey', '=', sql<string>`'digest ' || area_subscription.id`)
            .where((where) => where.or([where('message.state', '=', 'queued'), where('message.finishedAt', '>=', dayBegan)])),
        ),
      ),
    )
    .orderBy('areaKey')
    .orderBy('id')
    .limit(limit)
    .forUpdate()
    .skipLocked()
    .execute()

export async function setDigested(tx: Db, cityId: string, ids: readonly string[], day: string, at: Date): Promise<void> {
  if (ids.length === 0) return
  await tx
    .updateTable('areaSubscription')
    .set({ digestDay: day, heardUntil: at })
    .where('cityId', '=', cityId)
    .where('id', 'in', [...ids])
    .execute()
}
