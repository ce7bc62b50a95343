import type { Area } from '#organisation/area.ts'
import { announceChange, requireCovered } from '#organisation/carry-over.ts'
import { checkChangeDay } from '#organisation/change-day.ts'
import { checkNewGrid } from '#organisation/check-new-grid.ts'
import { requireFitting } from '#organisation/check-outline.ts'
import { readCityToday } from '#organisation/city-today.ts'
import type { GridKind } from '#organisation/kinds.ts'
import { type Grid, insertGrids } from '#organisation/queries-grids.ts'
import type { Actor } from '#platform/actor.ts'
import type { Db } from '#platform/db.ts'
import { newId } from '#platform/identifier.ts'

export interface AddGrid {
  readonly code: string
  readonly kind: GridKind
  readonly communityCode: string
  readonly name: string
  readonly area: Area
  /** Region class 1 to 3: how strict the time limits of the place are. */
  readonly regionClass: number
  /** First day it is in force, 'YYYY-MM-DD', not in the future. */
  readonly validFrom: string
}

/** Adds a grid to a community; it must lie inside it and touch no other grid of its kind. Throws organisation.wrong_code, .code_taken, .not_found, .wrong_outline. */
export async function addGrid(tx: Db, actor: Actor, input: AddGrid): Promise<Grid> {
  const { city, today } = await readCityToday(tx, actor)
  const { code, kind, communityCode, validFrom } = input
  checkChangeDay(validFrom, today, [], 'validFrom')
  requireCovered(actor, [code])
  await checkNewGrid(tx, city, { code, kind, communityCode }, validFrom)
  const row = { ...input, id: newId(actor.at), synthetic: false, validTo: null }
  await insertGrids(tx, actor.cityId, [row])
  const level = kind === 'management' ? 'management-grid' : 'unit-grid'
  await requireFitting(tx, { cityId: actor.cityId, level, parentCode: communityCode, on: validFrom }, [code], 'area')
  await announceChange(tx, actor, { kind: 'add', on: validFrom, codes: [communityCode], changes: [], placeCode: communityCode })
  const { area: _, ...grid } = row
  return { ...grid, cityId: actor.cityId }
}
