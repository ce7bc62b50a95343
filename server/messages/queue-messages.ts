import { type CaseHappening, escalationsIn, happeningsIn } from '#messages/case-event.ts'
import { type ToldCase, toldCases } from '#messages/case-facts.ts'
import type { ChannelsOn, MessageStep } from '#messages/channels.ts'
import { type DueMessage, eventKeyOf } from '#messages/due-message.ts'
import { dueReporters } from '#messages/due-reporters.ts'
import { reachesUnit } from '#messages/message-steps.ts'
import { messagePolicyOf } from '#messages/policy.ts'
import { listContacts } from '#messages/queries-contacts.ts'
import { listNoticedCases } from '#messages/queries-facts.ts'
import { insertMessages, type NewMessage } from '#messages/queries-messages.ts'
import { listListening } from '#messages/queries-webhooks.ts'
import { firstLoud } from '#messages/quiet-hours.ts'
import { maskAddress } from '#messages/read-address.ts'
import { type City, findCity } from '#organisation/queries-places.ts'
import type { Db } from '#platform/db.ts'
import { newId } from '#platform/identifier.ts'
import type { Bilingual } from '#platform/problem.ts'
import type { BatchHandler } from '#platform/relay.ts'

const MINUTE = 60_000

interface Reached {
  readonly ownerId: string
  readonly eventKey: string
  readonly caseId: string
  readonly at: Date
}

/** Units or posts that have something to be written to. */
async function dueOffices(
  tx: Db,
  cityId: string,
  on: ChannelsOn,
  step: MessageStep,
  audience: 'unit' | 'post',
  reached: readonly Reached[],
): Promise<DueMessage[]> {
  if (reached.length === 0 || !(on.email || on.sms)) return []
  const contacts = await listContacts(tx, cityId, [...new Set(reached.map(({ ownerId }) => ownerId))])
  return reached.flatMap(
    ({ ownerId, eventKey: key, caseId, at }) =>
    contacts
      .filter(({ kind, id, channel }) => kind === audience && id === ownerId && on[channel])
      .map(({ channel, address, locale }) => ({
        eventKey: key, step, audience, channel, locale, recipientId: ownerId, maskedAddress: maskAddress(channel, address), caseId, at,
      })), // biome-ignore format: a row
  )
}

const dueUnits = (tx: Db, cityId: string, on: ChannelsOn, happenings: readonly CaseHappening[]): Promise<DueMessage[]> => {
  const reached = happenings.flatMap((each) =>
    each.unitId !== null && reachesUnit(each)
      ? [{ ownerId: each.unitId, eventKey: eventKeyOf(each), caseId: each.caseId, at: each.at }]
      : [],
  )
  return dueOffices(tx, cityId, on, 'dispatched', 'unit', reached)
}

async function duePosts(tx: Db, cityId: string, on: ChannelsOn, events: Parameters<BatchHandler>[1]): Promise<DueMessage[]> {
  const escalations = escalationsIn(events)
  if (escalations.length === 0 || !(on.email || on.sms)) return []
  const cases = await listNoticedCases(
    tx,
    cityId,
    escalations.map(({ noticeId }) => noticeId),
  )
  const reached = escalations.flatMap(({ noticeId, postId, at }) => {
    const caseId = cases.find(({ id }) => id === noticeId)?.caseId
    return caseId === undefined ? [] : [{ ownerId: postId, eventKey: `notice ${noticeId}`, caseId, at }]
  })
  return dueOffices(tx, cityId, on, 'escalated', 'post', reached)
}

async function dueWebhooks(tx: Db, cityId: string, on: ChannelsOn, happenings: readonly CaseHappening[]): Promise<DueMessage[]> {
  if (happenings.length === 0 || !on.webhook) return []
  const webhooks = await listListening(tx, cityId)
  return happenings.flatMap(
    (each) =>
    webhooks
      .filter(({ topics }) => topics.includes(each.topic))
      .map(({ id, url }) => ({
        eventKey: eventKeyOf(each), step: 'event' as const, audience: 'program' as const, channel: 'webhook' as const, locale: 'zh' as const,
        recipientId: id, maskedAddress: new URL(url).host, caseId: each.caseId, at: each.at, happening: each,
      })), // biome-ignore format: a row
  )
}

/** Events of one case wait for each other, and nobody is woken at night: but posts on duty, units with an urgent case, and programs. */
function messageOf(city: City, due: DueMessage, { facts, urgent }: ToldCase, reason: Bilingual | undefined): NewMessage {
  const { caseId, reasonOf: _reasonOf, happening, at, ...rest } = due
  const policy = messagePolicyOf(city.settings)
  const now = due.channel === 'webhook' || due.audience === 'post' || (due.audience === 'unit' && urgent)
  const { at: _, ...event } = happening ?? { at }
  return {
    ...rest,
    cityId: city.cityId,
    id: newId(at),
    groupKey: due.channel === 'webhook' ? `${due.eventKey} ${due.recipientId}` : `case ${caseId} ${due.recipientId} ${due.channel}`,
    urgent: now,
    facts: JSON.stringify({ ...facts, ...(reason && { reason }), at: at.toISOString(), ...(happening && { event }) }),
    createdAt: at,
    dueAt: now ? at : firstLoud(new Date(at.getTime() + policy.gatherMinutes * MINUTE), policy, city.timeZone),
  }
}

/**
 * The reaction of this capability to whatever happens to cases: queues what reporters, units, posts and webhooks are to be told, over the channels
 * that are on. It sends nothing, and the same events again queue nothing again. All events of a batch are of one city.
 */
export const queueMessages =
  (on: ChannelsOn): BatchHandler =>
  async (tx, events) => {
    const cityId = events[0]?.cityId
    const happenings = happeningsIn(events)
    if (cityId === undefined || (happenings.length === 0 && escalationsIn(events).length === 0)) return
    const due = [
      ...(await dueReporters(tx, cityId, on, happenings)),
      ...(await dueUnits(tx, cityId, on, happenings)),
      ...(await duePosts(tx, cityId, on, events)),
      ...(await dueWebhooks(tx, cityId, on, happenings)),
    ]
    const [first] = due
    const city = first && (await findCity(tx, cityId))
    if (!first || !city) return
    const told = await toldCases(
      tx,
      city,
      due.flatMap(({ caseId, reasonOf = caseId }) => [caseId, reasonOf]),
      first.at,
    )
    const rows = due.flatMap((each) => {
      const one = told.get(each.caseId)
      return one ? [messageOf(city, each, one, told.get(each.reasonOf ?? each.caseId)?.facts.reason)] : []
    })
    await insertMessages(tx, rows)
  }
