import { announceChange, requireCovered } from '#organisation/carry-over.ts'
import { checkChangeDay } from '#organisation/change-day.ts'
import { checkNewGrid } from '#organisation/check-new-grid.ts'
import { readCityToday } from '#organisation/city-today.ts'
import { listConcerned } from '#organisation/concerned-parents.ts'
import { listFirstGrids } from '#organisation/first-grids.ts'
import { judgeFindings, listFindings } from '#organisation/judge-outlines.ts'
import { organisationProblems } from '#organisation/problems.ts'
import type { SupposedGrid, SupposedOutline } from '#organisation/queries-coverage.ts'
import { type Division, lockDivisions } from '#organisation/queries-divisions.ts'
import { type Grid, insertGrids, lockGrids } from '#organisation/queries-grids.ts'
import { redrawDivisions, redrawGrids } from '#organisation/write-outlines.ts'
import type { Actor } from '#platform/actor.ts'
import type { Db } from '#platform/db.ts'
import { newId } from '#platform/identifier.ts'

/** A grid drawn in the same edit as its neighbours' new borders. */
export interface AddedGrid extends SupposedGrid {
  readonly name: string
  /** Region class 1 to 3. */
  readonly regionClass: number
}

export interface RedrawOutlines {
  /** Everything the new border concerns at once: both neighbours, and the grids inside them that the border moves through. */
  readonly outlines: readonly SupposedOutline[]
  /** New grids, carved out of the others; judged together with them. */
  readonly added?: readonly AddedGrid[]
  /** First day of the new outlines, 'YYYY-MM-DD', not in the future. */
  readonly on: string
}

/**
 * Gives divisions and grids new outlines from a day on, and adds grids beside them. No parent concerned may have a gap, an overlap or the like afterwards that it did not have
 * before, nor may a redrawn division from what lies below it; what was wrong before and is left alone stays. Throws organisation.wrong_outline,
 * .not_found, .wrong_day, .wrong_code, .code_taken.
 */
export async function redrawOutlines(tx: Db, actor: Actor, { outlines, added = [], on }: RedrawOutlines): Promise<{ codes: string[] }> {
  const { city, today } = await readCityToday(tx, actor)
  const codes = [...new Set([...outlines, ...added].map(({ code }) => code))]
  requireCovered(actor, [...codes, ...added.map(({ communityCode }) => communityCode)])
  const old = await lockOld(tx, actor, outlines, on, today)
  for (const grid of added) await checkNewGrid(tx, city, grid, on)
  const concerned = listConcerned(old.divisions, [...old.management, ...old.unit, ...added])
  const first = await listFirstGrids(tx, actor.cityId, added, on)
  const before = await listFindings(tx, actor.cityId, concerned, on)
  await redrawDivisions(tx, actor, outlines, on, old.divisions)
  await redrawGrids(tx, actor, 'management', outlines, on, old.management)
  await redrawGrids(tx, actor, 'unit', outlines, on, old.unit)
  await insertAdded(tx, actor, added, on)
  const after = await listFindings(tx, actor.cityId, concerned, on)
  const faults = (await judgeFindings(tx, before, after, new Set(codes), first)).filter(({ state }) => state === 'new')
  if (faults.length > 0) throw organisationProblems.wrongOutlines(faults, 'outlines')
  await announceRedrawn(tx, actor, old, added, on)
  return { codes }
}

interface OldOutlines {
  readonly divisions: readonly Division[]
  readonly management: readonly Grid[]
  readonly unit: readonly Grid[]
}

async function lockOld(tx: Db, actor: Actor, outlines: readonly SupposedOutline[], on: string, today: string): Promise<OldOutlines> {
  const of = (kind: SupposedOutline['kind']): string[] => outlines.filter((each) => each.kind === kind).map(({ code }) => code)
  const [wanted, large, small] = [of('division'), of('management'), of('unit')]
  const divisions = wanted.length === 0 ? [] : await lockDivisions(tx, actor.cityId, wanted, on)
  const management = large.length === 0 ? [] : await lockGrids(tx, actor.cityId, 'management', large, on)
  const unit = small.length === 0 ? [] : await lockGrids(tx, actor.cityId, 'unit', small, on)
  checkChangeDay(on, today, [...divisions, ...management, ...unit])
  return { divisions, management, unit }
}

async function announceRedrawn(
  tx: Db,
  actor: Actor,
  { divisions, management, unit }: OldOutlines,
  added: readonly AddedGrid[],
  on: string,
): Promise<void> {
  const communities = [...management, ...unit, ...added].map(({ communityCode }) => communityCode)
  const parents = [...new Set([...divisions.map(({ parentCode }) => parentCode ?? ''), ...communities])].sort()
  await announceChange(tx, actor, { kind: 'redraw', on, codes: parents, changes: [], placeCode: parents[0] ?? '' })
}

async function insertAdded(tx: Db, actor: Actor, added: readonly AddedGrid[], on: string): Promise<void> {
  const rows = added.map((grid) => ({ ...grid, id: newId(actor.at), synthetic: false, validFrom: on, validTo: null }))
  await insertGrids(tx, actor.cityId, rows)
}
