import type { Db } from '#platform/db.ts'
import {
  findFilingCondition,
  findProblemType,
  findVersion,
  listFilingConditions,
  listProblemTypes,
  listResponsibilityRules,
} from './queries.ts'
import type { FilingCondition, ProblemType, ResponsibilityRule } from './tables.ts'

/** What the loop asks of a version of the catalogue. */
export interface Standard {
  type(code: string): Promise<ProblemType | undefined>
  condition(typeCode: string, number: number): Promise<FilingCondition | undefined>
  rules(): Promise<readonly ResponsibilityRule[]>
}

/** Versions by city and id. What is approved never changes, so an entry never goes stale and only has to be let go. */
const approved = new Map<string, Standard>()
const MOST_KEPT = 64

async function loadStandard(tx: Db, cityId: string, versionId: string): Promise<Standard> {
  const types = new Map((await listProblemTypes(tx, cityId, versionId)).map((type) => [type.code, type]))
  const conditions = await listFilingConditions(tx, cityId, versionId)
  const numbered = new Map(conditions.map((condition) => [`${condition.typeCode} ${condition.number}`, condition]))
  const rules = await listResponsibilityRules(tx, cityId, versionId)
  return {
    type: async (code) => types.get(code),
    condition: async (typeCode, number) => numbered.get(`${typeCode} ${number}`),
    rules: async () => rules,
  }
}

/** A draft may be another the next moment: asked each time. */
const drafted = (tx: Db, cityId: string, versionId: string): Standard => ({
  type: (code) => findProblemType(tx, cityId, versionId, code),
  condition: (typeCode, number) => findFilingCondition(tx, cityId, versionId, typeCode, number),
  rules: () => listResponsibilityRules(tx, cityId, versionId),
})

function keep(key: string, standard: Standard): void {
  const oldest = approved.keys().next().value
  if (approved.size >= MOST_KEPT && oldest !== undefined) approved.delete(oldest)
  approved.set(key, standard)
}

/** A version of the catalogue as the loop reads it; an approved one is read from the database once and kept. */
export async function standardOf(tx: Db, cityId: string, versionId: string): Promise<Standard> {
  const key = `${cityId} ${versionId}`
  const kept = approved.get(key)
  if (kept) return kept
  if ((await findVersion(tx, cityId, versionId))?.status !== 'approved') return drafted(tx, cityId, versionId)
  const standard = await loadStandard(tx, cityId, versionId)
  keep(key, standard)
  return standard
}
