import { type CarriedAnswer, carryOver, requireCovered } from '#organisation/carry-over.ts'
import { checkChangeDay } from '#organisation/change-day.ts'
import { readCityToday } from '#organisation/city-today.ts'
import { fitsBelow } from '#organisation/place-code.ts'
import { organisationProblems } from '#organisation/problems.ts'
import {
  type Division,
  insertMergedDivision,
  listDivisionVersions,
  lockDivisions,
  setDivisionsEnded,
} from '#organisation/queries-divisions.ts'
import type { City } from '#organisation/queries-places.ts'
import { listNumbersUsed, lockPlacesBelow } from '#organisation/queries-succession.ts'
import { listZonesOf } from '#organisation/queries-zones.ts'
import { planSuccession } from '#organisation/succession.ts'
import type { Actor } from '#platform/actor.ts'
import type { Db } from '#platform/db.ts'
import { newId } from '#platform/identifier.ts'

export interface MergeDivisions {
  /** Two or more divisions of one level below one parent. */
  readonly codes: readonly string[]
  /** One of `codes`, or a code never used. */
  readonly code: string
  readonly name: string
  readonly nameEn: string | null
  /** First day of the merged division, 'YYYY-MM-DD', not in the future. */
  readonly on: string
}

/**
 * Makes one division of several: its outline is their union, what lies below them comes below it (under new codes where the old do not fit), with
 * staff, zones, units and posts. Versions, so names and codes of earlier days stay. Throws organisation.wrong_sources, .wrong_code, .wrong_day.
 */
export async function mergeDivisions(tx: Db, actor: Actor, input: MergeDivisions): Promise<CarriedAnswer> {
  const { city, today } = await readCityToday(tx, actor)
  const { code, on } = input
  const sources = await readSources(tx, actor, input)
  await checkCode(tx, city, sources, input)
  const codes = sources.map((source) => source.code)
  const below = await lockPlacesBelow(tx, actor.cityId, codes, on)
  checkChangeDay(on, today, [...sources, ...below])
  await checkZones(tx, actor, codes, on)
  const used = await listNumbersUsed(tx, actor.cityId, [...codes, code])
  const plan = planSuccession(below, () => [code], used)
  if (plan.full[0] !== undefined) throw organisationProblems.noCodeLeft(plan.full[0])
  await replace(tx, actor, sources, input)
  const heads = codes.map((from) => ({ from, to: code }))
  return carryOver(tx, actor, { kind: 'merge', on, heads, plan, parts: [], placeCode: sources[0]?.parentCode ?? code })
}

async function readSources(tx: Db, actor: Actor, { codes, on }: MergeDivisions): Promise<Division[]> {
  const wanted = [...new Set(codes)]
  requireCovered(actor, wanted)
  const sources = await lockDivisions(tx, actor.cityId, wanted, on)
  const absent = wanted.find((each) => !sources.some((source) => source.code === each))
  if (absent !== undefined) throw organisationProblems.noDivision(absent, 'codes')
  const [first] = sources
  const alike = sources.every((source) => source.level === first?.level && source.parentCode === first.parentCode)
  if (sources.length > 1 && alike && first?.level !== 'city') return sources
  const rule = { zh: '须为同一上级之下同一层级的两个以上区划', en: 'they must be two or more of one level below one parent' }
  throw organisationProblems.wrongSources(rule, 'codes', wanted)
}

async function checkCode(tx: Db, city: City, sources: readonly Division[], { code }: MergeDivisions): Promise<void> {
  const [first] = sources
  if (first === undefined || sources.some((source) => source.code === code)) return
  if (!fitsBelow(city.codeLengths, code, first.level, first.parentCode)) {
    const rule = {
      zh: `须以 ${first.parentCode} 开头，且长度符合该层级`,
      en: `it must begin with ${first.parentCode} and have the length of its level`,
    }
    throw organisationProblems.wrongCode(code, rule, 'code')
  }
  const versions = await listDivisionVersions(tx, city.cityId, code)
  if (versions.length > 0) throw organisationProblems.codeTaken(code, 'code')
}

/** Divisions of different zones would silently take one another's zone. */
async function checkZones(tx: Db, actor: Actor, codes: readonly string[], on: string): Promise<void> {
  const zones = await listZonesOf(tx, actor.cityId, codes, on)
  const of = (code: string): string =>
    zones
      .filter(({ divisionCode }) => divisionCode === code)
      .map(({ zoneCode }) => zoneCode)
      .join()
  const [first = '', ...others] = codes
  const other = others.find((code) => of(code) !== of(first))
  if (other === undefined) return
  const rule = {
    zh: `${first} 与 ${other} 所属功能区不同（${of(first) || '无'}／${of(other) || '无'}），请先调整功能区`,
    en: `${first} and ${other} belong to different functional zones (${of(first) || 'none'} / ${of(other) || 'none'}); change the zones first`,
  }
  throw organisationProblems.wrongSources(rule, 'codes', codes)
}

async function replace(tx: Db, actor: Actor, sources: readonly Division[], { code, name, nameEn, on }: MergeDivisions): Promise<void> {
  const [first] = sources
  if (first === undefined) return
  const codes = sources.map((source) => source.code)
  await setDivisionsEnded(tx, actor.cityId, codes, on)
  const { level, parentCode } = first
  const synthetic = sources.some((source) => source.synthetic)
  await insertMergedDivision(
    tx,
    actor.cityId,
    { id: newId(actor.at), code, level, parentCode, name, nameEn, synthetic, validFrom: on, validTo: null },
    codes,
  )
}
