import { createHash, timingSafeEqual } from 'node:crypto'
import type { CaseState } from '#cases/case-state.ts'
import { findCase } from '#cases/queries.ts'
import type { Actor } from '#platform/actor.ts'
import { type Db, inTransaction } from '#platform/db.ts'
import { clearGuess, countGuess } from '#portal/count-guess.ts'
import { codeHash, type PortalParts } from '#portal/parts.ts'
import { portalProblems } from '#portal/problems.ts'
import { findReportByNumber } from '#portal/queries.ts'
import { readCode } from '#portal/report-code.ts'

export interface ReportedCase {
  readonly row: CaseState
  readonly topic: string
}
/** Nobody's, so that a number nobody has is worked on as long as one that stands. */
const NOBODY = '00000000-0000-0000-0000-000000000000'

const isEqual = (a: string, b: string): boolean =>
  timingSafeEqual(createHash('sha256').update(a).digest(), createHash('sha256').update(b).digest())

async function findProven(tx: Db, actor: Actor, parts: PortalParts, number: string, code: string): Promise<ReportedCase | undefined> {
  const report = await findReportByNumber(tx, actor.cityId, number, actor.at)
  const hash = codeHash(parts, actor.cityId, report?.caseId ?? NOBODY, code)
  if (!report || !isEqual(hash, report.codeHash)) return undefined
  const row = await findCase(tx, actor.cityId, report.caseId)
  return row && { row, topic: report.topic }
}

/**
 * The case of a number to whoever knows its code. Guesses are counted by number and by address before they are judged; a wrong code and a number nobody
 * has answer alike. `db` is a plain handle. Throws portal.unknown_case, portal.locked.
 */
export async function findReport(
  db: Db,
  actor: Actor,
  parts: PortalParts,
  address: string,
  sent: { readonly number: string; readonly code: string },
): Promise<ReportedCase> {
  const number = sent.number.toUpperCase()
  const guess = { cityId: actor.cityId, number, address }
  await countGuess(db, guess, actor.at)
  const found = await inTransaction(db, (tx) => findProven(tx, actor, parts, number, readCode(sent.code)))
  if (!found) throw portalProblems.unknownCase()
  await clearGuess(db, guess, actor.at)
  return found
}
