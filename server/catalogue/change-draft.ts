import type { Actor } from '#platform/actor.ts'
import type { Db } from '#platform/db.ts'
import { type Flaw, findFlaws } from './catalogue-checks.ts'
import { knownDuties } from './known-duties.ts'
import { flawedCatalogue, notADraft, typeInUse, unknownEntry, unknownVersion } from './problems.ts'
import {
  loadContent,
  lockVersion,
  removeFilingCondition,
  removeProblemType,
  removeResponsibilityRule,
  setFilingCondition,
  setProblemType,
  setResponsibilityRule,
} from './queries-content.ts'
import type { CatalogueContent, CatalogueVersion, ConditionEntry, RuleEntry, TypeEntry } from './tables.ts'
import { conditionKey } from './version-difference.ts'

/** Locks a draft for a change. `catalogue.unknown_version`, or `catalogue.not_a_draft` when it was approved. */
export async function lockDraft(tx: Db, cityId: string, versionId: string): Promise<CatalogueVersion> {
  const version = await lockVersion(tx, cityId, versionId)
  if (!version) throw unknownVersion(versionId)
  if (version.status !== 'draft') throw notADraft(version.number)
  return version
}

/** Adds a type to a draft or replaces the one with its code. `catalogue.flawed` when its code is not made of kind, class and item. */
export async function changeType(tx: Db, actor: Actor, input: { versionId: string; type: TypeEntry }): Promise<TypeEntry> {
  await lockDraft(tx, actor.cityId, input.versionId)
  refuse(findFlaws({ types: [input.type], conditions: [], rules: [] }, new Set()))
  await setProblemType(tx, actor.cityId, input.versionId, input.type)
  return input.type
}

/** Adds a filing condition to a draft or replaces the one with its type and number. `catalogue.flawed` when the draft has no such type. */
export async function changeCondition(
  tx: Db,
  actor: Actor,
  input: { versionId: string; condition: ConditionEntry },
): Promise<ConditionEntry> {
  await lockDraft(tx, actor.cityId, input.versionId)
  const { types } = await loadContent(tx, actor.cityId, input.versionId)
  refuse(findFlaws({ types, conditions: [input.condition], rules: [] }, new Set()).filter(isOf('conditions')))
  await setFilingCondition(tx, actor.cityId, input.versionId, input.condition)
  return input.condition
}

/** Adds a responsibility rule to a draft or replaces the one with its number. `catalogue.flawed` when it names a type, class or duty there is not. */
export async function changeRule(tx: Db, actor: Actor, input: { versionId: string; rule: RuleEntry }): Promise<RuleEntry> {
  await lockDraft(tx, actor.cityId, input.versionId)
  const { types } = await loadContent(tx, actor.cityId, input.versionId)
  refuse(findFlaws({ types, conditions: [], rules: [input.rule] }, await knownDuties(tx, actor.cityId)).filter(isOf('rules')))
  await setResponsibilityRule(tx, actor.cityId, input.versionId, input.rule)
  return input.rule
}

/** Removes a type from a draft. `catalogue.type_in_use` while conditions or rules name it, `catalogue.unknown_entry` when there is none. */
export async function removeType(tx: Db, actor: Actor, input: { versionId: string; code: string }): Promise<void> {
  await lockDraft(tx, actor.cityId, input.versionId)
  if (isNamed(await loadContent(tx, actor.cityId, input.versionId), input.code)) throw typeInUse(input.code)
  if (!(await removeProblemType(tx, actor.cityId, input.versionId, input.code))) throw unknownEntry('typeCode', input.code)
}

/** Removes a filing condition from a draft. `catalogue.unknown_entry` when there is none. */
export async function removeCondition(tx: Db, actor: Actor, input: { versionId: string; typeCode: string; number: number }): Promise<void> {
  await lockDraft(tx, actor.cityId, input.versionId)
  const gone = await removeFilingCondition(tx, actor.cityId, input.versionId, input.typeCode, input.number)
  if (!gone) throw unknownEntry('condition', conditionKey(input))
}

/** Removes a responsibility rule from a draft. `catalogue.unknown_entry` when there is none. */
export async function removeRule(tx: Db, actor: Actor, input: { versionId: string; number: number }): Promise<void> {
  await lockDraft(tx, actor.cityId, input.versionId)
  const gone = await removeResponsibilityRule(tx, actor.cityId, input.versionId, input.number)
  if (!gone) throw unknownEntry('rule', String(input.number))
}

function isOf(part: Flaw['part']): (flaw: Flaw) => boolean {
  return (flaw) => flaw.part === part
}

function refuse(flaws: readonly Flaw[]): void {
  if (flaws.length > 0) throw flawedCatalogue(flaws)
}

function isNamed({ conditions, rules }: CatalogueContent, code: string): boolean {
  return conditions.some(({ typeCode }) => typeCode === code) || rules.some(({ typeCode }) => typeCode === code)
}
