import type { z } from 'zod'
import type { Actor } from '#platform/actor.ts'
import { type Db, inTransaction } from '#platform/db.ts'
import type { WishBody, WishTaken } from '#portal/contract-lookup.ts'
import { findReport } from '#portal/find-report.ts'
import { keepWish } from '#portal/keep-wish.ts'
import type { PortalParts } from '#portal/parts.ts'

/** The wish to hear from now on, of whoever knows number and code. `db` is a plain handle. Throws portal.unknown_case, portal.locked, portal.bad_contact. */
export async function wishLater(
  db: Db,
  actor: Actor,
  parts: PortalParts,
  address: string,
  { contact, ...sent }: z.output<typeof WishBody>,
): Promise<z.input<typeof WishTaken>> {
  const { row } = await findReport(db, actor, parts, address, sent)
  await inTransaction(db, (tx) => keepWish(tx, actor, { requestId: row.id, contact: { name: null, contact, wantsNews: true } }))
  return { accepted: true }
}
