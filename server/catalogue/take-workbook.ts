import { createHash } from 'node:crypto'
import type { Actor } from '#platform/actor.ts'
import { audited } from '#platform/audit.ts'
import { withRetries } from '#platform/database-errors.ts'
import { type Db, inTransaction } from '#platform/db.ts'
import { type RawSheet, readWorkbook } from './read-workbook.ts'

export interface WorkbookRequest {
  readonly action: string
  readonly params: object
  readonly body: { readonly requestId: string; readonly dryRun: 'true' | 'false' }
  readonly bytes: Buffer
}

/**
 * Reads an uploaded workbook before any transaction is open, since no connection should wait for the reader, then runs the import in one:
 * a real one leaves an audit entry and is answered from it when sent again, a dry run leaves nothing.
 */
export async function takeWorkbook<Report>(
  db: Db,
  actor: Actor,
  request: WorkbookRequest,
  work: (tx: Db, sheets: readonly RawSheet[], dryRun: boolean) => Promise<Report>,
): Promise<unknown> {
  const sheets = await readWorkbook(request.bytes)
  const dryRun = request.body.dryRun === 'true'
  if (dryRun) return withRetries(() => inTransaction(db, (tx) => work(tx, sheets, dryRun)))
  const { bytes, ...rest } = request
  const entry = { ...rest, fileHash: createHash('sha256').update(bytes).digest('hex') }
  return withRetries(() => inTransaction(db, (tx) => audited(tx, actor, entry, () => work(tx, sheets, dryRun))))
}
