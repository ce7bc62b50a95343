import { caseProblems } from '#cases/problems.ts'
import { findContact } from '#cases/queries.ts'
import { handlingUnits } from '#cases/refusal.ts'
import { seenCase } from '#cases/view-case.ts'
import type { Actor } from '#platform/actor.ts'
import { recordSeen } from '#platform/audit.ts'
import type { Db } from '#platform/db.ts'

/**
 * Who reported a case, for calling back. Nobody of a handling unit ever learns it, whatever the post; every look leaves an audit entry,
 * which does not repeat what was seen. Throws case.not_found, case.contact_withheld.
 */
export async function viewContact(tx: Db, actor: Actor, id: string): Promise<{ name: string | null; contact: string | null }> {
  const row = await seenCase(tx, actor, id)
  if (handlingUnits(row).some((unit) => actor.memberOf.includes(unit))) throw caseProblems.contactWithheld()
  const known = await findContact(tx, actor.cityId, id)
  await recordSeen(tx, actor, { action: 'case.view-contact', subject: id, params: { id } })
  return { name: known?.name ?? null, contact: known?.contact ?? null }
}
