import { policyOf } from '#cases/policy.ts'
import { listCityIds } from '#cases/queries-sweep.ts'
import type { Channel } from '#messages/channels.ts'
import { CHANNELS } from '#messages/channels.ts'
import { type Batch, claimMessages } from '#messages/claim-messages.ts'
import { type Delivery, deliverBatch } from '#messages/deliver-batch.ts'
import { ENDING_STEPS } from '#messages/message-steps.ts'
import type { Outlets } from '#messages/outlets.ts'
import { messagePolicyOf } from '#messages/policy.ts'
import { findWish, setWishRetention } from '#messages/queries-recipients.ts'
import { setReleased, setSettled } from '#messages/queries-sending.ts'
import { deleteSubscriptionOf } from '#messages/queries-subscriptions.ts'
import { isQuiet } from '#messages/quiet-hours.ts'
import { attemptDelay, MOST_ATTEMPTS } from '#messages/retry-rules.ts'
import { type City, findCity } from '#organisation/queries-places.ts'
import type { Db } from '#platform/db.ts'
import type { Logger } from '#platform/log.ts'

export interface SendParts {
  readonly db: Db
  readonly outlets: Outlets
  readonly log?: Pick<Logger, 'warn' | 'error'>
}

/** Messages under way at once over one channel. */
const AT_ONCE = 8
/** Milliseconds after which a pass begins nothing more with a city: the next one goes on. */
const PASS = 20_000
/** Milliseconds after which a pass begins with no further city: shorter than a claim lasts, or somebody else might take what it still has. */
const LONGEST_PASS = 180_000
const MINUTE = 60_000
const DAY = 86_400_000

const reasonOf = (result: Delivery): string | null => (result.kind === 'sent' ? null : result.reason)

/** Marks what became of a message; true when its way out needs a rest. */
async function settle({ db, log }: SendParts, city: City, { id, lead, lines }: Batch, result: Delivery, at: Date): Promise<boolean> {
  const { cityId } = city
  const attempts = lead.attempts + 1
  const tried = result.kind === 'dropped' ? null : { at: at.toISOString(), result: result.kind, reason: reasonOf(result) }
  const none = { gatewayId: null, attempts, at, tried }
  if (result.kind === 'sent') await setSettled(db, cityId, id, { ...none, state: 'sent', reason: null, gatewayId: result.gatewayId })
  else if (tried === null) await setSettled(db, cityId, id, { ...none, attempts: lead.attempts, state: 'dropped', reason: result.reason })
  else if (result.kind === 'refused') await setSettled(db, cityId, id, { ...none, state: 'failed', reason: result.reason })
  else if (attempts >= MOST_ATTEMPTS) await setSettled(db, cityId, id, { ...none, state: 'failed', reason: `gave up: ${result.reason}` })
  else await setReleased(db, cityId, id, { dueAt: new Date(at.getTime() + attemptDelay(attempts)), attempts, tried })
  if (result.kind !== 'sent' && result.kind !== 'dropped')
    log?.warn({ channel: lead.channel, reason: result.reason, attempts, messageId: id }, 'a message was not taken')
  if (result.kind === 'refused' && lead.audience === 'subscriber') await deleteSubscriptionOf(db, cityId, lead.recipientId)
  if (lead.audience === 'reporter') await keepWishFor(db, city, lead.recipientId, lines.at(-1)?.step ?? lead.step, at)
  return result.kind === 'later' && result.tired
}

/** A reporter's address goes some days after the case has ended; one that is opened again is told of again. */
async function keepWishFor(db: Db, city: City, id: string, step: Batch['lead']['step'], at: Date): Promise<void> {
  const wish = await findWish(db, city.cityId, id)
  if (!wish) return
  const latest = wish.createdAt.getTime() + policyOf(city.settings).contactRetentionDays * DAY
  const after = at.getTime() + messagePolicyOf(city.settings).addressDays * DAY
  await setWishRetention(db, city.cityId, id, new Date(ENDING_STEPS.includes(step) ? Math.min(latest, after) : latest))
}

async function deliverSafely(parts: SendParts, city: City, batch: Batch, at: Date): Promise<Delivery> {
  try {
    return await deliverBatch(parts.db, parts.outlets, city, batch, at)
  } catch (error) {
    parts.log?.error({ error, messageId: batch.id }, 'a message could not be made')
    return { kind: 'later', reason: 'error', tired: false }
  }
}

/** Sends what is due in one city over one channel; false when the way out itself does not answer. */
async function sendCity(parts: SendParts, city: City, channel: Channel, at: Date): Promise<boolean> {
  const urgentOnly = channel !== 'webhook' && isQuiet(at, messagePolicyOf(city.settings), city.timeZone)
  const without: string[] = []
  for (const since = performance.now(); performance.now() - since < PASS; ) {
    const batches = await claimMessages(parts.db, city.cityId, { at, channel, urgentOnly, without }, AT_ONCE)
    if (batches.length === 0) return true
    const results = await Promise.all(batches.map((batch) => deliverSafely(parts, city, batch, at)))
    for (const [index, batch] of batches.entries()) {
      const result = results[index]
      if (result && (await settle(parts, city, batch, result, at))) without.push(batch.lead.recipientId)
    }
    if (channel !== 'webhook' && without.length > 0) return false
  }
  return true
}

/** Another city first each minute, so that none always waits for the others. */
function turned(cityIds: readonly string[], at: Date): readonly string[] {
  const first = Math.floor(at.getTime() / MINUTE) % Math.max(1, cityIds.length)
  return [...cityIds.slice(first), ...cityIds.slice(0, first)]
}

/** A mail server or gateway that does not answer one city answers none; a webhook is one receiver's own. */
async function sendChannel(parts: SendParts, cityIds: readonly string[], channel: Channel, at: Date): Promise<void> {
  const since = performance.now()
  for (const cityId of cityIds) {
    if (performance.now() - since > LONGEST_PASS) return
    const city = await findCity(parts.db, cityId)
    if (city && !(await sendCity(parts, city, channel, at))) return
  }
}

/**
 * Sends what is due, the channels beside each other and each message claimed before it leaves. A crash between sending and marking repeats a message
 * once at most, under the same id. One city when it is named, else all.
 */
export async function sendMessages(parts: SendParts, at: Date, only?: string): Promise<void> {
  const cityIds = turned(only === undefined ? await listCityIds(parts.db) : [only], at)
  await Promise.all(CHANNELS.filter((channel) => parts.outlets.on[channel]).map((channel) => sendChannel(parts, cityIds, channel, at)))
}
