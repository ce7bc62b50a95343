import { listSweptCityIds } from '#cases/queries-sweep.ts'
import { type ChannelsOn, PERSONAL_CHANNELS, type PersonalChannel } from '#messages/channels.ts'
import { digestFacts } from '#messages/digest-facts.ts'
import type { MessageFacts } from '#messages/facts.ts'
import { nameArea } from '#messages/name-area.ts'
import { messagePolicyOf } from '#messages/policy.ts'
import { countByType } from '#messages/queries-digest.ts'
import { insertMessages, type NewMessage } from '#messages/queries-messages.ts'
import { lockUndigested, type Subscription, setDigested } from '#messages/queries-subscriptions.ts'
import { isDigestTime, startOfDay } from '#messages/quiet-hours.ts'
import { maskAddress } from '#messages/read-address.ts'
import { type City, findCity } from '#organisation/queries-places.ts'
import { localDay } from '#platform/clock.ts'
import { type Db, inTransaction } from '#platform/db.ts'
import { newId } from '#platform/identifier.ts'

/** Whether a city shows cases of a type to nobody outside; whoever shows cases to residents knows. */
export type HidesType = (city: City, typeCode: string) => boolean

interface Telling {
  readonly channels: readonly PersonalChannel[]
  readonly isHidden: HidesType
}

const AT_ONCE = 200

const digestOf = ({ cityId, id, channel, address, locale }: Subscription, facts: MessageFacts, day: string, at: Date): NewMessage => ({
  cityId,
  id: newId(at),
  eventKey: `digest ${day}`,
  step: 'digest',
  audience: 'subscriber',
  channel,
  locale,
  recipientId: id,
  groupKey: `digest ${id}`,
  urgent: false,
  facts: JSON.stringify(facts),
  maskedAddress: maskAddress(channel, address),
  createdAt: at,
  dueAt: at,
})

/** What happened in the area of a subscription since they last heard; subscriptions of one area and moment share the answer. */
function reader(
  tx: Db,
  city: City,
  isHidden: HidesType,
  day: string,
  at: Date,
): (subscription: Subscription) => Promise<MessageFacts | null> {
  const known = new Map<string, MessageFacts | null>()
  return async (subscription) => {
    const from = subscription.heardUntil ?? subscription.createdAt
    const key = `${subscription.areaKey} ${from.toISOString()}`
    const before = known.get(key)
    if (before !== undefined) return before
    const rows = await countByType(tx, city.cityId, subscription, from, at)
    const facts = digestFacts(rows, (typeCode) => isHidden(city, typeCode), await nameArea(tx, city.cityId, subscription, day), at)
    known.set(key, facts)
    return facts
  }
}

/** One batch; returns how many subscriptions were looked at. */
async function writeSome(tx: Db, city: City, { channels, isHidden }: Telling, at: Date): Promise<number> {
  const day = localDay(at, city.timeZone)
  const found = await lockUndigested(tx, city.cityId, { day, dayBegan: startOfDay(at, city.timeZone), channels }, AT_ONCE)
  const read = reader(tx, city, isHidden, day, at)
  const rows: NewMessage[] = []
  for (const subscription of found) {
    const facts = await read(subscription)
    if (facts) rows.push(digestOf(subscription, facts, day, at))
  }
  await insertMessages(tx, rows)
  await setDigested(
    tx,
    city.cityId,
    found.map(({ id }) => id),
    day,
    at,
  )
  return found.length
}

/**
 * Tells subscribers of an area what happened there since they last heard, once a local day at the city's hour and never in quiet hours; nothing where
 * nothing happened, of no type that `isHidden` keeps back, and nothing more on a day on which an earlier digest arrived late. One city when it is named, else all whose clock is the real one.
 */
export async function writeDigests(db: Db, on: ChannelsOn, isHidden: HidesType, at: Date, only?: string): Promise<void> {
  const channels = PERSONAL_CHANNELS.filter((channel) => on[channel])
  if (channels.length === 0) return
  for (const cityId of only === undefined ? await listSweptCityIds(db) : [only]) {
    const city = await findCity(db, cityId)
    if (!city || !isDigestTime(at, messagePolicyOf(city.settings), city.timeZone)) continue
    while ((await inTransaction(db, (tx) => writeSome(tx, city, { channels, isHidden }, at))) === AT_ONCE);
  }
}
