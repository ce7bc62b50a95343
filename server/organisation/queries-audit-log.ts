import { sql } from 'kysely'
import type { Db } from '#platform/db.ts'
import '#platform/tables.ts'
import '#organisation/tables.ts'

export interface AuditFilter {
  readonly personId?: string | undefined
  readonly action?: string | undefined
  readonly subject?: string | undefined
  readonly from?: Date | undefined
  readonly to?: Date | undefined
}

const LONG_AGO = new Date(0)

/** The lowest id an entry of this moment can have: UUIDv7 begins with the milliseconds since 1970, so the key itself is in the order of time. */
function lowestId(at: Date): string {
  const hex = at.getTime().toString(16).padStart(12, '0')
  return `${hex.slice(0, 8)}-${hex.slice(8)}-0000-0000-000000000000`
}

/** Audit entries that pass a filter, the newest first, those before `after` only; each filter reads an index of its own, so a page costs the same in any log. */
export const listAuditEntries = (
  tx: Db,
  cityId: string,
  { personId, action, subject, from, to }: AuditFilter,
  after: string | undefined,
  limit: number,
) =>
  tx
    .selectFrom('auditEntry')
    .leftJoin('person', (join) => join.onRef('person.cityId', '=', 'auditEntry.cityId').onRef('person.id', '=', 'auditEntry.personId'))
    .leftJoin('post', (join) => join.onRef('post.cityId', '=', 'auditEntry.cityId').onRef('post.id', '=', 'auditEntry.postId'))
    .select(['auditEntry.id', 'auditEntry.at', 'auditEntry.action', 'auditEntry.subject', 'auditEntry.requestId'])
    .select(['auditEntry.personId', 'auditEntry.postId', 'auditEntry.details', 'auditEntry.answer'])
    .select(['person.name as personName', 'post.title as postTitle', 'post.titleEn as postTitleEn'])
    .where('auditEntry.cityId', '=', cityId)
    .$if(personId !== undefined, (query) => query.where('auditEntry.personId', '=', personId ?? ''))
    .$if(action !== undefined, (query) => query.where('auditEntry.action', '=', action ?? ''))
    .$if(subject !== undefined, (query) => query.where('auditEntry.subject', '=', subject ?? ''))
    .$if(from !== undefined, (query) => query.where('auditEntry.id', '>=', lowestId(from ?? LONG_AGO)))
    .$if(to !== undefined, (query) => query.where('auditEntry.id', '<', lowestId(to ?? LONG_AGO)))
    .$if(after !== undefined, (query) => query.where('auditEntry.id', '<', after ?? ''))
    .orderBy('auditEntry.id', 'desc')
    .limit(limit)
    .execute()

export type AuditRow = Awaited<ReturnType<typeof listAuditEntries>>[number]

/** The actions that were ever taken, by name; it steps from one to the next in the index instead of reading the log. */
export async function listAuditActions(tx: Db, cityId: string): Promise<string[]> {
  const { rows } = await sql<{ action: string }>`
    with recursive step as (
      (select action from audit_entry where city_id = ${cityId} order by action limit 1)
      union all
      select (select e.action from audit_entry e where e.city_id = ${cityId} and e.action > step.action order by e.action limit 1)
      from step where step.action is not null
    ) select action from step where action is not null order by action`.execute(tx)
  return rows.map(({ action }) => action)
}
