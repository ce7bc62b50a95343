import type { Db } from '#platform/db.ts'
import { newId } from '#platform/identifier.ts'
import { appendOutboxRow } from '#platform/queries-outbox.ts'

/** A fact on its way to whoever wants to know. */
export interface Announcement {
  readonly cityId: string
  /** `<noun>.<past tense>`, such as case.closed. */
  readonly topic: string
  readonly subjectId: string
  /** `placeCode`, `unitIds` and `addressee` decide who sees the event in the stream: whoever the place or one of the units belongs to, and the addressed. */
  readonly data: Readonly<Record<string, unknown>>
  readonly at: Date
}

/** Writes an event into the outbox of the caller's transaction: it leaves if, and only if, the transaction commits. */
export const announce = (tx: Db, { cityId, topic, subjectId, data, at }: Announcement): Promise<void> =>
  appendOutboxRow(tx, { cityId, id: newId(at), topic, subjectId, data, at })
