import type { CoverageLevel } from '#organisation/coverage.ts'
import type { GridKind } from '#organisation/kinds.ts'
import type { DivisionLevel } from '#organisation/place-code.ts'

/** A parent that must be filled by its children of a level. */
export interface ConcernedParent {
  readonly parentCode: string
  readonly level: CoverageLevel
}

interface RedrawnDivision {
  readonly code: string
  readonly level: DivisionLevel
  readonly parentCode: string | null
}

interface RedrawnGrid {
  readonly kind: GridKind
  readonly communityCode: string
}

export const GRID_LEVELS = { management: 'management-grid', unit: 'unit-grid' } as const
const LEVELS_BELOW: Partial<Record<DivisionLevel, readonly CoverageLevel[]>> = {
  city: ['district'],
  district: ['street'],
  street: ['community'],
  community: ['management-grid', 'unit-grid'],
}

/** Every parent that must still be whole once these have other outlines: those above what is redrawn, and the redrawn divisions themselves. */
export function listConcerned(divisions: readonly RedrawnDivision[], grids: readonly RedrawnGrid[]): ConcernedParent[] {
  const above = divisions.flatMap(({ parentCode, level }) =>
    parentCode === null || level === 'city' || level === 'residents_group' || level === 'building' ? [] : [{ parentCode, level }],
  )
  const below = divisions.flatMap(({ code, level }) => (LEVELS_BELOW[level] ?? []).map((each) => ({ parentCode: code, level: each })))
  const communities = grids.map(({ communityCode, kind }) => ({ parentCode: communityCode, level: GRID_LEVELS[kind] }))
  const all = [...above, ...below, ...communities]
  return all.filter((each, index) => all.findIndex((other) => other.parentCode === each.parentCode && other.level === each.level) === index)
}
