import type { Db } from '#platform/db.ts'
import type { CatalogueVersion, FilingCondition, ProblemType, ResponsibilityRule } from './tables.ts'

/** The version in force on a local day (YYYY-MM-DD): the approved one with the latest date of effect on or before it, undefined when the city had none yet. */
export const findCatalogueInForce = (tx: Db, cityId: string, on: string): Promise<CatalogueVersion | undefined> =>
  tx
    .selectFrom('catalogueVersion')
    .selectAll()
    .where('cityId', '=', cityId)
    .where('status', '=', 'approved')
    .where('effectiveFrom', '<=', on)
    .orderBy('effectiveFrom', 'desc')
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirst()

/** A version by its id, draft or approved. */
export const findVersion = (tx: Db, cityId: string, versionId: string): Promise<CatalogueVersion | undefined> =>
  tx.selectFrom('catalogueVersion').selectAll().where('cityId', '=', cityId).where('id', '=', versionId).executeTakeFirst()

/** All versions of a city, the newest number first. */
export const listVersions = (tx: Db, cityId: string): Promise<CatalogueVersion[]> =>
  tx.selectFrom('catalogueVersion').selectAll().where('cityId', '=', cityId).orderBy('number', 'desc').execute()

/** One problem type of a version. */
export const findProblemType = (tx: Db, cityId: string, versionId: string, code: string): Promise<ProblemType | undefined> =>
  tx
    .selectFrom('problemType')
    .selectAll()
    .where('cityId', '=', cityId)
    .where('versionId', '=', versionId)
    .where('code', '=', code)
    .executeTakeFirst()

/** The problem types of a version, by code (components before events). */
export const listProblemTypes = (tx: Db, cityId: string, versionId: string): Promise<ProblemType[]> =>
  tx.selectFrom('problemType').selectAll().where('cityId', '=', cityId).where('versionId', '=', versionId).orderBy('code').execute()

/** One filing condition by its number within its type, with its closing condition and limit. */
export const findFilingCondition = (
  tx: Db,
  cityId: string,
  versionId: string,
  typeCode: string,
  number: number,
): Promise<FilingCondition | undefined> =>
  tx
    .selectFrom('filingCondition')
    .selectAll()
    .where('cityId', '=', cityId)
    .where('versionId', '=', versionId)
    .where('typeCode', '=', typeCode)
    .where('number', '=', number)
    .executeTakeFirst()

/** The filing conditions of a version, or of one of its types, by type and number. */
export const listFilingConditions = (tx: Db, cityId: string, versionId: string, typeCode?: string): Promise<FilingCondition[]> =>
  tx
    .selectFrom('filingCondition')
    .selectAll()
    .where('cityId', '=', cityId)
    .where('versionId', '=', versionId)
    .$if(typeCode !== undefined, (query) => query.where('typeCode', '=', typeCode ?? ''))
    .orderBy('typeCode')
    .orderBy('number')
    .execute()

/** The responsibility rules of a version in the order they are tried. */
export const listResponsibilityRules = (tx: Db, cityId: string, versionId: string): Promise<ResponsibilityRule[]> =>
  tx
    .selectFrom('responsibilityRule')
    .selectAll()
    .where('cityId', '=', cityId)
    .where('versionId', '=', versionId)
    .orderBy('number')
    .execute()

/** The duties that units of the city have, past units included. */
export async function listUnitDuties(tx: Db, cityId: string): Promise<string[]> {
  const rows = await tx.selectFrom('unit').select('duty').distinct().where('cityId', '=', cityId).where('duty', 'is not', null).execute()
  return rows.flatMap(({ duty }) => duty ?? [])
}
