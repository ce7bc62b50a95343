import type { CaseChanges, CaseState } from '#cases/case-state.ts'
import { caseProblems } from '#cases/problems.ts'
import { standardOf } from '#catalogue/approved-standard.ts'
import { findCatalogueInForce } from '#catalogue/queries.ts'
import type { Actor } from '#platform/actor.ts'
import type { Db } from '#platform/db.ts'

interface Context {
  readonly tx: Db
  readonly actor: Actor
  readonly today: string
  readonly row?: Pick<CaseState, 'catalogueVersionId'>
}

/**
 * The columns that bind a case to the coded standard: type, filing condition, urgency and the catalogue version it keeps for good.
 * A case that has a version stays with it; a new one takes the version in force on its day. Throws case.no_catalogue, unknown_type, unknown_condition.
 */
export async function filingStandard({ tx, actor, today, row }: Context, typeCode: string, conditionNumber: number): Promise<CaseChanges> {
  const versionId = row?.catalogueVersionId ?? (await versionInForce(tx, actor.cityId, today))
  const standard = await standardOf(tx, actor.cityId, versionId)
  const condition = await standard.condition(typeCode, conditionNumber)
  if (!condition) {
    const type = await standard.type(typeCode)
    throw type ? caseProblems.unknownCondition(typeCode, conditionNumber) : caseProblems.unknownType(typeCode)
  }
  return { typeCode, conditionNumber, catalogueVersionId: versionId, urgency: condition.urgency }
}

async function versionInForce(tx: Db, cityId: string, today: string): Promise<string> {
  const version = await findCatalogueInForce(tx, cityId, today)
  if (!version) throw caseProblems.noCatalogue()
  return version.id
}
