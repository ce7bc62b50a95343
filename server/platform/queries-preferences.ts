import type { Db } from '#platform/db.ts'

/** What a person has set, by key. */
export const listPreferences = (tx: Db, cityId: string, personId: string): Promise<{ key: string; value: unknown }[]> =>
  tx.selectFrom('preference').select(['key', 'value']).where('cityId', '=', cityId).where('personId', '=', personId).execute()

/** Sets one key of a person's preferences; the last to write wins. */
export async function setPreference(tx: Db, cityId: string, personId: string, key: string, value: unknown, at: Date): Promise<void> {
  const row = { value: JSON.stringify(value), at }
  await tx
    .insertInto('preference')
    .values({ cityId, personId, key, ...row })
    .onConflict((conflict) => conflict.columns(['cityId', 'personId', 'key']).doUpdateSet(row))
    .execute()
}
