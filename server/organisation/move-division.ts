import { type CarriedAnswer, carryOver, requireCovered } from '#organisation/carry-over.ts'
import { checkChangeDay } from '#organisation/change-day.ts'
import { readCityToday } from '#organisation/city-today.ts'
import { listConcerned } from '#organisation/concerned-parents.ts'
import { judgeFindings, listFindings } from '#organisation/judge-outlines.ts'
import { organisationProblems } from '#organisation/problems.ts'
import { type Division, findDivision, lockDivisions } from '#organisation/queries-divisions.ts'
import { countSiblings, listAncestors, setOutlinesShifted } from '#organisation/queries-move.ts'
import { listNumbersUsed, lockPlacesBelow } from '#organisation/queries-succession.ts'
import { planSuccession } from '#organisation/succession.ts'
import type { Actor } from '#platform/actor.ts'
import type { Db } from '#platform/db.ts'
import { newId } from '#platform/identifier.ts'

export interface MoveDivision {
  readonly code: string
  /** The new parent, of the same level as the present one. */
  readonly parentCode: string
  /** First day below the new parent, 'YYYY-MM-DD', not in the future. */
  readonly on: string
}

/**
 * Puts a division below another parent of the same level: it and all below it are numbered there, with staff, zones, units and posts; its ground goes
 * over from everything above it to everything above the new parent. Versions, so names, codes and borders of earlier days stay. Throws
 * organisation.wrong_sources, .wrong_outline, .no_code_left, .wrong_day.
 */
export async function moveDivision(tx: Db, actor: Actor, { code, parentCode, on }: MoveDivision): Promise<CarriedAnswer> {
  const { today } = await readCityToday(tx, actor)
  requireCovered(actor, [code, parentCode])
  const division = await readMoved(tx, actor, code, parentCode, on)
  const above = await lockAbove(tx, actor.cityId, division, parentCode, on)
  const below = await lockPlacesBelow(tx, actor.cityId, [code], on)
  checkChangeDay(on, today, [division, ...above.losing, ...above.gaining, ...below])
  const used = await listNumbersUsed(tx, actor.cityId, [code, parentCode])
  const head = { register: 'division' as const, code, parentCode: division.parentCode ?? '' }
  const plan = planSuccession([head, ...below], (place) => [place.code === code ? parentCode : place.parentCode], used)
  if (plan.full[0] !== undefined) throw organisationProblems.noCodeLeft(plan.full[0])
  const concerned = listConcerned([...above.losing, ...above.gaining], [])
  const before = await listFindings(tx, actor.cityId, concerned, on)
  const answer = await carryOver(tx, actor, { kind: 'move', on, heads: [], plan, parts: [], placeCode: above.shared })
  await shiftOutlines(tx, actor, above, code, on)
  const after = await listFindings(tx, actor.cityId, concerned, on)
  const faults = (await judgeFindings(tx, before, after, new Set())).filter(({ state }) => state === 'new')
  if (faults.length > 0) throw organisationProblems.wrongOutlines(faults, 'parentCode')
  return answer
}

async function readMoved(tx: Db, actor: Actor, code: string, parentCode: string, on: string): Promise<Division> {
  const [division] = await lockDivisions(tx, actor.cityId, [code], on)
  if (division === undefined) throw organisationProblems.noDivision(code, 'code')
  const parent = await findDivision(tx, actor.cityId, parentCode, on)
  if (parent === undefined) throw organisationProblems.noDivision(parentCode, 'parentCode')
  const present = division.parentCode === null ? undefined : await findDivision(tx, actor.cityId, division.parentCode, on)
  if (present === undefined || present.level !== parent.level || present.code === parent.code) {
    const rule = {
      zh: '新的上级须与现在的上级同级，且不是同一个',
      en: 'the new parent must be another one of the same level as the present one',
    }
    throw organisationProblems.wrongSources(rule, 'parentCode', [code, parentCode])
  }
  if ((await countSiblings(tx, actor.cityId, present.code, code, on)) > 0) return division
  const rule = {
    zh: `${present.name}之下只有它一个，请改用合并`,
    en: `it is the only one below ${present.nameEn ?? present.name}; merge the two instead`,
  }
  throw organisationProblems.wrongSources(rule, 'code', [code, present.code])
}

interface Above {
  /** What it leaves, from the present parent upward as far as the two ways part. */
  readonly losing: readonly Division[]
  /** What it comes below. */
  readonly gaining: readonly Division[]
  /** The narrowest place that holds both. */
  readonly shared: string
}

async function lockAbove(tx: Db, cityId: string, division: Division, parentCode: string, on: string): Promise<Above> {
  const old = await listAncestors(tx, cityId, division.parentCode ?? '', on)
  const next = await listAncestors(tx, cityId, parentCode, on)
  const losing = old.filter((each) => !next.includes(each))
  const gaining = next.filter((each) => !old.includes(each))
  const locked = await lockDivisions(tx, cityId, [...losing, ...gaining], on)
  const of = (codes: readonly string[]): Division[] => locked.filter((each) => codes.includes(each.code))
  return { losing: of(losing), gaining: of(gaining), shared: old.find((each) => next.includes(each)) ?? '' }
}

const shiftOutlines = (tx: Db, actor: Actor, { losing, gaining }: Above, code: string, on: string): Promise<void> =>
  setOutlinesShifted(tx, actor.cityId, {
    shifts: [...losing, ...gaining].map((each) => ({ id: newId(actor.at), code: each.code, loses: losing.includes(each) })),
    moved: code,
    on,
  })
