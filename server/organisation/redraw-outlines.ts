import { announceChange, requireCovered } from '#organisation/carry-over.ts'
import { checkChangeDay } from '#organisation/change-day.ts'
import { readCityToday } from '#organisation/city-today.ts'
import { listConcerned } from '#organisation/concerned-parents.ts'
import { judgeFindings, listFindings } from '#organisation/judge-outlines.ts'
import type { GridKind } from '#organisation/kinds.ts'
import { organisationProblems } from '#organisation/problems.ts'
import type { SupposedOutline } from '#organisation/queries-coverage.ts'
import { type Division, insertDivisions, lockDivisions, setDivisionsEnded } from '#organisation/queries-divisions.ts'
import { type Grid, insertGrids, lockGrids, setGridEnded } from '#organisation/queries-grids.ts'
import type { Actor } from '#platform/actor.ts'
import type { Db } from '#platform/db.ts'
import { newId } from '#platform/identifier.ts'

export interface RedrawOutlines {
  /** Everything the new border concerns at once: both neighbours, and the grids inside them that the border moves through. */
  readonly outlines: readonly SupposedOutline[]
  /** First day of the new outlines, 'YYYY-MM-DD', not in the future. */
  readonly on: string
}

/**
 * Gives divisions and grids new outlines from a day on. No parent concerned may have a gap, an overlap or the like afterwards that it did not have
 * before, nor may a redrawn division from what lies below it; what was wrong before and is left alone stays. Throws organisation.wrong_outline,
 * .not_found, .wrong_day.
 */
export async function redrawOutlines(tx: Db, actor: Actor, { outlines, on }: RedrawOutlines): Promise<{ codes: string[] }> {
  const { today } = await readCityToday(tx, actor)
  const codes = [...new Set(outlines.map(({ code }) => code))]
  requireCovered(actor, codes)
  const old = await lockOld(tx, actor, outlines, on, today)
  const concerned = listConcerned(old.divisions, [...old.management, ...old.unit])
  const before = await listFindings(tx, actor.cityId, concerned, on)
  await redrawDivisions(tx, actor, outlines, on, old.divisions)
  await redrawGrids(tx, actor, 'management', outlines, on, old.management)
  await redrawGrids(tx, actor, 'unit', outlines, on, old.unit)
  const after = await listFindings(tx, actor.cityId, concerned, on)
  const faults = (await judgeFindings(tx, before, after, new Set(codes))).filter(({ state }) => state === 'new')
  if (faults.length > 0) throw organisationProblems.wrongOutlines(faults, 'outlines')
  await announceRedrawn(tx, actor, old, on)
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

async function announceRedrawn(tx: Db, actor: Actor, { divisions, management, unit }: OldOutlines, on: string): Promise<void> {
  const communities = [...management, ...unit].map(({ communityCode }) => communityCode)
  const parents = [...new Set([...divisions.map(({ parentCode }) => parentCode ?? ''), ...communities])].sort()
  await announceChange(tx, actor, { kind: 'redraw', on, codes: parents, changes: [], placeCode: parents[0] ?? '' })
}

async function redrawDivisions(
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

async function redrawGrids(
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
