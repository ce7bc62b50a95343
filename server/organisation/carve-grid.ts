import type { Area } from '#organisation/area.ts'
import { requireCovered } from '#organisation/carry-over.ts'
import { readCityToday } from '#organisation/city-today.ts'
import type { GridKind } from '#organisation/kinds.ts'
import { nextCode } from '#organisation/place-code.ts'
import { organisationProblems } from '#organisation/problems.ts'
import { type KeyedOutline, listCarved } from '#organisation/queries-carve.ts'
import { findDivision } from '#organisation/queries-divisions.ts'
import { listNumbersUsed } from '#organisation/queries-succession.ts'
import type { Actor } from '#platform/actor.ts'
import type { Db } from '#platform/db.ts'

export interface CarveGrid {
  /** The community. */
  readonly parent: string
  readonly kind: GridKind
  readonly area: Area
  /** The other grids as they are drawn now, saved or not. */
  readonly others: readonly KeyedOutline[]
  /** 'YYYY-MM-DD', today unless given. */
  readonly on?: string | undefined
}

export interface CarvedGrid {
  readonly code: string | null
  readonly area: Area | null
  readonly others: readonly KeyedOutline[]
  readonly swallowed: readonly string[]
}

/**
 * What a new grid leaves of the others when it is carved out of them, so that nothing overlaps and no gap opens; nothing is written. A grid it would
 * take whole is left as it is and named. Throws organisation.not_found and .outside_area.
 */
export async function carveGrid(tx: Db, actor: Actor, { parent, kind, area, others, on: day }: CarveGrid): Promise<CarvedGrid> {
  const { city, today } = await readCityToday(tx, actor)
  const on = day ?? today
  requireCovered(actor, [parent])
  if ((await findDivision(tx, actor.cityId, parent, on)) === undefined) throw organisationProblems.noDivision(parent, 'parent')
  const rows = await listCarved(tx, actor.cityId, { parentCode: parent, area, others, on })
  const used = await listNumbersUsed(tx, actor.cityId, [parent])
  const length = city.codeLengths.grid
  return {
    code: (length !== undefined && nextCode(parent, length, used[kind])) || null,
    area: rows.find(({ key }) => key === null)?.area ?? null,
    others: rows.flatMap((row) => (row.key !== null && row.area !== null ? [{ key: row.key, area: row.area }] : [])),
    swallowed: rows.flatMap((row) => (row.key !== null && row.area === null ? [row.key] : [])),
  }
}
