import type { Db } from '#platform/db.ts'
import { listFilingConditions, listProblemTypes, listResponsibilityRules } from './queries.ts'
import type { CatalogueContent, CatalogueVersion, ConditionEntry, RuleEntry, TypeEntry } from './tables.ts'

/** Rows in one INSERT: well below the 65,535 parameters a statement may have. */
const CHUNK = 400

/** Locks a version against being edited and approved at once; undefined when there is none. */
export const lockVersion = (tx: Db, cityId: string, versionId: string): Promise<CatalogueVersion | undefined> =>
  tx.selectFrom('catalogueVersion').selectAll().where('cityId', '=', cityId).where('id', '=', versionId).forUpdate().executeTakeFirst()

/** Adds a version; two at once with one number collide on the unique key, so lock the city first. */
export const insertVersion = (tx: Db, version: CatalogueVersion): Promise<CatalogueVersion> =>
  tx.insertInto('catalogueVersion').values(version).returningAll().executeTakeFirstOrThrow()

/** Marks a draft as approved from a day on. */
export const setVersionApproved = (
  tx: Db,
  cityId: string,
  versionId: string,
  approval: { effectiveFrom: string; approvedBy: string; approvedAt: Date },
): Promise<CatalogueVersion> =>
  tx
    .updateTable('catalogueVersion')
    .set({ status: 'approved', ...approval })
    .where('cityId', '=', cityId)
    .where('id', '=', versionId)
    .returningAll()
    .executeTakeFirstOrThrow()

/** All that a version says, in the order of codes and numbers. */
export async function loadContent(tx: Db, cityId: string, versionId: string): Promise<CatalogueContent> {
  const bare = <Row extends { cityId: string; versionId: string }>({ cityId: _city, versionId: _version, ...entry }: Row) => entry
  const types = await listProblemTypes(tx, cityId, versionId)
  const conditions = await listFilingConditions(tx, cityId, versionId)
  const rules = await listResponsibilityRules(tx, cityId, versionId)
  return { types: types.map(bare), conditions: conditions.map(bare), rules: rules.map(bare) }
}

/** Writes the content of a version that has none yet. */
export async function insertContent(tx: Db, cityId: string, versionId: string, content: CatalogueContent): Promise<void> {
  const owned = <Entry extends object>(entry: Entry) => ({ cityId, versionId, ...entry })
  for (const chunk of chunks(content.types)) await tx.insertInto('problemType').values(chunk.map(owned)).execute()
  for (const chunk of chunks(content.conditions))
    await tx.insertInto('filingCondition').values(chunk.map(storedCondition).map(owned)).execute()
  for (const chunk of chunks(content.rules)) await tx.insertInto('responsibilityRule').values(chunk.map(owned)).execute()
}

/** Replaces the whole content of a version. */
export async function setContent(tx: Db, cityId: string, versionId: string, content: CatalogueContent): Promise<void> {
  for (const table of ['responsibilityRule', 'filingCondition', 'problemType'] as const)
    await tx.deleteFrom(table).where('cityId', '=', cityId).where('versionId', '=', versionId).execute()
  await insertContent(tx, cityId, versionId, content)
}

/** Removes a version that has no content. */
export async function removeVersion(tx: Db, cityId: string, versionId: string): Promise<void> {
  await tx.deleteFrom('catalogueVersion').where('cityId', '=', cityId).where('id', '=', versionId).execute()
}

/** Adds a type or replaces the one with its code. */
export async function setProblemType(tx: Db, cityId: string, versionId: string, entry: TypeEntry): Promise<void> {
  const keys = ['cityId', 'versionId', 'code'] as const
  await tx
    .insertInto('problemType')
    .values({ cityId, versionId, ...entry })
    .onConflict((conflict) => conflict.columns(keys).doUpdateSet(entry))
    .execute()
}

/** Adds a condition or replaces the one with its type and number. */
export async function setFilingCondition(tx: Db, cityId: string, versionId: string, entry: ConditionEntry): Promise<void> {
  const stored = storedCondition(entry)
  const keys = ['cityId', 'versionId', 'typeCode', 'number'] as const
  await tx
    .insertInto('filingCondition')
    .values({ cityId, versionId, ...stored })
    .onConflict((conflict) => conflict.columns(keys).doUpdateSet(stored))
    .execute()
}

/** Adds a rule or replaces the one with its number. */
export async function setResponsibilityRule(tx: Db, cityId: string, versionId: string, entry: RuleEntry): Promise<void> {
  const keys = ['cityId', 'versionId', 'number'] as const
  await tx
    .insertInto('responsibilityRule')
    .values({ cityId, versionId, ...entry })
    .onConflict((conflict) => conflict.columns(keys).doUpdateSet(entry))
    .execute()
}

/** Removes a type that has no conditions; false when there was none. */
export async function removeProblemType(tx: Db, cityId: string, versionId: string, code: string): Promise<boolean> {
  const where = tx.deleteFrom('problemType').where('cityId', '=', cityId).where('versionId', '=', versionId).where('code', '=', code)
  return (await where.executeTakeFirst()).numDeletedRows > 0n
}

/** Removes a condition; false when there was none. */
export async function removeFilingCondition(tx: Db, cityId: string, versionId: string, typeCode: string, number: number): Promise<boolean> {
  const ofVersion = tx.deleteFrom('filingCondition').where('cityId', '=', cityId).where('versionId', '=', versionId)
  return (await ofVersion.where('typeCode', '=', typeCode).where('number', '=', number).executeTakeFirst()).numDeletedRows > 0n
}

/** Removes a rule; false when there was none. */
export async function removeResponsibilityRule(tx: Db, cityId: string, versionId: string, number: number): Promise<boolean> {
  const where = tx
    .deleteFrom('responsibilityRule')
    .where('cityId', '=', cityId)
    .where('versionId', '=', versionId)
    .where('number', '=', number)
  return (await where.executeTakeFirst()).numDeletedRows > 0n
}

function storedCondition(entry: ConditionEntry): Omit<ConditionEntry, 'limitByRegion'> & { limitByRegion: string } {
  return { ...entry, limitByRegion: JSON.stringify(entry.limitByRegion) }
}

function* chunks<Entry>(entries: readonly Entry[]): Generator<Entry[]> {
  for (let start = 0; start < entries.length; start += CHUNK) yield entries.slice(start, start + CHUNK)
}
