import { type Selectable, sql, type Updateable } from 'kysely'
import type { MessageTable, WebhookTable } from '#messages/tables.ts'
import type { Db } from '#platform/db.ts'
import '#messages/tables.ts'

export type Webhook = Selectable<WebhookTable>

export const listWebhooks = (tx: Db, cityId: string): Promise<Webhook[]> =>
  tx.selectFrom('webhook').selectAll().where('cityId', '=', cityId).orderBy('id').execute()

/** Where events of a city go to, and which. */
export const listListening = (tx: Db, cityId: string): Promise<Pick<Webhook, 'id' | 'url' | 'topics'>[]> =>
  tx.selectFrom('webhook').select(['id', 'url', 'topics']).where('cityId', '=', cityId).where('active', '=', true).execute()

export const findWebhook = (tx: Db, cityId: string, id: string): Promise<Webhook | undefined> =>
  tx.selectFrom('webhook').selectAll().where('cityId', '=', cityId).where('id', '=', id).executeTakeFirst()

export async function insertWebhook(tx: Db, row: Webhook): Promise<void> {
  await tx.insertInto('webhook').values(row).execute()
}

export async function setWebhook(tx: Db, cityId: string, id: string, changes: Updateable<WebhookTable>): Promise<void> {
  await tx.updateTable('webhook').set(changes).where('cityId', '=', cityId).where('id', '=', id).execute()
}

export async function deleteWebhook(tx: Db, cityId: string, id: string): Promise<boolean> {
  const { numDeletedRows } = await tx.deleteFrom('webhook').where('cityId', '=', cityId).where('id', '=', id).executeTakeFirst()
  return numDeletedRows > 0n
}

export type LastMessage = Pick<
  Selectable<MessageTable>,
  'recipientId' | 'id' | 'step' | 'state' | 'reason' | 'attempts' | 'dueAt' | 'finishedAt'
>

/** Of each webhook of a city the newest message that was tried or has ended; what only waits tells nothing yet. */
export async function listLastMessages(tx: Db, cityId: string): Promise<LastMessage[]> {
  const { rows } = await sql<LastMessage>`
    select last.* from webhook cross join lateral (
      select recipient_id, id, step, state, reason, attempts, due_at, finished_at from message
      where message.city_id = ${cityId} and message.recipient_id = webhook.id and channel = 'webhook' and (attempts > 0 or state <> 'queued')
      order by message.id desc limit 1
    ) as last where webhook.city_id = ${cityId}`.execute(tx)
  return rows
}
