import type { z } from 'zod'
import type { Actor } from '#platform/actor.ts'
import type { Db } from '#platform/db.ts'
import { pinyinOf } from '#platform/pinyin.ts'
import { todayOf } from './city-day.ts'
import type { RulesAnswer, TypeAnswer, TypesAnswer, TypesQuery, TypeWithConditions, Version } from './contract.ts'
import { noneInForce, unknownEntry, unknownVersion } from './problems.ts'
import {
  findCatalogueInForce,
  findProblemType,
  findVersion,
  listFilingConditions,
  listProblemTypes,
  listResponsibilityRules,
  listVersions,
} from './queries.ts'
import { matchingRules } from './responsibility.ts'
import type { CatalogueVersion, FilingCondition, ProblemType } from './tables.ts'
import { describeLimit } from './time-limit.ts'
import { rankTypes } from './type-search.ts'
import { stateOf } from './version-state.ts'

type Reader = Pick<Actor, 'cityId' | 'at'>

/** The version asked for, or the one in force today. `catalogue.unknown_version`, `catalogue.none_in_force`. */
export async function versionFor(tx: Db, actor: Reader, versionId: string | undefined): Promise<CatalogueVersion> {
  if (versionId !== undefined) {
    const version = await findVersion(tx, actor.cityId, versionId)
    if (!version) throw unknownVersion(versionId)
    return version
  }
  const today = await todayOf(tx, actor)
  const inForce = await findCatalogueInForce(tx, actor.cityId, today)
  if (!inForce) throw noneInForce(today)
  return inForce
}

/** The types of a version with their conditions, all or those a search finds. */
export async function listTypes(tx: Db, actor: Reader, query: z.output<typeof TypesQuery>): Promise<z.input<typeof TypesAnswer>> {
  const version = await versionFor(tx, actor, query.versionId)
  const asked = (await listProblemTypes(tx, actor.cityId, version.id)).filter((type) => isAskedFor(type, query))
  const types = rankTypes(
    asked.map((type) => ({ ...type, pinyin: pinyinOf(type.name) })),
    query.search ?? '',
  )
  const byType = Map.groupBy(await listFilingConditions(tx, actor.cityId, version.id), ({ typeCode }) => typeCode)
  return {
    versionId: version.id,
    number: version.number,
    types: types.map((type) => ({ ...withConditions(type, byType.get(type.code) ?? []), pinyin: type.pinyin })),
  }
}

/** The types in force that a search finds, best first, without their conditions; none while no version is in force. */
export async function findTypes(tx: Db, actor: Reader, text: string, limit: number): Promise<ProblemType[]> {
  const version = await findCatalogueInForce(tx, actor.cityId, await todayOf(tx, actor))
  if (!version) return []
  const types = await listProblemTypes(tx, actor.cityId, version.id)
  const spelt = types.map((type) => ({ ...type, pinyin: pinyinOf(type.name) }))
  return rankTypes(spelt, text).slice(0, limit)
}

/** One type with its filing and closing conditions and the rules that say who is responsible. `catalogue.unknown_entry` when there is none. */
export async function viewType(
  tx: Db,
  actor: Reader,
  input: { code: string; versionId?: string | undefined },
): Promise<z.input<typeof TypeAnswer>> {
  const version = await versionFor(tx, actor, input.versionId)
  const type = await findProblemType(tx, actor.cityId, version.id, input.code)
  if (!type) throw unknownEntry('typeCode', input.code)
  const conditions = await listFilingConditions(tx, actor.cityId, version.id, type.code)
  const rules = matchingRules(await listResponsibilityRules(tx, actor.cityId, version.id), type)
  return { ...withConditions(type, conditions), versionId: version.id, rules }
}

/** The responsibility rules of a version in the order they are tried. */
export async function listRules(tx: Db, actor: Reader, versionId: string | undefined): Promise<z.input<typeof RulesAnswer>> {
  const version = await versionFor(tx, actor, versionId)
  return { versionId: version.id, rules: await listResponsibilityRules(tx, actor.cityId, version.id) }
}

/** All versions with the state each has today, the newest first. */
export async function listStates(tx: Db, actor: Reader): Promise<z.input<typeof Version>[]> {
  const versions = await listVersions(tx, actor.cityId)
  const today = await todayOf(tx, actor)
  return versions.map((version) => showVersion(version, versions, today))
}

/** One version as the interface shows it. */
export function showVersion(version: CatalogueVersion, versions: readonly CatalogueVersion[], today: string): z.input<typeof Version> {
  const { draftedAt, approvedAt, ...rest } = version
  const dates = { draftedAt: draftedAt.toISOString(), approvedAt: approvedAt?.toISOString() ?? null }
  return { ...rest, ...dates, state: stateOf(version, versions, today) }
}

const isAskedFor = (type: ProblemType, { domain, kind }: z.output<typeof TypesQuery>): boolean =>
  (domain ?? type.domain) === type.domain && (kind ?? type.kind) === type.kind

function withConditions(type: ProblemType, conditions: readonly FilingCondition[]): z.input<typeof TypeWithConditions> {
  return { ...type, conditions: conditions.map(withLimitText) }
}

function withLimitText(condition: FilingCondition): z.input<typeof TypeWithConditions>['conditions'][number] {
  const limit = { value: condition.limitValue, unit: condition.limitUnit }
  return { ...condition, limit: { zh: describeLimit(limit, 'zh'), en: describeLimit(limit, 'en') } }
}
