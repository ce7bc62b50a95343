import type { Area } from '#organisation/area.ts'
import { type CarriedAnswer, carryOver, requireCovered } from '#organisation/carry-over.ts'
import { checkChangeDay } from '#organisation/change-day.ts'
import { COVERAGE_TOLERANCE } from '#organisation/check-coverage.ts'
import { readCityToday } from '#organisation/city-today.ts'
import { explainTrouble } from '#organisation/coverage.ts'
import { levelOfDivision } from '#organisation/coverage-level.ts'
import { fitsBelow } from '#organisation/place-code.ts'
import { organisationProblems } from '#organisation/problems.ts'
import { listTroublesOfParts } from '#organisation/queries-coverage.ts'
import { type Division, insertDivisions, listDivisionVersions, lockDivisions, setDivisionsEnded } from '#organisation/queries-divisions.ts'
import type { City } from '#organisation/queries-places.ts'
import { listNumbersUsed, listShares, lockPlacesBelow } from '#organisation/queries-succession.ts'
import { type NewParents, planSuccession } from '#organisation/succession.ts'
import type { Actor } from '#platform/actor.ts'
import type { Db } from '#platform/db.ts'
import { newId } from '#platform/identifier.ts'

export interface DivisionPart {
  /** The code of the old division for at most one part, else a code never used. */
  readonly code: string
  readonly name: string
  readonly nameEn: string | null
  readonly area: Area
}

export interface SplitDivision {
  readonly code: string
  /** Two or more; the first is the heir of what has no outline of its own, such as units. */
  readonly parts: readonly DivisionPart[]
  /** First day of the parts, 'YYYY-MM-DD', not in the future. */
  readonly on: string
}

/**
 * Makes several divisions of one. The parts must fill its outline exactly. What lies below comes below the part it lies in; a grid the new border
 * runs through is cut, a division is not: it must be split first. Throws organisation.wrong_outline (gap, overlap, outside, invalid: where and
 * how large), .wrong_sources, .wrong_code, .wrong_day.
 */
export async function splitDivision(tx: Db, actor: Actor, input: SplitDivision): Promise<CarriedAnswer> {
  const { city, today } = await readCityToday(tx, actor)
  const { code, parts, on } = input
  requireCovered(actor, [code])
  const [old] = await lockDivisions(tx, actor.cityId, [code], on)
  if (old === undefined) throw organisationProblems.noDivision(code, 'code')
  await checkParts(tx, city, old, input)
  const below = await lockPlacesBelow(tx, actor.cityId, [code], on)
  checkChangeDay(on, today, [old, ...below])
  const newParents = await placeChildren(tx, actor, input)
  const used = await listNumbersUsed(tx, actor.cityId, [code, ...parts.map((part) => part.code)])
  const plan = planSuccession(below, newParents, used)
  if (plan.full[0] !== undefined) throw organisationProblems.noCodeLeft(plan.full[0])
  await replace(tx, actor, old, input)
  const heads = parts.map((part) => ({ from: code, to: part.code }))
  return carryOver(tx, actor, { kind: 'split', on, heads, plan, parts, placeCode: old.parentCode ?? code })
}

async function checkParts(tx: Db, city: City, old: Division, { code, parts, on }: SplitDivision): Promise<void> {
  const codes = parts.map((part) => part.code)
  if (parts.length < 2 || new Set(codes).size < parts.length || old.level === 'city') {
    const rule = {
      zh: '须分为编码各异的两个以上部分，且不得拆分城市',
      en: 'there must be two or more parts with different codes, and a city is not split',
    }
    throw organisationProblems.wrongSources(rule, 'parts', codes)
  }
  for (const [index, part] of codes.entries()) if (part !== code) await checkCode(tx, city, old, part, `parts.${index}.code`)
  const troubles = await listTroublesOfParts(tx, city.cityId, code, parts, on, COVERAGE_TOLERANCE)
  const level = levelOfDivision(old.level)
  if (troubles.length > 0)
    throw organisationProblems.wrongOutlines(
      troubles.map((each) => explainTrouble(each, level)),
      'parts',
    )
}

async function checkCode(tx: Db, city: City, old: Division, code: string, field: string): Promise<void> {
  if (!fitsBelow(city.codeLengths, code, old.level, old.parentCode)) {
    const rule = {
      zh: `须以 ${old.parentCode} 开头，且长度符合该层级`,
      en: `it must begin with ${old.parentCode} and have the length of its level`,
    }
    throw organisationProblems.wrongCode(code, rule, field)
  }
  const versions = await listDivisionVersions(tx, city.cityId, code)
  if (versions.length > 0) throw organisationProblems.codeTaken(code, field)
}

async function placeChildren(tx: Db, actor: Actor, { code, parts, on }: SplitDivision): Promise<NewParents> {
  const shares = await listShares(tx, actor.cityId, code, parts, on, COVERAGE_TOLERANCE)
  const heir = parts[0]?.code ?? code
  const of: NewParents = (place) => {
    const found = shares.filter((share) => share.register === place.register && share.code === place.code).map(({ part }) => part)
    return found.length === 0 ? [heir] : found
  }
  const torn = shares.find((share) => share.register === 'division' && of({ ...share, parentCode: code }).length > 1)
  if (torn === undefined) return of
  const rule = {
    zh: `新边界穿过下级区划 ${torn.code}，请先拆分它`,
    en: `the new border runs through ${torn.code} below it; split that first`,
  }
  throw organisationProblems.wrongSources(rule, 'parts', [torn.code])
}

async function replace(
  tx: Db,
  actor: Actor,
  { level, parentCode, synthetic }: Division,
  { code, parts, on }: SplitDivision,
): Promise<void> {
  await setDivisionsEnded(tx, actor.cityId, [code], on)
  const shared = { level, parentCode, synthetic, validFrom: on, validTo: null }
  await insertDivisions(
    tx,
    actor.cityId,
    parts.map((part) => ({ ...shared, ...part, id: newId(actor.at) })),
  )
}
