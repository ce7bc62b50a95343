import { deleteWishByToken } from '#messages/queries-recipients.ts'
import { deleteSubscription } from '#messages/queries-subscriptions.ts'
import { readMessageToken } from '#messages/token.ts'
import type { Db } from '#platform/db.ts'

/**
 * Ends what the token of a message stands for, a subscription to an area or a reporter's wish to hear of a case, and forgets the address with it.
 * One click is enough and a second one does no harm: `ended` is false when there was nothing left to end.
 */
export async function unsubscribe(tx: Db, token: string): Promise<{ readonly ended: boolean }> {
  const read = readMessageToken(token)
  if (!read) return { ended: false }
  const ended = (await deleteSubscription(tx, read.cityId, read.token)) || (await deleteWishByToken(tx, read.cityId, read.token))
  return { ended }
}
