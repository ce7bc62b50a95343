import type { Selectable } from 'kysely'
import type { ApiKeyTable } from '#identity/tables.ts'
import type { Db } from '#platform/db.ts'

export type ApiKey = Selectable<ApiKeyTable>

export const findKeyByHash = (tx: Db, cityId: string, keyHash: string): Promise<ApiKey | undefined> =>
  tx.selectFrom('apiKey').selectAll().where('cityId', '=', cityId).where('keyHash', '=', keyHash).executeTakeFirst()

export const lockKey = (tx: Db, cityId: string, id: string): Promise<ApiKey | undefined> =>
  tx.selectFrom('apiKey').selectAll().where('cityId', '=', cityId).where('id', '=', id).forUpdate().executeTakeFirst()

/** The keys of a person, newest first. */
export const listKeysOf = (tx: Db, cityId: string, personId: string): Promise<ApiKey[]> =>
  tx
    .selectFrom('apiKey')
    .selectAll()
    .where('cityId', '=', cityId)
    .where('personId', '=', personId)
    .orderBy('id', 'desc')
    .limit(200)
    .execute()

export async function insertKey(tx: Db, row: ApiKey): Promise<void> {
  await tx.insertInto('apiKey').values(row).execute()
}

export async function setKeyUsed(tx: Db, cityId: string, id: string, lastUsedAt: Date): Promise<void> {
  await tx.updateTable('apiKey').set({ lastUsedAt }).where('cityId', '=', cityId).where('id', '=', id).execute()
}

export async function setKeyRevoked(tx: Db, cityId: string, id: string, revokedAt: Date, revokedBy: string | null): Promise<void> {
  await tx.updateTable('apiKey').set({ revokedAt, revokedBy }).where('cityId', '=', cityId).where('id', '=', id).execute()
}
