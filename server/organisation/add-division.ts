import type { Area } from '#organisation/area.ts'
import { announceChange, requireCovered } from '#organisation/carry-over.ts'
import { checkChangeDay } from '#organisation/change-day.ts'
import { requireFitting, requireInside } from '#organisation/check-outline.ts'
import { readCityToday } from '#organisation/city-today.ts'
import { levelOfDivision } from '#organisation/coverage-level.ts'
import { type DivisionLevel, fitsBelow, parentLevel } from '#organisation/place-code.ts'
import { organisationProblems } from '#organisation/problems.ts'
import { type Division, findDivision, insertDivisions, listDivisionVersions } from '#organisation/queries-divisions.ts'
import type { City } from '#organisation/queries-places.ts'
import type { Actor } from '#platform/actor.ts'
import type { Db } from '#platform/db.ts'
import { newId } from '#platform/identifier.ts'

export interface AddDivision {
  readonly code: string
  readonly level: DivisionLevel
  /** Null for the city's own division only. */
  readonly parentCode: string | null
  readonly name: string
  readonly nameEn: string | null
  /** Null when only its name is known yet. */
  readonly area: Area | null
  /** First day it is in force, 'YYYY-MM-DD', not in the future. */
  readonly validFrom: string
}

/**
 * Adds a division below another. Its outline may leave a gap, which the next division fills, but must not overlap a neighbour or leave its parent.
 * Throws organisation.wrong_code, .code_taken, .wrong_level, .not_found (the parent), .wrong_outline.
 */
export async function addDivision(tx: Db, actor: Actor, input: AddDivision): Promise<Division> {
  const { city, today } = await readCityToday(tx, actor)
  requireCovered(actor, [input.code])
  checkChangeDay(input.validFrom, today, [], 'validFrom')
  await checkCode(tx, city, input)
  if (input.parentCode !== null) await checkParent(tx, city, input, input.parentCode)
  const { area, ...named } = input
  const row = { ...named, id: newId(actor.at), synthetic: false, validTo: null }
  await insertDivisions(tx, actor.cityId, [{ ...row, area }])
  if (area !== null && input.parentCode !== null) await checkOutline(tx, actor.cityId, input, input.parentCode, area)
  const placeCode = input.parentCode ?? input.code
  await announceChange(tx, actor, { kind: 'add', on: input.validFrom, codes: [placeCode], changes: [], placeCode })
  return { ...row, cityId: actor.cityId }
}

async function checkCode(tx: Db, city: City, { code, level, parentCode }: AddDivision): Promise<void> {
  if (!fitsBelow(city.codeLengths, code, level, parentCode)) {
    const rule = {
      zh: `须以上级编码 ${parentCode ?? ''} 开头，且长度符合该层级`,
      en: `it must begin with its parent's code ${parentCode ?? ''} and have the length of its level`,
    }
    throw organisationProblems.wrongCode(code, rule, 'code')
  }
  const versions = await listDivisionVersions(tx, city.cityId, code)
  if (versions.length > 0) throw organisationProblems.codeTaken(code, 'code')
}

async function checkParent(tx: Db, city: City, { level, validFrom }: AddDivision, parentCode: string): Promise<void> {
  const parent = await findDivision(tx, city.cityId, parentCode, validFrom)
  if (parent === undefined) throw organisationProblems.noDivision(parentCode, 'parentCode')
  const above = parentLevel(city.codeLengths, level)
  const free = level === 'building' && parent.level === 'community'
  if (parent.level === above || free) return
  const rule = {
    zh: `${level} 的上级应为 ${above}，不是 ${parent.level}`,
    en: `the parent of a ${level} is a ${above}, not a ${parent.level}`,
  }
  throw organisationProblems.wrongLevel(parentCode, rule, 'parentCode')
}

async function checkOutline(
  tx: Db,
  cityId: string,
  { code, name, level, validFrom }: AddDivision,
  parentCode: string,
  area: Area,
): Promise<void> {
  const at = { cityId, level: levelOfDivision(level), parentCode, on: validFrom }
  if (level === 'residents_group' || level === 'building') await requireInside(tx, at, { code, name, area }, 'area')
  else await requireFitting(tx, at, [code], 'area')
}
