import type { z } from 'zod'
import type { CheckInAnswer, CheckInInput } from '#field/contract-patrol.ts'
import { clockOf } from '#field/device-clock.ts'
import { judgeCheckIn } from '#field/judge-check-in.ts'
import { heardMoment, ownPatrol, requireOnDuty } from '#field/patrol-times.ts'
import { type FieldPolicy, fieldPolicyOf } from '#field/policy.ts'
import { fieldProblems } from '#field/problems.ts'
import { patrolProblems } from '#field/problems-patrol.ts'
import { findMetresToGrid } from '#field/queries-grids.ts'
import { findCheckIn, insertCheckIn } from '#field/queries-patrol.ts'
import { readCityToday } from '#organisation/city-today.ts'
import { findGrid } from '#organisation/queries-grids.ts'
import { type Actor, coversPlace } from '#platform/actor.ts'
import { toStored } from '#platform/datum.ts'
import type { Db } from '#platform/db.ts'

/** Throws patrol.vague_position, patrol.outside_grid (with the metres), field.no_grid. The position goes no further than this. */
async function requireInside(tx: Db, cityId: string, on: string, input: CheckInInput, policy: FieldPolicy): Promise<void> {
  const { lon, lat, accuracy, gridCode } = input
  if (lon === null || lat === null || accuracy === null) return
  const metres = await findMetresToGrid(tx, cityId, gridCode, on, toStored(lon, lat, input.datum))
  if (metres === undefined) throw fieldProblems.noGrid(gridCode)
  const verdict = judgeCheckIn(metres, accuracy, policy)
  if (verdict === 'vague') throw patrolProblems.vague(Math.round(accuracy), policy.checkInAccuracyMetres)
  if (verdict === 'outside') throw patrolProblems.outside(gridCode, Math.ceil(metres))
}

/** Says that one is in a grid, by its code on the street or by a position inside it. Once in a patrol is enough; again answers the same. Throws patrol.off_duty, field.no_grid and what requireInside throws. */
export async function checkIn(tx: Db, actor: Actor, input: CheckInInput): Promise<z.input<typeof CheckInAnswer>> {
  const patrol = await ownPatrol(tx, actor, input.patrolId)
  const clock = clockOf(input.deviceTime, actor.at)
  const first = await findCheckIn(tx, actor.cityId, patrol.id, input.gridCode)
  if (first) return { patrolId: patrol.id, ...first, clock }
  const { city } = await readCityToday(tx, actor)
  const policy = fieldPolicyOf(city.settings)
  requireOnDuty('at', heardMoment('at', input.at, { deviceTime: input.deviceTime, at: actor.at }, policy), patrol)
  const grid = await findGrid(tx, actor.cityId, 'management', input.gridCode, patrol.day)
  if (!grid || !coversPlace(actor, grid.code)) throw fieldProblems.noGrid(input.gridCode)
  if (input.how === 'position') await requireInside(tx, actor.cityId, patrol.day, input, policy)
  await insertCheckIn(tx, { cityId: actor.cityId, patrolId: patrol.id, gridCode: grid.code, how: input.how })
  return { patrolId: patrol.id, gridCode: grid.code, how: input.how, clock }
}
