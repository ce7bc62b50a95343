import type { z } from 'zod'
import { CHANNELS, type Channel, type ChannelsOn } from '#messages/channels.ts'
import { type MessageDetail, type MessagePage, type MessageQuery, type MessageSummary, MOST_COUNTED } from '#messages/contract.ts'
import { messageProblems } from '#messages/problems.ts'
import { type CountedState, countMessages, countStates, findMessage, listMessages, listTogether } from '#messages/queries-list.ts'
import type { Message } from '#messages/queries-sending.ts'
import { requireWholeCity } from '#organisation/edit-role.ts'
import { toPage } from '#organisation/view-places.ts'
import type { Actor } from '#platform/actor.ts'
import type { Db } from '#platform/db.ts'

/** What an operator sets to turn a channel on. */
const NEEDS: Readonly<Record<Channel, string | null>> = { email: 'WANGGE_SMTP_URL', sms: 'WANGGE_SMS_URL', webhook: null }

const show = ({ id, step, audience, channel, locale, maskedAddress, state, reason, attempts, gatewayId, createdAt, dueAt, finishedAt }: Message) => ({
  id, step, audience, channel, locale, maskedAddress, state, reason, attempts, gatewayId,
  createdAt: createdAt.toISOString(), dueAt: dueAt.toISOString(), finishedAt: finishedAt?.toISOString() ?? null,
}) // biome-ignore format: a row

/** What was and is to be sent in the city, newest first, with masked addresses and no case, and which channels are on. Throws organisation.outside_area. */
export async function viewMessages(
  tx: Db,
  actor: Actor,
  on: ChannelsOn,
  { after, limit, ...filter }: z.output<typeof MessageQuery>,
): Promise<z.input<typeof MessagePage>> {
  requireWholeCity(actor)
  const rows = await listMessages(tx, actor.cityId, filter, after, limit + 1)
  const { items, next } = toPage(rows, limit, ({ id }) => id)
  const channels = CHANNELS.map((channel) => ({ channel, on: on[channel], needs: on[channel] ? null : NEEDS[channel] }))
  return { items: items.map(show), next, total: await countMessages(tx, actor.cityId, filter), channels }
}

/** One message with every attempt to send it and what left together with it. Throws organisation.outside_area, message.not_found. */
export async function viewMessage(tx: Db, actor: Actor, id: string): Promise<z.input<typeof MessageDetail>> {
  requireWholeCity(actor)
  const row = await findMessage(tx, actor.cityId, id)
  if (!row) throw messageProblems.noMessage(id)
  const others = row.batchId === null ? [] : await listTogether(tx, actor.cityId, row)
  return {
    ...show(row),
    urgent: row.urgent,
    sending: row.claimedUntil !== null && row.claimedUntil > actor.at,
    tries: row.tries,
    together: others.map((each) => ({ id: each.id, step: each.step, createdAt: each.createdAt.toISOString() })),
    webhookId: row.channel === 'webhook' ? row.recipientId : null,
  }
}

const DAY = 86_400_000

/** What ended in the last 24 hours and what waits now, by channel; counted up to a bound. Throws organisation.outside_area. */
export async function summariseMessages(tx: Db, actor: Actor): Promise<z.input<typeof MessageSummary>> {
  requireWholeCity(actor)
  const since = new Date(actor.at.getTime() - DAY)
  const counted = await countStates(tx, actor.cityId, since, MOST_COUNTED)
  const sum = (fits: (each: CountedState) => boolean): number => counted.filter(fits).reduce((all, { count }) => all + count, 0)
  const channels = CHANNELS.map((channel) => {
    const of = (state: CountedState['state']): number => sum((each) => each.channel === channel && each.state === state)
    const retried = sum((each) => each.channel === channel && each.tried)
    return { channel, sent: of('sent'), failed: of('failed'), dropped: of('dropped'), waiting: of('queued'), retried }
  })
  const waiting = sum(({ state }) => state === 'queued')
  const capped = waiting >= MOST_COUNTED || sum(() => true) - waiting >= MOST_COUNTED
  return { since: since.toISOString(), channels, capped }
}
