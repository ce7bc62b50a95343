import type { MessageLocale } from '#messages/channels.ts'
import { type DueFilter, lockBatch, lockDue, lockGroup, type Message, setClaimed } from '#messages/queries-sending.ts'
import type { Try } from '#messages/tables.ts'
import { type Db, inTransaction } from '#platform/db.ts'

/** Lines that leave together as one message; the first names it. */
export interface Batch {
  readonly id: string
  readonly lead: Message
  readonly lines: readonly Message[]
  /** How often a sender died with it, this one's claim counted in. */
  readonly uncertain: number
  readonly locale: MessageLocale
}

/** Longer than any attempt takes: whoever has not said by then what became of it has died. */
export const LEASE = 5 * 60_000

/** The attempt of the sender that had it and never said what became of it. */
const lostTry = ({ claimedUntil }: Message): Try | null =>
  claimedUntil && { at: new Date(claimedUntil.getTime() - LEASE).toISOString(), result: 'unknown', reason: null }

async function claim(tx: Db, cityId: string, lead: Message, at: Date): Promise<Batch> {
  const lines = lead.batchId === null ? await lockGroup(tx, cityId, lead.groupKey) : await lockBatch(tx, cityId, lead.id)
  const uncertain = lead.uncertain + (lead.claimedUntil === null ? 0 : 1)
  const ids = lines.map(({ id }) => id)
  await setClaimed(tx, cityId, ids, { batchId: lead.id, until: new Date(at.getTime() + LEASE), uncertain, lost: lostTry(lead) })
  return { id: lead.id, lead, lines, uncertain, locale: lead.locale }
}

/**
 * Takes up to `limit` messages that may be sent now, before anything is sent: what a sender took nobody else takes, until it says what became of it
 * or its lease is over. Lines of one group leave together; those that were tried before leave as they were, so that a repetition is the same message.
 */
export const claimMessages = (db: Db, cityId: string, filter: DueFilter, limit: number): Promise<Batch[]> =>
  inTransaction(db, async (tx) => {
    const batches: Batch[] = []
    for (const lead of await lockDue(tx, cityId, filter, limit)) {
      const taken = batches.some(({ lines }) => lines.some(({ id }) => id === lead.id))
      if (!taken) batches.push(await claim(tx, cityId, lead, filter.at))
    }
    return batches
  })
