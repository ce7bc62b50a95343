import { COVERAGE_TOLERANCE } from '#organisation/check-coverage.ts'
import { type CoverageFinding, type CoverageLevel, explainTrouble, type FindingKind } from '#organisation/coverage.ts'
import { organisationProblems } from '#organisation/problems.ts'
import { listTroubles, listTroublesOfParts, type Outline } from '#organisation/queries-coverage.ts'
import type { Db } from '#platform/db.ts'

export interface StoredOutline {
  readonly cityId: string
  readonly level: CoverageLevel
  readonly parentCode: string
  readonly on: string
}

/** A gap may be filled later, by the next division entered; these faults never mend themselves. */
const NEVER_ALLOWED: readonly FindingKind[] = ['invalid', 'overlap', 'outside']

/**
 * Refuses what was just written when one of `codes` is invalid, overlaps a neighbour or leaves its parent. Throws organisation.wrong_outline with
 * the findings; the transaction then takes the writing back.
 */
export async function requireFitting(
  tx: Db,
  { cityId, level, parentCode, on }: StoredOutline,
  codes: readonly string[],
  field: string,
): Promise<void> {
  const { troubles } = await listTroubles(tx, { cityId, level, within: parentCode, on, required: [] }, COVERAGE_TOLERANCE)
  const own = troubles.filter((each) => NEVER_ALLOWED.includes(each.kind) && each.codes.some((code) => codes.includes(code)))
  refuse(
    own.map((each) => explainTrouble(each, level)),
    field,
  )
}

/** As requireFitting, for an outline of a level that no coverage check looks at: it must be valid and inside its parent. */
export async function requireInside(
  tx: Db,
  { cityId, level, parentCode, on }: StoredOutline,
  outline: Outline,
  field: string,
): Promise<void> {
  const troubles = await listTroublesOfParts(tx, cityId, parentCode, [outline], on, COVERAGE_TOLERANCE)
  const own = troubles.filter(({ kind }) => NEVER_ALLOWED.includes(kind))
  refuse(
    own.map((each) => explainTrouble(each, level)),
    field,
  )
}

function refuse(findings: readonly CoverageFinding[], field: string): void {
  if (findings.length > 0) throw organisationProblems.wrongOutlines(findings, field)
}
