import { createHash } from 'node:crypto'
import type { Actor } from '#platform/actor.ts'
import { audited } from '#platform/audit.ts'
import { withRetries } from '#platform/database-errors.ts'
import { type Db, inTransaction } from '#platform/db.ts'

export interface FileRequest {
  readonly action: string
  readonly body: { readonly requestId: string; readonly dryRun: 'true' | 'false' }
  readonly bytes: Buffer
}

/** Runs the import of a file in one transaction: a real one leaves an audit entry and is answered from it when sent again, a dry run leaves nothing. */
export async function takeFile<Report>(
  db: Db,
  actor: Actor,
  { action, body, bytes }: FileRequest,
  work: (tx: Db, actor: Actor, input: { bytes: Buffer; dryRun: boolean }) => Promise<Report>,
): Promise<unknown> {
  const dryRun = body.dryRun === 'true'
  const run = (tx: Db) => work(tx, actor, { bytes, dryRun })
  if (dryRun) return withRetries(() => inTransaction(db, run))
  const entry = { action, params: {}, body, fileHash: createHash('sha256').update(bytes).digest('hex') }
  return withRetries(() => inTransaction(db, (tx) => audited(tx, actor, entry, () => run(tx))))
}
