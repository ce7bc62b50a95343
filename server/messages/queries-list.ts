import { sql } from 'kysely'
import type { Channel, MessageState, MessageStep } from '#messages/channels.ts'
import type { Message } from '#messages/queries-sending.ts'
import type { Db } from '#platform/db.ts'
import { firstIdOf } from '#platform/identifier.ts'
import '#messages/tables.ts'

export interface MessageFilter {
  readonly state?: MessageState | undefined
  readonly channel?: Channel | undefined
  readonly step?: MessageStep | undefined
  /** When they were queued: from one instant on, and before another. */
  readonly from?: Date | undefined
  readonly to?: Date | undefined
}

const filtered = (tx: Db, cityId: string, { state, channel, step, from, to }: MessageFilter) =>
  tx
    .selectFrom('message')
    .where('cityId', '=', cityId)
    .$if(state !== undefined, (query) => query.where('state', '=', state ?? 'queued'))
    .$if(channel !== undefined, (query) => query.where('channel', '=', channel ?? 'email'))
    .$if(step !== undefined, (query) => query.where('step', '=', step ?? 'test'))
    // Ids are in the order of time and have an index.
    .$if(from !== undefined, (query) => query.where('id', '>=', firstIdOf(from ?? new Date(0))))
    .$if(to !== undefined, (query) => query.where('id', '<', firstIdOf(to ?? new Date(0))))

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

export const findMessage = (tx: Db, cityId: string, id: string): Promise<Message | undefined> =>
  tx.selectFrom('message').selectAll().where('cityId', '=', cityId).where('id', '=', id).executeTakeFirst()

/** The other lines that left, or are tried, as one message with this one. */
export const listTogether = (tx: Db, cityId: string, { id, groupKey, batchId }: Message): Promise<Message[]> =>
  tx
    .selectFrom('message')
    .selectAll()
    .where('cityId', '=', cityId)
    .where('groupKey', '=', groupKey)
    .where('batchId', '=', batchId)
    .where('id', '!=', id)
    .orderBy('id')
    .execute()

export interface CountedState {
  readonly channel: Channel
  readonly state: MessageState
  readonly tried: boolean
  readonly count: number
}

/** How many ended since an instant, and how many wait, by channel, state and whether they were tried before; of each the first `most` at most. */
export async function countStates(tx: Db, cityId: string, since: Date, most: number): Promise<CountedState[]> {
  const { rows } = await sql<CountedState>`
    with told as (
      (select channel, state, false as tried from message
        where city_id = ${cityId} and finished_at >= ${since} order by finished_at desc limit ${most})
      union all
      (select channel, state, attempts > 0 as tried from message
        where city_id = ${cityId} and state = 'queued' order by due_at, id limit ${most})
    )
    select channel, state, tried, count(*)::int as count from told group by channel, state, tried`.execute(tx)
  return rows
}
