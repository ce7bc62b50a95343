import { announceChange, requireCovered } from '#organisation/carry-over.ts'
import { checkChangeDay } from '#organisation/change-day.ts'
import { readCityToday } from '#organisation/city-today.ts'
import type { GridKind } from '#organisation/kinds.ts'
import { organisationProblems } from '#organisation/problems.ts'
import { type Grid, insertNextGrid, lockGrids, setGridEnded } from '#organisation/queries-grids.ts'
import type { Actor } from '#platform/actor.ts'
import type { Db } from '#platform/db.ts'
import { newId } from '#platform/identifier.ts'

export interface RenameGrid {
  readonly kind: GridKind
  readonly code: string
  readonly name: string
  /** 1 to 3; unchanged when left out. */
  readonly regionClass?: number | undefined
  /** First day of the new name, 'YYYY-MM-DD', not in the future. */
  readonly on: string
}

/** Gives a grid another name or region class from a day on; before that day it keeps the old ones. Throws organisation.not_found, .wrong_day. */
export async function renameGrid(tx: Db, actor: Actor, { kind, code, name, regionClass, on }: RenameGrid): Promise<Grid> {
  const { today } = await readCityToday(tx, actor)
  requireCovered(actor, [code])
  const [old] = await lockGrids(tx, actor.cityId, kind, [code], on)
  if (old === undefined) throw organisationProblems.noGrid(code, 'code')
  checkChangeDay(on, today, [old])
  await setGridEnded(tx, actor.cityId, kind, code, on)
  const { cityId, ...kept } = old
  const renamed = { ...kept, id: newId(actor.at), name, regionClass: regionClass ?? old.regionClass, validFrom: on, validTo: null }
  await insertNextGrid(tx, cityId, renamed)
  await announceChange(tx, actor, { kind: 'rename', on, codes: [], changes: [{ from: code, to: code }], placeCode: code })
  return { cityId, ...renamed }
}
