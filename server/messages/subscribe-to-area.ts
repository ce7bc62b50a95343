import type { ChannelsOn, MessageLocale, PersonalChannel } from '#messages/channels.ts'
import { nameArea } from '#messages/name-area.ts'
import { messageProblems } from '#messages/problems.ts'
import { insertMessages } from '#messages/queries-messages.ts'
import { countSubscriptions, insertSubscription, type Subscription } from '#messages/queries-subscriptions.ts'
import { maskAddress, readAddress } from '#messages/read-address.ts'
import { newMessageToken } from '#messages/token.ts'
import { findDivision } from '#organisation/queries-divisions.ts'
import { findCity, findPlaceAt } from '#organisation/queries-places.ts'
import { localDay } from '#platform/clock.ts'
import type { Db } from '#platform/db.ts'
import { newId } from '#platform/identifier.ts'

/** What somebody subscribes to: a place by its code, or a circle (WGS-84 degrees, 100 to 5000 m). */
export type SubscribedArea =
  | { readonly kind: 'place'; readonly placeCode: string }
  | { readonly kind: 'circle'; readonly lon: number; readonly lat: number; readonly radiusMetres: number }

export interface SubscribeToArea {
  readonly channel: PersonalChannel
  readonly address: string
  readonly locale: MessageLocale
  readonly area: SubscribedArea
  readonly at: Date
}

/** Areas one address may hear of, and how many it may leave unconfirmed: nobody fills somebody else's mailbox. */
const MOST_AREAS = 20
const MOST_UNCONFIRMED = 3
/** Milliseconds for which a subscription may wait to be confirmed. */
export const UNCONFIRMED = 2 * 86_400_000
const [SHORTEST, LONGEST] = [100, 5000]

type AreaColumns = Pick<Subscription, 'areaKey' | 'placeCode' | 'lon' | 'lat' | 'radiusMetres'>

/** To four decimals, about ten metres: nearer than that nobody needs to be known. */
const coarse = (degrees: number): number => Math.round(degrees * 10_000) / 10_000

async function columnsOf(tx: Db, cityId: string, area: SubscribedArea, today: string): Promise<AreaColumns | undefined> {
  if (area.kind === 'place') {
    const { placeCode } = area
    if (!(await findDivision(tx, cityId, placeCode, today))) return undefined
    return { areaKey: `place ${placeCode}`, placeCode, lon: null, lat: null, radiusMetres: null }
  }
  const [lon, lat, radiusMetres] = [coarse(area.lon), coarse(area.lat), Math.round(area.radiusMetres)]
  if (!(radiusMetres >= SHORTEST && radiusMetres <= LONGEST)) return undefined
  if (!(await findPlaceAt(tx, cityId, lon, lat, today))) return undefined
  return { areaKey: `circle ${lon} ${lat} ${radiusMetres}`, placeCode: null, lon, lat, radiusMetres }
}

/** Asks the address, once a day at most, whether it was its owner who subscribed; over a night too, for they are waiting. */
async function askToConfirm(tx: Db, subscription: Subscription, day: string, at: Date): Promise<void> {
  const { cityId, id, channel, address, locale } = subscription
  const area = await nameArea(tx, cityId, subscription, day)
  await insertMessages(tx, [
    {
      cityId,
      id: newId(at),
      eventKey: `confirm ${day}`,
      step: 'confirm',
      audience: 'subscriber',
      channel,
      locale,
      recipientId: id,
      groupKey: `confirm ${id}`,
      urgent: true,
      facts: JSON.stringify({ area, at: at.toISOString() }),
      maskedAddress: maskAddress(channel, address),
      createdAt: at,
      dueAt: at,
    },
  ])
}

/**
 * Subscribes an address to an area: nothing is told to it before its owner has confirmed with the token sent there (double opt-in), and then one digest a
 * day at most. Always the same answer, whether the address was known, confirmed or has too many: nobody learns who subscribed to what. Throws
 * message.channel_off, message.bad_address, message.unknown_area.
 */
export async function subscribeToArea(
  tx: Db,
  cityId: string,
  channels: ChannelsOn,
  input: SubscribeToArea,
): Promise<{ readonly accepted: true }> {
  const { channel, locale, at } = input
  if (!channels[channel]) throw messageProblems.channelOff(channel)
  const address = readAddress(channel, input.address)
  if (address === undefined) throw messageProblems.badAddress(channel)
  const city = await findCity(tx, cityId)
  const today = city && localDay(at, city.timeZone)
  const area = today && (await columnsOf(tx, cityId, input.area, today))
  if (!today || !area) throw messageProblems.unknownArea()
  const others = await countSubscriptions(tx, cityId, channel, address, area.areaKey)
  if (others.all >= MOST_AREAS || others.unconfirmed >= MOST_UNCONFIRMED) return { accepted: true }
  const fresh = { token: newMessageToken(), createdAt: at, confirmedAt: null, heardUntil: null, digestDay: null }
  const subscription = await insertSubscription(tx, { cityId, id: newId(at), channel, address, locale, ...area, ...fresh })
  if (subscription.confirmedAt === null) await askToConfirm(tx, subscription, today, at)
  return { accepted: true }
}
