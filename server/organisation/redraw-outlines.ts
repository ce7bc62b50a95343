import type { Area } from '#organisation/area.ts'
import { announceChange, requireCovered } from '#organisation/carry-over.ts'
import { checkChangeDay } from '#organisation/change-day.ts'
import { requireWhole } from '#organisation/check-outline.ts'
import { readCityToday } from '#organisation/city-today.ts'
import type { CoverageLevel } from '#organisation/coverage.ts'
import { organisationProblems } from '#organisation/problems.ts'
import { type Division, insertDivisions, lockDivisions, setDivisionsEnded } from '#organisation/queries-divisions.ts'
import { type Grid, insertGrids, lockGrids, setGridEnded } from '#organisation/queries-grids.ts'
import type { Actor } from '#platform/actor.ts'
import type { Db } from '#platform/db.ts'
import { newId } from '#platform/identifier.ts'

export interface RedrawnOutline {
  readonly kind: 'division' | 'management' | 'unit'
  readonly code: string
  readonly area: Area
}

export interface RedrawOutlines {
  /** Everything the new border concerns at once: both neighbours, and the grids inside them that the border moves through. */
  readonly outlines: readonly RedrawnOutline[]
  /** First day of the new outlines, 'YYYY-MM-DD', not in the future. */
  readonly on: string
}

const GRID_LEVELS = { management: 'management-grid', unit: 'unit-grid' } as const
const LEVELS_BELOW: Partial<Record<Division['level'], readonly CoverageLevel[]>> = {
  city: ['district'],
  district: ['street'],
  street: ['community'],
  community: ['management-grid', 'unit-grid'],
}

/**
 * Gives divisions and grids new outlines from a day on. Afterwards every parent concerned must be filled without gap or overlap, and so must every
 * redrawn division by what lies below it. Throws organisation.wrong_outline, .not_found, .wrong_day.
 */
export async function redrawOutlines(tx: Db, actor: Actor, { outlines, on }: RedrawOutlines): Promise<{ codes: string[] }> {
  const { today } = await readCityToday(tx, actor)
  const codes = [...new Set(outlines.map(({ code }) => code))]
  requireCovered(actor, codes)
  const divisions = await redrawDivisions(tx, actor, outlines, on, today)
  const grids = [
    ...(await redrawGrids(tx, actor, 'management', outlines, on, today)),
    ...(await redrawGrids(tx, actor, 'unit', outlines, on, today)),
  ]
  for (const { parentCode, level } of listConcerned(divisions, grids))
    await requireWhole(tx, { cityId: actor.cityId, level, parentCode, on }, 'outlines')
  const parents = [
    ...new Set([...divisions.map(({ parentCode }) => parentCode ?? ''), ...grids.map(({ communityCode }) => communityCode)]),
  ].sort()
  const placeCode = parents[0] ?? ''
  await announceChange(tx, actor, { kind: 'redraw', on, codes: parents, changes: [], placeCode })
  return { codes }
}

async function redrawDivisions(tx: Db, actor: Actor, outlines: readonly RedrawnOutline[], on: string, today: string): Promise<Division[]> {
  const wanted = outlines.filter(({ kind }) => kind === 'division')
  if (wanted.length === 0) return []
  const old = await lockDivisions(
    tx,
    actor.cityId,
    wanted.map(({ code }) => code),
    on,
  )
  checkChangeDay(on, today, old)
  await setDivisionsEnded(
    tx,
    actor.cityId,
    old.map(({ code }) => code),
    on,
  )
  const rows = wanted.map(({ code, area }) => {
    const before = old.find((each) => each.code === code)
    if (before === undefined) throw organisationProblems.noDivision(code, 'outlines')
    const { cityId: _, ...kept } = before
    return { ...kept, area, id: newId(actor.at), validFrom: on, validTo: null }
  })
  await insertDivisions(tx, actor.cityId, rows)
  return old
}

async function redrawGrids(
  tx: Db,
  actor: Actor,
  kind: 'management' | 'unit',
  outlines: readonly RedrawnOutline[],
  on: string,
  today: string,
): Promise<Grid[]> {
  const wanted = outlines.filter((each) => each.kind === kind)
  if (wanted.length === 0) return []
  const old = await lockGrids(
    tx,
    actor.cityId,
    kind,
    wanted.map(({ code }) => code),
    on,
  )
  checkChangeDay(on, today, old)
  const rows = wanted.map(({ code, area }) => {
    const before = old.find((each) => each.code === code)
    if (before === undefined) throw organisationProblems.noGrid(code, 'outlines')
    const { cityId: _, ...kept } = before
    return { ...kept, area, id: newId(actor.at), validFrom: on, validTo: null }
  })
  for (const { code } of old) await setGridEnded(tx, actor.cityId, kind, code, on)
  await insertGrids(tx, actor.cityId, rows)
  return old
}

/** Every parent that must still be whole: those above what was redrawn and the redrawn divisions themselves. */
function listConcerned(divisions: readonly Division[], grids: readonly Grid[]): { parentCode: string; level: CoverageLevel }[] {
  const above = divisions.flatMap(({ parentCode, level }) =>
    parentCode === null || level === 'city' || level === 'residents_group' || level === 'building' ? [] : [{ parentCode, level }],
  )
  const below = divisions.flatMap(({ code, level }) => (LEVELS_BELOW[level] ?? []).map((each) => ({ parentCode: code, level: each })))
  const communities = grids.map(({ communityCode, kind }) => ({ parentCode: communityCode, level: GRID_LEVELS[kind] }))
  const all = [...above, ...below, ...communities]
  return all.filter((each, index) => all.findIndex((other) => other.parentCode === each.parentCode && other.level === each.level) === index)
}
