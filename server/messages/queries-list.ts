import type { Channel, MessageState } from '#messages/channels.ts'
import type { Message } from '#messages/queries-sending.ts'
import type { Db } from '#platform/db.ts'
import '#messages/tables.ts'

export interface MessageFilter {
  readonly state?: MessageState | undefined
  readonly channel?: Channel | undefined
}

const filtered = (tx: Db, cityId: string, { state, channel }: MessageFilter) =>
  tx
    .selectFrom('message')
    .where('cityId', '=', cityId)
    .$if(state !== undefined, (query) => query.where('state', '=', state ?? 'queued'))
    .$if(channel !== undefined, (query) => query.where('channel', '=', channel ?? 'email'))

/** A page of messages, newest first; those before `after` only. */
export const listMessages = (tx: Db, cityId: string, filter: MessageFilter, after: string | undefined, limit: number): Promise<Message[]> =>
  filtered(tx, cityId, filter)
    .selectAll()
    .$if(after !== undefined, (query) => query.where('id', '<', after ?? ''))
    .orderBy('id', 'desc')
    .limit(limit)
    .execute()

export async function countMessages(tx: Db, cityId: string, filter: MessageFilter): Promise<number> {
  const { total } = await filtered(tx, cityId, filter)
    .select(({ fn }) => fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow()
  return Number(total)
}
