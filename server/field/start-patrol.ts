import type { z } from 'zod'
import { caseProblems } from '#cases/problems.ts'
import type { OwnPatrolAnswer, PatrolAnswer, PatrolStart, PatrolStop } from '#field/contract-patrol.ts'
import { clockOf } from '#field/device-clock.ts'
import { earlierOf, factsOf, heardMoment, laterOf, ownPatrol } from '#field/patrol-times.ts'
import { fieldPolicyOf } from '#field/policy.ts'
import { patrolProblems } from '#field/problems-patrol.ts'
import { findPatrol, findRunningPatrol, insertPatrol, type Patrol, setOverdueEnds, setPatrolEnd } from '#field/queries-patrol.ts'
import { readCityToday } from '#organisation/city-today.ts'
import type { Actor } from '#platform/actor.ts'
import { localDay } from '#platform/clock.ts'
import type { Db } from '#platform/db.ts'
import { httpProblems } from '#platform/http-problems.ts'

type Answer = z.input<typeof PatrolAnswer>
const HOUR = 3_600_000

const answerOf = (patrol: Patrol, actor: Actor, deviceTime: Date): Answer => ({ ...factsOf(patrol), clock: clockOf(deviceTime, actor.at) })

/**
 * Goes on duty. Told late, it began when the phone says it did; and one whose time is over by now is taken down as ended, for what was visited in it.
 * The same request again answers the same patrol. Throws patrol.running, request.reused, patrol.in_future, patrol.too_late.
 */
export async function startPatrol(tx: Db, actor: Actor, input: z.output<typeof PatrolStart>): Promise<Answer> {
  const { personId, postId, cityId, at } = actor
  if (personId === null || postId === null) throw httpProblems.sessionRequired()
  const { city } = await readCityToday(tx, actor)
  const policy = fieldPolicyOf(city.settings)
  const known = await startedBefore(tx, actor, input.requestId)
  if (known) return answerOf(known, actor, input.deviceTime)
  const startedAt = heardMoment('startedAt', input.startedAt, { deviceTime: input.deviceTime, at }, policy)
  const endsBy = new Date(startedAt.getTime() + policy.shiftHours * HOUR)
  const ended = endsBy <= at ? ({ endedAt: endsBy, endedBy: 'schedule' } as const) : { endedAt: null, endedBy: null }
  await setOverdueEnds(tx, cityId, at, personId)
  const day = localDay(startedAt, city.timeZone)
  await insertPatrol(tx, { cityId, id: input.requestId, personId, postId, day, startedAt, endsBy, ...ended })
  const patrol = await startedBefore(tx, actor, input.requestId)
  if (patrol) return answerOf(patrol, actor, input.deviceTime)
  throw patrolProblems.running((await findRunningPatrol(tx, cityId, personId))?.id ?? '')
}

async function startedBefore(tx: Db, actor: Actor, requestId: string): Promise<Patrol | undefined> {
  const patrol = await findPatrol(tx, actor.cityId, requestId)
  if (patrol && patrol.personId !== actor.personId) throw caseProblems.reused(requestId)
  return patrol
}

/** Goes off duty; said again, the first end stays. An end of the schedule gives way to an earlier one the phone tells of late. Throws patrol.not_found. */
export async function stopPatrol(tx: Db, actor: Actor, id: string, input: z.output<typeof PatrolStop>): Promise<Answer> {
  const patrol = await ownPatrol(tx, actor, id)
  if (patrol.endedBy === 'person') return answerOf(patrol, actor, input.deviceTime)
  const { city } = await readCityToday(tx, actor)
  const said = heardMoment('endedAt', input.endedAt, { deviceTime: input.deviceTime, at: actor.at }, fieldPolicyOf(city.settings))
  await setPatrolEnd(tx, actor.cityId, id, laterOf(patrol.startedAt, earlierOf(said, patrol.endsBy)))
  return answerOf(await ownPatrol(tx, actor, id), actor, input.deviceTime)
}

/** The patrol the actor is on now; none when its time is over, whether the schedule has been by or not. */
export async function viewOwnPatrol(tx: Db, actor: Actor): Promise<z.input<typeof OwnPatrolAnswer>> {
  const found = actor.personId === null ? undefined : await findRunningPatrol(tx, actor.cityId, actor.personId)
  return { patrol: found && found.endsBy > actor.at ? factsOf(found) : null, serverTime: actor.at.toISOString() }
}
