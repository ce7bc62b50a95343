import type { MessageLocale, PersonalChannel } from '#messages/channels.ts'
import { messageProblems } from '#messages/problems.ts'
import { lockSubscription, setConfirmed } from '#messages/queries-subscriptions.ts'
import { type SubscribedArea, UNCONFIRMED } from '#messages/subscribe-to-area.ts'
import { readMessageToken } from '#messages/token.ts'
import type { Db } from '#platform/db.ts'

export interface ConfirmedSubscription {
  readonly channel: PersonalChannel
  readonly locale: MessageLocale
  readonly area: SubscribedArea
}

/**
 * Confirms a subscription with the token of the message that asked for it (as it stands in the link: `city.token`); confirming twice is confirming
 * once. Throws message.unknown_token, also after two days without an answer or when it was ended meanwhile.
 */
export async function confirmSubscription(tx: Db, token: string, at: Date): Promise<ConfirmedSubscription> {
  const read = readMessageToken(token)
  const found = read && (await lockSubscription(tx, read.cityId, read.token))
  const late = found?.confirmedAt === null && at.getTime() - found.createdAt.getTime() > UNCONFIRMED
  if (!found || late) throw messageProblems.unknownToken()
  if (found.confirmedAt === null) await setConfirmed(tx, found.cityId, found.id, at)
  const { channel, locale, placeCode, lon, lat, radiusMetres } = found
  if (placeCode !== null) return { channel, locale, area: { kind: 'place', placeCode } }
  return { channel, locale, area: { kind: 'circle', lon: lon ?? 0, lat: lat ?? 0, radiusMetres: radiusMetres ?? 0 } }
}
