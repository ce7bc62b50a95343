import type { z } from 'zod'
import { CHANNELS, type Channel, type ChannelsOn } from '#messages/channels.ts'
import type { MessagePage, MessageQuery } from '#messages/contract.ts'
import { countMessages, listMessages } from '#messages/queries-list.ts'
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
