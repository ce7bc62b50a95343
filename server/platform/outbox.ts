import type { Db } from '#platform/db.ts'
import { newId } from '#platform/identifier.ts'
import { appendOutboxRow, type WaitingRow } from '#platform/queries-outbox.ts'

/** A fact on its way to whoever wants to know. */
export interface Announcement {
  readonly cityId: string
  /** `<noun>.<past tense>`, such as case.closed. */
  readonly topic: string
  readonly subjectId: string
  /** `placeCode`, `unitIds` and `addressee` decide who sees the event in the stream: whoever the place or one of the units belongs to, and the addressed. `inside` is for handlers alone: it never leaves with the stream. */
  readonly data: Readonly<Record<string, unknown>>
  readonly at: Date
}

/** The row an announcement leaves in the outbox, for statements that write it together with what it tells of. */
export const announced = ({ cityId, topic, subjectId, data, at }: Announcement): WaitingRow => ({
  cityId,
  id: newId(at),
  topic,
  subjectId,
  data,
  at,
})

/** Writes an event into the outbox of the caller's transaction: it leaves if, and only if, the transaction commits. */
export const announce = (tx: Db, announcement: Announcement): Promise<void> => appendOutboxRow(tx, announced(announcement))
