import { type RawBuilder, sql } from 'kysely'
import type { Db } from '#platform/db.ts'
import { lowestId } from '#platform/queries-audit.ts'
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

/** Whose log it is: what was done by posts whose areas lie in one of these, and with `whole` also what the system and its operator did. */
export interface AuditReach {
  readonly areas: readonly string[]
  readonly whole: boolean
}

const withinReach = ({ areas, whole }: AuditReach): RawBuilder<boolean> =>
  sql<boolean>`(case when audit_entry.area_codes = '{}' then ${whole}::boolean else not exists (
    select from unnest(audit_entry.area_codes) as acted(code)
    where not exists (select from unnest(${areas}::text[]) as own(code) where starts_with(acted.code, own.code))) end)`

/** Audit entries that pass a filter, the newest first, those before `after` only; each filter reads an index of its own, so a page costs the same in any log. */
export const listAuditEntries = (
  tx: Db,
  cityId: string,
  reach: AuditReach,
  { personId, action, subject, from, to }: AuditFilter,
  after: string | undefined,
  limit: number,
) =>
  tx
    .selectFrom('auditEntry')
    .leftJoin('person', (join) => join.onRef('person.cityId', '=', 'auditEntry.cityId').onRef('person.id', '=', 'auditEntry.personId'))
    .leftJoin('post', (join) => join.onRef('post.cityId', '=', 'auditEntry.cityId').onRef('post.id', '=', 'auditEntry.postId'))
    .select(['auditEntry.id', 'auditEntry.at', 'auditEntry.action', 'auditEntry.subject', 'auditEntry.requestId'])
    .select([
      'auditEntry.personId',
      'auditEntry.postId',
      'auditEntry.details',
      'auditEntry.answer',
      'auditEntry.changes',
      'auditEntry.addressKind',
    ])
    .select(['person.name as personName', 'post.title as postTitle', 'post.titleEn as postTitleEn'])
    .where('auditEntry.cityId', '=', cityId)
    .where(withinReach(reach))
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

/** The actions a log knows, by name; that of the whole city steps from one to the next in the index instead of reading the log. */
export const listAuditActions = (tx: Db, cityId: string, reach: AuditReach): Promise<string[]> =>
  reach.whole ? listAllActions(tx, cityId) : listActionsIn(tx, cityId, reach)

async function listActionsIn(tx: Db, cityId: string, reach: AuditReach): Promise<string[]> {
  const rows = await tx
    .selectFrom('auditEntry')
    .select('action')
    .distinct()
    .where('cityId', '=', cityId)
    .where(withinReach(reach))
    .orderBy('action')
    .execute()
  return rows.map(({ action }) => action)
}

async function listAllActions(tx: Db, cityId: string): Promise<string[]> {
  const { rows } = await sql<{ action: string }>`
    with recursive step as (
      (select action from audit_entry where city_id = ${cityId} order by action limit 1)
      union all
      select (select e.action from audit_entry e where e.city_id = ${cityId} and e.action > step.action order by e.action limit 1)
      from step where step.action is not null
    ) select action from step where action is not null order by action`.execute(tx)
  return rows.map(({ action }) => action)
}
