import type { Selectable } from 'kysely'
import { sql } from 'kysely'
import type { Db } from '#platform/db.ts'
import type { AuditDetails, AuditEntryTable, AuditSealTable } from '#platform/tables.ts'

export type AuditEntry = Selectable<AuditEntryTable>
export type AuditSeal = Selectable<AuditSealTable>

export const findAuditEntry = (tx: Db, cityId: string, requestId: string): Promise<AuditEntry | undefined> =>
  tx.selectFrom('auditEntry').selectAll().where('cityId', '=', cityId).where('requestId', '=', requestId).executeTakeFirst()

/** Adds to the log. Nothing takes away from it or changes it: there is no other statement on this table than this one and readings. */
export async function appendAuditEntry(
  tx: Db,
  entry: Omit<AuditEntry, 'details' | 'answer' | 'changes'> & { details: AuditDetails; answer: unknown; changes: unknown },
): Promise<void> {
  const { details, answer, changes, areaCodes, ...rest } = entry
  const written = {
    details: JSON.stringify(details),
    answer: JSON.stringify(answer ?? null),
    changes: changes ? JSON.stringify(changes) : null,
  }
  await tx
    .insertInto('auditEntry')
    .values({ ...rest, areaCodes: [...areaCodes], ...written })
    .execute()
}

/** The lowest id an entry of this moment can have: UUIDv7 begins with the milliseconds since 1970, so the key itself is in the order of time. */
export function lowestId(at: Date): string {
  const hex = at.getTime().toString(16).padStart(12, '0')
  return `${hex.slice(0, 8)}-${hex.slice(8)}-0000-0000-000000000000`
}

/** Cities that have a log. */
export async function listAuditCities(db: Db): Promise<string[]> {
  const { rows } = await sql<{ cityId: string }>`
    select city.city_id from city where exists (select from audit_entry e where e.city_id = city.city_id) order by city.city_id`.execute(db)
  return rows.map(({ cityId }) => cityId)
}

/** Entries after one, in order: those older than a moment, or those up to one of them. */
export const listEntriesBetween = (
  tx: Db,
  cityId: string,
  after: string | undefined,
  end: { readonly before: Date } | { readonly upTo: string },
  limit: number,
): Promise<AuditEntry[]> =>
  tx
    .selectFrom('auditEntry')
    .selectAll()
    .where('cityId', '=', cityId)
    .$if(after !== undefined, (query) => query.where('id', '>', after ?? ''))
    .where((where) => ('before' in end ? where('id', '<', lowestId(end.before)) : where('id', '<=', end.upTo)))
    .orderBy('id')
    .limit(limit)
    .execute()

export const findLastSeal = (tx: Db, cityId: string): Promise<AuditSeal | undefined> =>
  tx.selectFrom('auditSeal').selectAll().where('cityId', '=', cityId).orderBy('number', 'desc').limit(1).executeTakeFirst()

export const listSeals = (tx: Db, cityId: string): Promise<AuditSeal[]> =>
  tx.selectFrom('auditSeal').selectAll().where('cityId', '=', cityId).orderBy('number').execute()

export async function insertSeal(tx: Db, seal: AuditSeal): Promise<void> {
  await tx.insertInto('auditSeal').values(seal).execute()
}
