import { type Proposal, type ProposalStep, stepOf } from '#cases/propose-unit.ts'
import { findCatalogueInForce, listProblemTypes, listResponsibilityRules } from '#catalogue/queries.ts'
import { matchingRules } from '#catalogue/responsibility.ts'
import type { ProblemType, ResponsibilityRule } from '#catalogue/tables.ts'
import { listNearestUnits, listRoutedCommunities, type NearestUnit, type RoutedCommunity, type WantedDuty } from '#demo/queries.ts'
import type { Db } from '#platform/db.ts'
import type { Bilingual } from '#platform/problem.ts'

/** A type of problem that no unit would get in a community. */
export interface RoutingFinding {
  readonly typeCode: string
  readonly communityCode: string
  readonly text: Bilingual
}

export interface RoutingReport {
  readonly checkedTypes: number
  readonly checkedCommunities: number
  readonly findings: readonly RoutingFinding[]
  /** What a case of a type without a known component would be proposed in a community; undefined when either was not checked. */
  route(typeCode: string, communityCode: string): Proposal | undefined
}

export interface RoutingQuestion {
  readonly cityId: string
  /** Day 'YYYY-MM-DD': catalogue, places and units in force then. */
  readonly on: string
  /** Codes of communities; all of the city unless given. */
  readonly communities?: readonly string[]
}

/**
 * Whether every type of the catalogue in force finds a responsible unit in every community. It follows the same rules as a case's proposal
 * (server/cases/propose-unit.ts), but looks up the nearest units of all communities at once.
 */
export async function checkRouting(tx: Db, { cityId, on, communities: codes }: RoutingQuestion): Promise<RoutingReport> {
  const version = await findCatalogueInForce(tx, cityId, on)
  const types = version ? await listProblemTypes(tx, cityId, version.id) : []
  const rules = version ? await listResponsibilityRules(tx, cityId, version.id) : []
  const communities = await listRoutedCommunities(tx, cityId, on, codes)
  const nearest = indexUnits(await listNearestUnits(tx, cityId, on, communities, wantedDuties(rules)))
  const rulesOf = new Map(types.map((type) => [type.code, matchingRules(rules, type)]))
  const known = new Set(communities.map(({ code }) => code))
  const route = (typeCode: string, communityCode: string): Proposal | undefined => {
    const tried = rulesOf.get(typeCode)
    return tried && known.has(communityCode) ? follow(tried, communityCode, nearest) : undefined
  }
  const findings = communities.flatMap((community) =>
    types
      .filter(({ code }) => !rulesOf.get(code)?.some((rule) => unitFor(rule, community.code, nearest)))
      .map((type) => finding(type, community)),
  )
  return { checkedTypes: types.length, checkedCommunities: communities.length, findings, route }
}

const keyOf = (community: string, duty: string, level: string | null): string => `${community} ${duty} ${level ?? ''}`
type Nearest = ReadonlyMap<string, NearestUnit>
const indexUnits = (units: readonly NearestUnit[]): Nearest =>
  new Map(units.map((unit) => [keyOf(unit.community, unit.duty, unit.level), unit]))

function wantedDuties(rules: readonly ResponsibilityRule[]): WantedDuty[] {
  const wanted = rules.flatMap(({ basis, duty, level }) => (basis === 'territory' && duty !== null ? [{ duty, level }] : []))
  return [...new Map(wanted.map((each) => [keyOf('', each.duty, each.level), each])).values()]
}

const unitFor = ({ basis, duty, level }: ResponsibilityRule, community: string, nearest: Nearest): NearestUnit | undefined =>
  basis === 'owner' || duty === null ? undefined : nearest.get(keyOf(community, duty, level))

function follow(rules: readonly ResponsibilityRule[], community: string, nearest: Nearest): Proposal {
  const steps: ProposalStep[] = []
  for (const rule of rules) {
    const unit = unitFor(rule, community, nearest)
    const step = stepOf(rule, unit && { id: unit.unitId, name: unit.unitName, nameEn: unit.unitNameEn })
    steps.push(step)
    if (unit) return { unitId: step.unitId, unitName: step.unitName, unitNameEn: step.unitNameEn, steps }
  }
  return { unitId: null, unitName: null, unitNameEn: null, steps }
}

const finding = (type: ProblemType, community: RoutedCommunity): RoutingFinding => ({
  typeCode: type.code,
  communityCode: community.code,
  text: {
    zh: `${community.name}（${community.code}）的“${type.name}”（${type.code}）没有责任单位`,
    en: `No unit is responsible for ${type.nameEn} (${type.code}) in ${community.name} (${community.code})`,
  },
})
