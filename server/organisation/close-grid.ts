import { announceChange, requireCovered } from '#organisation/carry-over.ts'
import { checkChangeDay } from '#organisation/change-day.ts'
import { readCityToday } from '#organisation/city-today.ts'
import type { GridKind } from '#organisation/kinds.ts'
import { organisationProblems } from '#organisation/problems.ts'
import { type Grid, lockGrids, setGridEnded } from '#organisation/queries-grids.ts'
import { setGridStaffEnded } from '#organisation/queries-succession.ts'
import type { Actor } from '#platform/actor.ts'
import type { Db } from '#platform/db.ts'

export interface CloseGrid {
  readonly kind: GridKind
  readonly code: string
  /** First day without it, 'YYYY-MM-DD', not in the future. */
  readonly on: string
}

/**
 * Ends a grid and its staff's work there. Until its neighbours are redrawn the coverage check names the gap it leaves, and the place is its
 * community's. Throws organisation.not_found, .wrong_day.
 */
export async function closeGrid(tx: Db, actor: Actor, { kind, code, on }: CloseGrid): Promise<Grid> {
  const { today } = await readCityToday(tx, actor)
  requireCovered(actor, [code])
  const [grid] = await lockGrids(tx, actor.cityId, kind, [code], on)
  if (grid === undefined) throw organisationProblems.noGrid(code, 'code')
  checkChangeDay(on, today, [grid])
  await setGridEnded(tx, actor.cityId, kind, code, on)
  if (kind === 'management') await setGridStaffEnded(tx, actor.cityId, [code], on)
  await announceChange(tx, actor, { kind: 'close', on, codes: [code], changes: [], placeCode: grid.communityCode })
  return { ...grid, validTo: on }
}
