import type { z } from 'zod'
import type { CaseState } from '#cases/case-state.ts'
import { rateCase } from '#cases/end-case.ts'
import { type CasePolicy, policyOf } from '#cases/policy.ts'
import { findEventByRequest } from '#cases/queries.ts'
import type { Actor } from '#platform/actor.ts'
import { type Db, inTransaction } from '#platform/db.ts'
import { Problem } from '#platform/problem.ts'
import type { RateAnswer, RateBody } from '#portal/contract-lookup.ts'
import { findReport } from '#portal/find-report.ts'
import { findPortal, type Portal } from '#portal/open-portal.ts'
import type { PortalParts } from '#portal/parts.ts'
import { portalProblems } from '#portal/problems.ts'
import { PLAIN_STAGES } from '#portal/stages.ts'

const DAY = 86_400_000

/**
 * Whoever proved to have reported has no account to be the reporter of the case by. The rating comes in through the page of the centre that closed the case, as a
 * rating given on the telephone does; no person stands behind it, and nothing else may be done so.
 */
const raterOf = (nobody: Actor, { closingLevel, placeCode }: CaseState): Actor => ({
  ...nobody,
  level: closingLevel,
  ofCentre: true,
  areas: [placeCode],
  permissions: new Set(['case.rate']),
})

/** A first "not solved" takes the case up again while that is still possible, where the city wants it so; a later one is for the centre to weigh. */
function takesUpAgain({ settings }: Portal, policy: CasePolicy, row: CaseState, at: Date): boolean {
  const inTime = row.closedAt !== null && at.getTime() - row.closedAt.getTime() <= policy.reopenWindowDays * DAY
  return settings.reopenWhenUnsolved && row.round === 1 && inTime
}

/** 评价 by whoever knows number and code, once. `db` is a plain handle. Throws portal.unknown_case, portal.locked, portal.not_closed, portal.rated_already, portal.moved_on. */
export async function rateReport(
  db: Db,
  actor: Actor,
  parts: PortalParts,
  address: string,
  { requestId, solved, satisfied, note, ...sent }: z.output<typeof RateBody>,
): Promise<z.input<typeof RateAnswer>> {
  const { row } = await findReport(db, actor, parts, address, sent)
  const toStage = await inTransaction(db, async (tx) => {
    const first = await findEventByRequest(tx, actor.cityId, requestId)
    if (first?.caseId === row.id && first.action === 'rate') return first.toStage
    const portal = await findPortal(tx, actor.cityId)
    const reopen = !solved && takesUpAgain(portal, policyOf(portal.city.settings), row, actor.at)
    const input = { solved, satisfied, note, reopen, caseId: row.id, version: row.version, requestId }
    const receipt = await rateCase(tx, raterOf(actor, row), input).catch((error: unknown) => {
      throw plainProblem(error, row)
    })
    return receipt.stage
  })
  return { stage: { ...PLAIN_STAGES[toStage] }, takenUpAgain: toStage === 'filed' }
}

/** What the loop refuses is told in its own, inside words, with the case as it stands: none of that is for outsiders. */
function plainProblem(error: unknown, row: CaseState): unknown {
  if (!(error instanceof Problem) || error.code === 'request.reused') return error
  if (error.code === 'case.stale') return portalProblems.movedOn()
  if (row.solved !== null) return portalProblems.ratedAlready()
  return row.stage === 'closed' ? portalProblems.movedOn() : portalProblems.notClosed()
}
