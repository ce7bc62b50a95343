import type { MessageTemplateTable } from '#messages/tables.ts'
import type { Db } from '#platform/db.ts'
import '#messages/tables.ts'

export type TemplateKey = Pick<MessageTemplateTable, 'step' | 'audience' | 'channel' | 'locale'>

/** The texts a city has instead of the shipped ones. */
export const listTemplates = (tx: Db, cityId: string): Promise<MessageTemplateTable[]> =>
  tx.selectFrom('messageTemplate').selectAll().where('cityId', '=', cityId).execute()

export const findTemplate = (
  tx: Db,
  cityId: string,
  { step, audience, channel, locale }: TemplateKey,
): Promise<MessageTemplateTable | undefined> =>
  tx
    .selectFrom('messageTemplate')
    .selectAll()
    .where('cityId', '=', cityId)
    .where('step', '=', step)
    .where('audience', '=', audience)
    .where('channel', '=', channel)
    .where('locale', '=', locale)
    .executeTakeFirst()

export async function setTemplate(tx: Db, row: MessageTemplateTable): Promise<void> {
  const { subject, body } = row
  await tx
    .insertInto('messageTemplate')
    .values(row)
    .onConflict((conflict) => conflict.columns(['cityId', 'step', 'audience', 'channel', 'locale']).doUpdateSet({ subject, body }))
    .execute()
}

export async function deleteTemplate(tx: Db, cityId: string, { step, audience, channel, locale }: TemplateKey): Promise<void> {
  await tx
    .deleteFrom('messageTemplate')
    .where('cityId', '=', cityId)
    .where('step', '=', step)
    .where('audience', '=', audience)
    .where('channel', '=', channel)
    .where('locale', '=', locale)
    .execute()
}
