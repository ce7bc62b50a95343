import { announceChange, requireCovered } from '#organisation/carry-over.ts'
import { checkChangeDay } from '#organisation/change-day.ts'
import { readCityToday } from '#organisation/city-today.ts'
import { organisationProblems } from '#organisation/problems.ts'
import { lockDivisions } from '#organisation/queries-divisions.ts'
import { type FunctionalZone, findZone, insertZone, insertZoneDivisions, listZonesOf } from '#organisation/queries-zones.ts'
import type { Actor } from '#platform/actor.ts'
import type { Db } from '#platform/db.ts'

export interface AddZone {
  /** A code of the city's own; zones have none in GB/T 2260. */
  readonly code: string
  readonly name: string
  readonly nameEn: string | null
  /** The divisions it governs, of any level. */
  readonly divisionCodes: readonly string[]
  /** First day, 'YYYY-MM-DD', not in the future. */
  readonly validFrom: string
}

/** Adds a functional zone that governs divisions of no other zone. Throws organisation.code_taken, .not_found, .wrong_sources. */
export async function addZone(tx: Db, actor: Actor, input: AddZone): Promise<FunctionalZone> {
  const { today } = await readCityToday(tx, actor)
  const { code, name, nameEn, divisionCodes, validFrom } = input
  const { cityId } = actor
  checkChangeDay(validFrom, today, [], 'validFrom')
  requireCovered(actor, divisionCodes)
  if ((await findZone(tx, cityId, code)) !== undefined) throw organisationProblems.codeTaken(code, 'code')
  const divisions = await lockDivisions(tx, cityId, divisionCodes, validFrom)
  const absent = divisionCodes.find((each) => !divisions.some((division) => division.code === each))
  if (absent !== undefined) throw organisationProblems.noDivision(absent, 'divisionCodes')
  const [other] = await listZonesOf(tx, cityId, divisionCodes, validFrom)
  if (other !== undefined) {
    const rule = {
      zh: `${other.divisionCode} 已属于功能区 ${other.zoneCode}`,
      en: `${other.divisionCode} already belongs to the zone ${other.zoneCode}`,
    }
    throw organisationProblems.wrongSources(rule, 'divisionCodes', [other.divisionCode])
  }
  const zone = { cityId, code, name, nameEn, validFrom, validTo: null }
  await insertZone(tx, zone)
  await insertZoneDivisions(
    tx,
    divisionCodes.map((divisionCode) => ({ cityId, zoneCode: code, divisionCode, validFrom, validTo: null })),
  )
  const placeCode = divisionCodes[0] ?? code
  await announceChange(tx, actor, { kind: 'redraw', on: validFrom, codes: divisionCodes, changes: [], placeCode })
  return zone
}
