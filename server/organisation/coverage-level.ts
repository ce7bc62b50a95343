import type { CoverageLevel } from '#organisation/coverage.ts'
import type { DivisionLevel } from '#organisation/place-code.ts'

/** The coverage check that looks at divisions of a level; what lies below the community is spoken of as its smallest cells are. */
export const levelOfDivision = (level: DivisionLevel): CoverageLevel =>
  level === 'district' || level === 'street' || level === 'community' ? level : 'unit-grid'
