import type { Selectable } from 'kysely'
import type { Db } from '#platform/db.ts'
import type { AuditDetails, AuditEntryTable } from '#platform/tables.ts'

export type AuditEntry = Selectable<AuditEntryTable>

export const findAuditEntry = (tx: Db, cityId: string, requestId: string): Promise<AuditEntry | undefined> =>
  tx.selectFrom('auditEntry').selectAll().where('cityId', '=', cityId).where('requestId', '=', requestId).executeTakeFirst()

export async function appendAuditEntry(
  tx: Db,
  entry: Omit<AuditEntry, 'details' | 'answer'> & { details: AuditDetails; answer: unknown },
): Promise<void> {
  await tx
    .insertInto('auditEntry')
    .values({ ...entry, details: JSON.stringify(entry.details), answer: JSON.stringify(entry.answer ?? null) })
    .execute()
}
