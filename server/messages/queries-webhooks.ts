import type { Selectable, Updateable } from 'kysely'
import type { WebhookTable } from '#messages/tables.ts'
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
