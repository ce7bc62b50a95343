import type { FieldDatabase } from './database.ts'
import type { OutboxItem } from './records.ts'

/** The version of the case a conflict tells of; null when its answer names none. */
export function theirVersion({ told }: Pick<OutboxItem, 'told'>): number | null {
  const theirs = told?.details.theirs
  const version = typeof theirs === 'object' && theirs !== null && 'version' in theirs ? theirs.version : told?.details.version
  return typeof version === 'number' ? version : null
}

const WAITING = { state: 'waiting', notBefore: 0, told: null } as const

/** Mine all the same: sent on the case as it is now, under the same id, for it is the same intention; the server judges it anew. */
export const sendAllTheSame = (db: FieldDatabase, seq: number): Promise<void> =>
  db.transaction('rw', db.outbox, async () => {
    const item = await db.outbox.get(seq)
    if (item?.state !== 'conflict') return
    const version = theirVersion(item)
    const cargo = item.cargo.kind === 'action' && version !== null ? { ...item.cargo, version } : item.cargo
    await db.outbox.update(seq, { ...WAITING, cargo })
  })

/** Tried once more as it is, at once. */
export const tryAgain = async (db: FieldDatabase, seq: number): Promise<void> =>
  void (await db.outbox
    .where('seq')
    .equals(seq)
    .and(({ state }) => state === 'refused' || state === 'waiting')
    .modify(WAITING))

/** Whether it is certain that the server does not have it. */
export const mayGiveUp = ({ state, tried, told }: Pick<OutboxItem, 'state' | 'tried' | 'told'>): boolean =>
  state === 'refused' || state === 'conflict' || (state === 'waiting' && !tried && told === null)

/** Mine is given up, with its photos. What was on the wire and got no answer may have arrived: it is sent until there is one. */
export const giveUp = (db: FieldDatabase, seq: number): Promise<boolean> =>
  db.transaction('rw', [db.outbox, db.photos], async () => {
    const item = await db.outbox.get(seq)
    if (!item || !mayGiveUp(item)) return false
    await db.photos.where('item').equals(item.requestId).delete()
    await db.outbox.delete(seq)
    return true
  })

const KEPT_DAYS = 7
/** Forgets what has arrived more than a week ago. */
export const forgetSent = async (db: FieldDatabase, now: number): Promise<void> =>
  void (await db.outbox
    .where('state')
    .equals('sent')
    .and(({ receipt }) => (receipt?.at ?? 0) < now - KEPT_DAYS * 86_400_000)
    .delete())
