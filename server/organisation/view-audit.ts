import type { z } from 'zod'
import type { AuditPage, AuditQuery } from '#organisation/contract-audit.ts'
import { type AuditFilter, type AuditRow, listAuditEntries } from '#organisation/queries-audit-log.ts'
import { namer } from '#organisation/view-people.ts'
import { toPage } from '#organisation/view-places.ts'
import type { Actor } from '#platform/actor.ts'
import { csvText } from '#platform/csv-text.ts'
import type { Db } from '#platform/db.ts'

function showEntry(actor: Actor, { details, at, personName, ...entry }: AuditRow): z.input<typeof AuditPage>['items'][number] {
  const { params, body } = details
  return { ...entry, at: at.toISOString(), personName: personName === null ? null : namer(actor)(personName), params, body }
}

/** A page of the audit log, newest first; names are masked without people.read. */
export async function listAuditPage(tx: Db, actor: Actor, { after, limit, ...filter }: z.output<typeof AuditQuery>) {
  const { items, next } = toPage(await listAuditEntries(tx, actor.cityId, filter, after, limit + 1), limit, ({ id }) => id)
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
]

/** The audit log as CSV, newest first, at most MOST_EXPORTED entries. */
export async function exportAudit(tx: Db, actor: Actor, filter: AuditFilter): Promise<string> {
  const rows: unknown[][] = [HEADING]
  for (let after: string | undefined; rows.length <= MOST_EXPORTED; ) {
    const found = await listAuditEntries(tx, actor.cityId, filter, after, Math.min(BATCH, MOST_EXPORTED + 1 - rows.length))
    rows.push(...found.map((row) => csvRow(showEntry(actor, row))))
    after = found.at(-1)?.id
    if (found.length < BATCH) break
  }
  return csvText(rows)
}

const csvRow = (entry: ReturnType<typeof showEntry>): unknown[] => [
  entry.at,
  entry.personName ?? entry.personId,
  entry.postTitle,
  entry.action,
  entry.subject,
  entry.requestId,
  ...[entry.params, entry.body, entry.answer].map((each) => JSON.stringify(each ?? null)),
]
