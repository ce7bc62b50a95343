import { policyOf } from '#cases/policy.ts'
import type { MessageLocale, PersonalChannel } from '#messages/channels.ts'
import { messageProblems } from '#messages/problems.ts'
import { findCaseId, insertWish } from '#messages/queries-recipients.ts'
import { readAddress } from '#messages/read-address.ts'
import { newMessageToken } from '#messages/token.ts'
import { findCity } from '#organisation/queries-places.ts'
import type { Db } from '#platform/db.ts'
import { newId } from '#platform/identifier.ts'

export interface WishToHear {
  readonly channel: PersonalChannel
  /** E-mail address or phone as the reporter wrote it. */
  readonly address: string
  readonly locale: MessageLocale
  readonly at: Date
}

const DAY = 86_400_000

/**
 * Keeps the wish of whoever reported a case to hear what becomes of it. Call it in the transaction that reports the case, and the confirmation of
 * the report goes out too; called later, they hear from then on. The address stands in this capability's table alone, never in the outbox or a log,
 * until 30 days (city setting `messages.addressDays`) after the case ended and at most as long as a reporter's contact is kept. Asking twice is
 * asking once. A channel that is off is no error: nothing is sent over it. Throws message.bad_address, message.no_case.
 */
export async function wishToHear(tx: Db, cityId: string, caseId: string, { channel, address, locale, at }: WishToHear): Promise<void> {
  const known = readAddress(channel, address)
  if (known === undefined) throw messageProblems.badAddress(channel)
  const city = await findCity(tx, cityId)
  if (!city || !(await findCaseId(tx, cityId, caseId))) throw messageProblems.noCase(caseId)
  const deleteAfter = new Date(at.getTime() + policyOf(city.settings).contactRetentionDays * DAY)
  await insertWish(tx, {
    cityId,
    id: newId(at),
    caseId,
    channel,
    address: known,
    locale,
    token: newMessageToken(),
    createdAt: at,
    deleteAfter,
  })
}
