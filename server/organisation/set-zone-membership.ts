import { announceChange, requireCovered } from '#organisation/carry-over.ts'
import { checkChangeDay } from '#organisation/change-day.ts'
import { readCityToday } from '#organisation/city-today.ts'
import { organisationProblems } from '#organisation/problems.ts'
import { lockDivisions } from '#organisation/queries-divisions.ts'
import { listZoneDivisions, listZonesOf, lockZone, setZoneDivisionsEnded, setZoneDivisionsJoined } from '#organisation/queries-zones.ts'
import type { Actor } from '#platform/actor.ts'
import type { Db } from '#platform/db.ts'

export interface ZoneMembership {
  readonly code: string
  /** Every division it governs from the day on; those left out go back to their districts. */
  readonly divisionCodes: readonly string[]
  /** First day, 'YYYY-MM-DD', not in the future. */
  readonly on: string
}

/** Changes which divisions a zone governs. None may belong to another zone. Throws organisation.not_found, .wrong_sources, .wrong_day, .outside_area. */
export async function setZoneMembership(tx: Db, actor: Actor, { code, divisionCodes, on }: ZoneMembership) {
  const { today } = await readCityToday(tx, actor)
  const { cityId } = actor
  checkChangeDay(on, today, [])
  const zone = await lockZone(tx, cityId, code)
  if (zone === undefined) throw organisationProblems.noZone(code, 'code')
  const wanted = [...new Set(divisionCodes)].sort()
  const before = (await listZoneDivisions(tx, cityId, on)).filter(({ zoneCode }) => zoneCode === code).map((each) => each.divisionCode)
  const joining = wanted.filter((each) => !before.includes(each))
  const leaving = before.filter((each) => !wanted.includes(each))
  requireCovered(actor, [...joining, ...leaving])
  if (joining.length > 0) await checkJoining(tx, cityId, joining, on)
  await setZoneDivisionsEnded(tx, cityId, code, leaving, on)
  await setZoneDivisionsJoined(tx, cityId, code, joining, on)
  const codes = [...joining, ...leaving].sort()
  if (codes[0] !== undefined) await announceChange(tx, actor, { kind: 'redraw', on, codes, changes: [], placeCode: codes[0] })
  return { ...zone, divisionCodes: wanted }
}

async function checkJoining(tx: Db, cityId: string, joining: readonly string[], on: string): Promise<void> {
  const divisions = await lockDivisions(tx, cityId, joining, on)
  const absent = joining.find((each) => !divisions.some((division) => division.code === each))
  if (absent !== undefined) throw organisationProblems.noDivision(absent, 'divisionCodes')
  const [other] = await listZonesOf(tx, cityId, joining, on)
  if (other === undefined) return
  const rule = {
    zh: `${other.divisionCode} 已属于功能区 ${other.zoneCode}`,
    en: `${other.divisionCode} already belongs to the zone ${other.zoneCode}`,
  }
  throw organisationProblems.wrongSources(rule, 'divisionCodes', [other.divisionCode])
}
