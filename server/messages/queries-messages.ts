import type { Insertable } from 'kysely'
import type { MessageTable } from '#messages/tables.ts'
import type { Db } from '#platform/db.ts'
import '#messages/tables.ts'

export type NewMessage = Omit<
  Insertable<MessageTable>,
  'batchId' | 'state' | 'reason' | 'attempts' | 'claimedUntil' | 'uncertain' | 'gatewayId' | 'finishedAt'
>

const WAITING = { batchId: null, state: 'queued', reason: null, claimedUntil: null, gatewayId: null, finishedAt: null } as const
/** Rows of one statement: the wire protocol counts parameters in 16 bits. */
const AT_ONCE = 500

/** Puts messages into the queue. What was queued for the same event, recipient and channel before stays as it is. */
export async function insertMessages(tx: Db, rows: readonly NewMessage[]): Promise<void> {
  for (let from = 0; from < rows.length; from += AT_ONCE)
    await tx
      .insertInto('message')
      .values(rows.slice(from, from + AT_ONCE).map((row) => ({ ...row, ...WAITING })))
      .onConflict((conflict) => conflict.columns(['cityId', 'eventKey', 'recipientId', 'channel']).doNothing())
      .execute()
}
