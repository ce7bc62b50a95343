import type { z } from 'zod'
import { cellsWithin, shareOf } from '#field/cells.ts'
import type { VisitsAnswer, VisitsInput } from '#field/contract-patrol.ts'
import { clockOf } from '#field/device-clock.ts'
import { heardMoment, ownPatrol, requireOnDuty } from '#field/patrol-times.ts'
import { fieldPolicyOf } from '#field/policy.ts'
import { fieldProblems } from '#field/problems.ts'
import { patrolProblems } from '#field/problems-patrol.ts'
import { listGridAreas } from '#field/queries-grids.ts'
import { appendVisit, type Patrol } from '#field/queries-patrol.ts'
import { readCityToday } from '#organisation/city-today.ts'
import { type Actor, coversPlace } from '#platform/actor.ts'
import type { Db } from '#platform/db.ts'

type Answer = z.input<typeof VisitsAnswer>

/** What was visited by grid, each grid once and its cells in rising order: the order in which they were visited is not kept. Locks are taken in the order of codes. */
function visitedByGrid(grids: VisitsInput['grids']): readonly (readonly [string, readonly number[]])[] {
  const sets = new Map<string, Set<number>>()
  for (const { gridCode, cells } of grids) sets.set(gridCode, new Set([...(sets.get(gridCode) ?? []), ...cells]))
  return [...sets].map(([code, cells]) => [code, [...cells].sort((a, b) => a - b)] as const).sort(([a], [b]) => (a < b ? -1 : 1))
}

/** All cells of each grid, as the outline of the day has them. Throws field.no_grid, field.wide_grid. */
async function cellsOfGrids(tx: Db, actor: Actor, codes: readonly string[], day: string): Promise<Map<string, readonly number[]>> {
  const areas = new Map((await listGridAreas(tx, actor.cityId, codes, day)).map(({ code, area }) => [code, area]))
  return new Map(
    codes.map((code) => {
      const area = areas.get(code)
      if (!area || !coversPlace(actor, code)) throw fieldProblems.noGrid(code)
      const cells = cellsWithin(area)
      if (!cells) throw fieldProblems.wideGrid(code)
      return [code, cells]
    }),
  )
}

async function requireDuty(tx: Db, actor: Actor, input: VisitsInput, patrol: Patrol): Promise<void> {
  const { city } = await readCityToday(tx, actor)
  const policy = fieldPolicyOf(city.settings)
  if (input.to < input.from) throw patrolProblems.backwards()
  for (const field of ['from', 'to'] as const)
    requireOnDuty(field, heardMoment(field, input[field], { deviceTime: input.deviceTime, at: actor.at }, policy), patrol)
}

/**
 * Takes in which cells of grids were visited during a patrol, late or not. A set grows by what is new, so that the same batch again changes nothing; when
 * and in which order is not kept. Throws patrol.not_found, patrol.off_duty and what cellsOfGrids throws.
 */
export async function markVisits(tx: Db, actor: Actor, patrolId: string, input: VisitsInput): Promise<Answer> {
  const patrol = await ownPatrol(tx, actor, patrolId)
  await requireDuty(tx, actor, input, patrol)
  const visits = visitedByGrid(input.grids)
  const cellsOf = await cellsOfGrids(
    tx,
    actor,
    visits.map(([code]) => code),
    patrol.day,
  )
  const answer = { patrolId, accepted: 0, ignored: 0, grids: [] as Answer['grids'], clock: clockOf(input.deviceTime, actor.at) }
  for (const [gridCode, told] of visits) {
    const all = new Set(cellsOf.get(gridCode))
    const visited = told.filter((cell) => all.has(cell))
    answer.accepted += visited.length
    answer.ignored += told.length - visited.length
    if (visited.length === 0) continue
    const row = { cityId: actor.cityId, personId: patrol.personId, day: patrol.day, gridCode, visited, cells: all.size }
    const count = await appendVisit(tx, row)
    answer.grids.push({ gridCode, visited: count, cells: all.size, share: shareOf(count, all.size) })
  }
  return answer
}
