import { type RawBuilder, type Selectable, sql } from 'kysely'
import type { Channel, MessageState } from '#messages/channels.ts'
import type { MessageTable, Try } from '#messages/tables.ts'
import type { Db } from '#platform/db.ts'
import '#messages/tables.ts'

export type Message = Selectable<MessageTable>

export interface DueFilter {
  readonly at: Date
  readonly channel: Channel
  /** Only what may leave in quiet hours. */
  readonly urgentOnly: boolean
  /** Whoever is not asked again in this pass. */
  readonly without: readonly string[]
}

/** The first lines of what may be sent now, locked, passing over those another sender has. */
export const lockDue = (tx: Db, cityId: string, { at, channel, urgentOnly, without }: DueFilter, limit: number): Promise<Message[]> =>
  tx
    .selectFrom('message')
    .selectAll()
    .where('cityId', '=', cityId)
    .where('state', '=', 'queued')
    .where('channel', '=', channel)
    .where('dueAt', '<=', at)
    .where((where) => where.or([where('claimedUntil', 'is', null), where('claimedUntil', '<=', at)]))
    .where((where) => where.or([where('batchId', 'is', null), where('batchId', '=', where.ref('id'))]))
    .$if(urgentOnly, (query) => query.where('urgent', '=', true))
    .$if(without.length > 0, (query) => query.where('recipientId', 'not in', [...without]))
    .orderBy('dueAt')
    .orderBy('id')
    .limit(limit)
    .forUpdate()
    .skipLocked()
    .execute()

/** Lines of a group nobody has tried to send yet, locked. */
export const lockGroup = (tx: Db, cityId: string, groupKey: string): Promise<Message[]> =>
  tx
    .selectFrom('message')
    .selectAll()
    .where('cityId', '=', cityId)
    .where('groupKey', '=', groupKey)
    .where('state', '=', 'queued')
    .where('batchId', 'is', null)
    .orderBy('id')
    .forUpdate()
    .skipLocked()
    .execute()

/** Lines that were tried together before, locked. */
export const lockBatch = (tx: Db, cityId: string, batchId: string): Promise<Message[]> =>
  tx
    .selectFrom('message')
    .selectAll()
    .where('cityId', '=', cityId)
    .where('batchId', '=', batchId)
    .where('state', '=', 'queued')
    .orderBy('id')
    .forUpdate()
    .execute()

/** The attempts of a line with one more at their end. */
const withTry = (tried: Try): RawBuilder<string> => sql<string>`tries || ${JSON.stringify([tried])}::jsonb`

export interface Claim {
  readonly batchId: string
  readonly until: Date
  readonly uncertain: number
  /** The attempt of a sender that died with them. */
  readonly lost: Try | null
}

/** Takes lines for one sender until a moment. */
export async function setClaimed(
  tx: Db,
  cityId: string,
  ids: readonly string[],
  { batchId, until, uncertain, lost }: Claim,
): Promise<void> {
  await tx
    .updateTable('message')
    .set({ batchId, claimedUntil: until, uncertain, ...(lost && { tries: withTry(lost) }) })
    .where('cityId', '=', cityId)
    .where('id', 'in', [...ids])
    .execute()
}

export interface Settled {
  readonly state: Exclude<MessageState, 'queued'>
  readonly reason: string | null
  readonly gatewayId: string | null
  readonly attempts: number
  readonly at: Date
  /** The attempt that ended them; null when there was none. */
  readonly tried: Try | null
}

/** The end of lines that left, or did not, together. */
export async function setSettled(
  tx: Db,
  cityId: string,
  batchId: string,
  { state, reason, gatewayId, attempts, at, tried }: Settled,
): Promise<void> {
  await tx
    .updateTable('message')
    .set({ state, reason, gatewayId, attempts, finishedAt: at, claimedUntil: null, ...(tried && { tries: withTry(tried) }) })
    .where('cityId', '=', cityId)
    .where('batchId', '=', batchId)
    .where('state', '=', 'queued')
    .execute()
}

export interface Released {
  readonly dueAt: Date
  readonly attempts: number
  readonly tried: Try
}

/** Gives lines back to be sent at another time. */
export async function setReleased(tx: Db, cityId: string, batchId: string, { dueAt, attempts, tried }: Released): Promise<void> {
  await tx
    .updateTable('message')
    .set({ dueAt, attempts, reason: tried.reason, claimedUntil: null, tries: withTry(tried) })
    .where('cityId', '=', cityId)
    .where('batchId', '=', batchId)
    .where('state', '=', 'queued')
    .execute()
}

/** Drops what waited too long, made before an instant; what a sender has at the moment is left to it. */
export async function setStaleDropped(tx: Db, cityId: string, before: Date, at: Date): Promise<void> {
  await tx
    .updateTable('message')
    .set({ state: 'dropped', reason: 'too old', finishedAt: at, claimedUntil: null })
    .where('cityId', '=', cityId)
    .where('state', '=', 'queued')
    .where('createdAt', '<', before)
    .where((where) => where.or([where('claimedUntil', 'is', null), where('claimedUntil', '<=', at)]))
    .execute()
}

/** Forgets of whom old lines were: what is left is that something was sent. */
export async function clearAddresses(tx: Db, cityId: string, before: Date): Promise<void> {
  await tx
    .updateTable('message')
    .set({ maskedAddress: '' })
    .where('cityId', '=', cityId)
    .where('finishedAt', '<', before)
    .where('maskedAddress', '!=', '')
    .execute()
}

/** Removes lines finished before an instant; returns how many. */
export async function deleteFinished(tx: Db, cityId: string, before: Date): Promise<number> {
  const { numDeletedRows } = await tx.deleteFrom('message').where('cityId', '=', cityId).where('finishedAt', '<', before).executeTakeFirst()
  return Number(numDeletedRows)
}
