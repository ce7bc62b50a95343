import type { GridKind } from '#organisation/kinds.ts'
import { organisationProblems } from '#organisation/problems.ts'
import type { SupposedOutline } from '#organisation/queries-coverage.ts'
import { type Division, insertDivisions, setDivisionsEnded } from '#organisation/queries-divisions.ts'
import { type Grid, insertGrids, setGridEnded } from '#organisation/queries-grids.ts'
import type { Actor } from '#platform/actor.ts'
import type { Db } from '#platform/db.ts'
import { newId } from '#platform/identifier.ts'

/** Ends the versions of the divisions that get other outlines and opens the next, all else unchanged. */
export async function redrawDivisions(
  tx: Db,
  actor: Actor,
  outlines: readonly SupposedOutline[],
  on: string,
  old: readonly Division[],
): Promise<void> {
  const wanted = outlines.filter(({ kind }) => kind === 'division')
  if (wanted.length === 0) return
  const rows = wanted.map(({ code, area }) => {
    const before = old.find((each) => each.code === code)
    if (before === undefined) throw organisationProblems.noDivision(code, 'outlines')
    const { cityId: _, ...kept } = before
    return { ...kept, area, id: newId(actor.at), validFrom: on, validTo: null }
  })
  await setDivisionsEnded(
    tx,
    actor.cityId,
    old.map(({ code }) => code),
    on,
  )
  await insertDivisions(tx, actor.cityId, rows)
}

/** The same for the grids of a kind. */
export async function redrawGrids(
  tx: Db,
  actor: Actor,
  kind: GridKind,
  outlines: readonly SupposedOutline[],
  on: string,
  old: readonly Grid[],
): Promise<void> {
  const rows = outlines
    .filter((each) => each.kind === kind)
    .map(({ code, area }) => {
      const before = old.find((each) => each.code === code)
      if (before === undefined) throw organisationProblems.noGrid(code, 'outlines')
      const { cityId: _, ...kept } = before
      return { ...kept, area, id: newId(actor.at), validFrom: on, validTo: null }
    })
  for (const { code } of old) await setGridEnded(tx, actor.cityId, kind, code, on)
  await insertGrids(tx, actor.cityId, rows)
}
