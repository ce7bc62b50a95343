import type { z } from 'zod'
import type { AuditPage, AuditQuery } from '#organisation/contract-audit.ts'
import { maskName } from '#organisation/mask-name.ts'
import { type AuditFilter, type AuditReach, type AuditRow, listAuditEntries } from '#organisation/queries-audit-log.ts'
import { namer } from '#organisation/view-people.ts'
import { toPage } from '#organisation/view-places.ts'
import type { Actor } from '#platform/actor.ts'
import { recordSeen } from '#platform/audit.ts'
import { csvText } from '#platform/csv-text.ts'
import type { Db } from '#platform/db.ts'

/** City level, over the whole city: hears also of what the system and its operator did. */
export const reachOf = ({ areas, level }: Actor): AuditReach => ({ areas, whole: level === 'city' })

/** Fields of requests and answers about people that say who somebody is. */
const PERSONAL = new Set(['name', 'login'])

/** What was asked and answered about people, without who they are: that stays with the people's own pages. */
function withoutNames(action: string, value: unknown): unknown {
  if (!action.startsWith('person.')) return value
  return JSON.parse(JSON.stringify(value ?? null, (key, each) => (PERSONAL.has(key) && typeof each === 'string' ? maskName(each) : each)))
}

function showEntry(
  actor: Actor,
  { details, at, personName, answer, changes, ...entry }: AuditRow,
): z.input<typeof AuditPage>['items'][number] {
  const { params, body } = details
  const told = {
    body: withoutNames(entry.action, body),
    answer: withoutNames(entry.action, answer),
    changes: changes ? [...changes] : null,
  }
  return { ...entry, ...told, at: at.toISOString(), personName: personName === null ? null : namer(actor)(personName), params }
}

/** A page of the audit log, newest first; names are masked without people.read. */
export async function listAuditPage(tx: Db, actor: Actor, { after, limit, ...filter }: z.output<typeof AuditQuery>) {
  const { items, next } = toPage(await listAuditEntries(tx, actor.cityId, reachOf(actor), filter, after, limit + 1), limit, ({ id }) => id)
  return { items: items.map((row) => showEntry(actor, row)), next }
}

const BATCH = 1000
/** Rows of one exported file; what is older is exported by a narrower filter. */
export const MOST_EXPORTED = 20_000

const HEADING = [
  '时间 at',
  '人员 person',
  '岗位 post',
  '操作 action',
  '对象 subject',
  '请求 request',
  '参数 params',
  '内容 body',
  '应答 answer',
  '改动 changes',
  '来自 from',
]

/** The audit log as CSV, newest first, at most MOST_EXPORTED entries. */
export async function exportAudit(tx: Db, actor: Actor, filter: AuditFilter): Promise<string> {
  const rows: unknown[][] = [HEADING]
  for (let after: string | undefined; rows.length <= MOST_EXPORTED; ) {
    const found = await listAuditEntries(tx, actor.cityId, reachOf(actor), filter, after, Math.min(BATCH, MOST_EXPORTED + 1 - rows.length))
    rows.push(...found.map((row) => csvRow(showEntry(actor, row))))
    after = found.at(-1)?.id
    if (found.length < BATCH) break
  }
  await recordSeen(tx, actor, { action: 'audit.export', subject: 'csv', answer: { entries: rows.length - 1 } })
  return csvText(rows)
}

const csvRow = (entry: ReturnType<typeof showEntry>): unknown[] => [
  entry.at,
  entry.personName ?? entry.personId,
  entry.postTitle,
  entry.action,
  entry.subject,
  entry.requestId,
  ...[entry.params, entry.body, entry.answer, entry.changes].map((each) => JSON.stringify(each ?? null)),
  entry.addressKind,
]
