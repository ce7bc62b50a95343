import type { z } from 'zod'
import type { PatrolFacts } from '#field/contract-patrol.ts'
import { serverMoment } from '#field/device-clock.ts'
import type { FieldPolicy } from '#field/policy.ts'
import { patrolProblems } from '#field/problems-patrol.ts'
import { findPatrol, type Patrol } from '#field/queries-patrol.ts'
import type { Actor } from '#platform/actor.ts'
import type { Db } from '#platform/db.ts'

const DAY = 86_400_000
/** Milliseconds by which a moment may seem to lie outside a patrol: phones round and lines are slow. */
const LEEWAY = 120_000

export const earlierOf = (a: Date, b: Date): Date => (a < b ? a : b)
export const laterOf = (a: Date, b: Date): Date => (a > b ? a : b)

/** A moment of the phone's in ours, which lies in the past, and not so far that nobody waits for it any more. Throws patrol.in_future, patrol.too_late. */
export function heardMoment(
  field: string,
  moment: Date,
  { deviceTime, at }: { deviceTime: Date; at: Date },
  { lateDays }: Pick<FieldPolicy, 'lateDays'>,
): Date {
  const ours = serverMoment(moment, deviceTime, at)
  if (ours.getTime() > at.getTime() + LEEWAY) throw patrolProblems.inFuture(field)
  if (at.getTime() - ours.getTime() > lateDays * DAY) throw patrolProblems.tooLate(field, lateDays)
  return earlierOf(ours, at)
}

/** When a patrol ended, or will at the latest. */
export const endOf = (patrol: Patrol): Date => patrol.endedAt ?? patrol.endsBy

/** On duty only. Throws patrol.off_duty. */
export function requireOnDuty(field: string, moment: Date, patrol: Patrol): void {
  const [from, to] = [patrol.startedAt.getTime() - LEEWAY, endOf(patrol).getTime() + LEEWAY]
  if (moment.getTime() < from || moment.getTime() > to) throw patrolProblems.offDuty(field, patrol.startedAt, endOf(patrol))
}

/** A patrol of the actor's own. Throws patrol.not_found, for those of others too. */
export async function ownPatrol(tx: Db, actor: Actor, id: string): Promise<Patrol> {
  const patrol = await findPatrol(tx, actor.cityId, id)
  if (!patrol || patrol.personId !== actor.personId) throw patrolProblems.notFound()
  return patrol
}

export const factsOf = ({ id, day, startedAt, endsBy, endedAt, endedBy }: Patrol): z.input<typeof PatrolFacts> => ({
  id,
  day,
  startedAt: startedAt.toISOString(),
  endsBy: endsBy.toISOString(),
  endedAt: endedAt?.toISOString() ?? null,
  endedBy,
})
