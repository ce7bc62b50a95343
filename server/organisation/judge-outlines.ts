import { COVERAGE_TOLERANCE } from '#organisation/check-coverage.ts'
import type { ConcernedParent } from '#organisation/concerned-parents.ts'
import { type CoverageFinding, explainTrouble } from '#organisation/coverage.ts'
import { listTroubles, type SupposedGrid, type SupposedOutline } from '#organisation/queries-coverage.ts'
import { type GroundPiece, listNewGround } from '#organisation/queries-preview.ts'
import type { Db } from '#platform/db.ts'

/** A finding after an edit: whether the edit brings it, or it was there before. */
export interface JudgedFinding extends CoverageFinding {
  readonly state: 'new' | 'existing'
}

/** What is tried: other outlines for what there is, and grids there are not yet. */
export interface Supposed {
  readonly supposed: readonly SupposedOutline[]
  readonly added: readonly SupposedGrid[]
}

/** Every finding at the parents concerned on a day, as stored or with outlines supposed in place of the stored ones. */
export async function listFindings(
  tx: Db,
  cityId: string,
  concerned: readonly ConcernedParent[],
  on: string,
  supposed?: Supposed,
): Promise<CoverageFinding[]> {
  const found: CoverageFinding[] = []
  for (const { level, parentCode } of concerned) {
    const { troubles } = await listTroubles(tx, { cityId, level, within: parentCode, on, required: [], ...supposed }, COVERAGE_TOLERANCE)
    found.push(...troubles.filter((each) => each.parentCode === parentCode).map((each) => explainTrouble(each, level)))
  }
  return found
}

/** What two findings have in common when they are about the same thing; the neighbours of a gap may change while it shrinks. */
const subjectOf = ({ kind, level, parentCode, codes, detail }: CoverageFinding): string =>
  [kind, level, parentCode, ...(kind === 'gap' ? [] : codes), ...(kind === 'missing' ? [detail] : [])].join(' ')

const isGround = ({ kind }: CoverageFinding): boolean => kind === 'gap' || kind === 'overlap' || kind === 'outside'

const groundOf = (findings: readonly CoverageFinding[]): GroundPiece[] =>
  findings.flatMap((each, index) => (isGround(each) && each.geometry ? [{ index, subject: subjectOf(each), geometry: each.geometry }] : []))

/**
 * Tells what an edit brings from what was there before. Ground in trouble exists already when it adds no ground to the same trouble, so an edit that
 * makes a gap smaller brings nothing new; an invalid outline exists already when the edit leaves it alone. Where the first grids are drawn
 * (`firstGrids`), what they leave over was without a grid before.
 */
export async function judgeFindings(
  tx: Db,
  before: readonly CoverageFinding[],
  after: readonly CoverageFinding[],
  editedCodes: ReadonlySet<string>,
  firstGrids: readonly ConcernedParent[] = [],
): Promise<JudgedFinding[]> {
  const fresh = await listNewGround(tx, groundOf(after), groundOf(before), COVERAGE_TOLERANCE)
  const known = new Set(before.map(subjectOf))
  const isNew = (finding: CoverageFinding, index: number): boolean => {
    if (finding.kind === 'gap' && firstGrids.some((each) => each.parentCode === finding.parentCode && each.level === finding.level))
      return false
    if (isGround(finding)) return fresh.has(index)
    const touched = finding.kind === 'invalid' && finding.codes.some((code) => editedCodes.has(code))
    return touched || !known.has(subjectOf(finding))
  }
  return after.map((finding, index) => ({ ...finding, state: isNew(finding, index) ? 'new' : 'existing' }))
}
