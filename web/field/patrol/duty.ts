import { type FieldDatabase, readKept, writeKept } from '#web/field/store/database.ts'
import { pressSend } from '#web/field/store/press-send.ts'
import { newRequestId } from '#web/shared/api/submission.ts'
import { tellVisits } from './walk.ts'

const HOUR = 3_600_000

interface Turn {
  readonly db: FieldDatabase
  readonly personId: string
  readonly postId: string
  readonly title: string
  /** By the phone's clock, ms. */
  readonly now: number
}

/** Goes on duty, with a line or without. */
export const goOnDuty = ({ db, now, ...who }: Turn, shiftHours: number): Promise<void> =>
  db.transaction('rw', [db.kept, db.outbox, db.photos, db.drafts], async () => {
    const known = await readKept(db, 'duty')
    if (known && known.personId === who.personId && now < known.endsBy) return
    const patrolId = newRequestId(now)
    await writeKept(db, 'duty', { personId: who.personId, patrolId, startedAt: now, endsBy: now + shiftHours * HOUR, sentTo: now })
    const cargo = { kind: 'patrol-start', startedAt: new Date(now).toISOString() } as const
    await pressSend(db, { ...who, cargo, draft: null, now, requestId: patrolId })
  })

/** A shift that nobody ended ended by itself: what was walked in it is told, and nothing of it is left here. */
export async function closeExpired({ db, now, ...who }: Turn): Promise<void> {
  const duty = await readKept(db, 'duty')
  if (!duty || duty.personId !== who.personId || now < duty.endsBy) return
  await tellVisits({ db, now, ...who })
  await db.kept.delete('duty')
  await db.walked.clear()
}

/** Goes off duty: what was walked is told first, then nothing of it is left here. */
export async function goOffDuty({ db, now, ...who }: Turn, visitsTitle: string): Promise<void> {
  await tellVisits({ db, now, ...who, title: visitsTitle })
  await db.transaction('rw', [db.kept, db.outbox, db.photos, db.drafts, db.walked], async () => {
    const duty = await readKept(db, 'duty')
    if (!duty || duty.personId !== who.personId) return
    const cargo = { kind: 'patrol-stop', patrolId: duty.patrolId, endedAt: new Date(Math.min(now, duty.endsBy)).toISOString() } as const
    await pressSend(db, { ...who, cargo, draft: null, now })
    await db.kept.delete('duty')
    await db.walked.clear()
  })
}
