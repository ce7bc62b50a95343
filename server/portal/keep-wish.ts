import { wishToHear } from '#messages/wish-to-hear.ts'
import type { Actor } from '#platform/actor.ts'
import type { Db } from '#platform/db.ts'
import { Problem } from '#platform/problem.ts'
import type { ReportBody } from '#portal/contract.ts'
import { portalProblems } from '#portal/problems.ts'

/** Keeps the wish of whoever reports to hear what becomes of it, over the way the contact they left is of. Throws portal.bad_contact. */
export async function keepWish(
  tx: Db,
  { cityId, locale, at }: Actor,
  { requestId, contact }: Pick<ReportBody, 'requestId' | 'contact'>,
): Promise<void> {
  if (!contact?.wantsNews) return
  const channel = contact.contact.includes('@') ? 'email' : 'sms'
  try {
    await wishToHear(tx, cityId, requestId, { channel, address: contact.contact, locale, at })
  } catch (error) {
    throw error instanceof Problem && error.code === 'message.bad_address' ? portalProblems.badContact() : error
  }
}
