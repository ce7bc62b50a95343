import { countOpenCasesOfUnit } from '#cases/queries-units.ts'
import { requireCovered } from '#organisation/carry-over.ts'
import { checkChangeDay } from '#organisation/change-day.ts'
import { readCityToday } from '#organisation/city-today.ts'
import { organisationProblems } from '#organisation/problems.ts'
import { countBelowUnit, lockUnit, setUnitEnd, type Unit } from '#organisation/queries-units.ts'
import type { Actor } from '#platform/actor.ts'
import type { Db } from '#platform/db.ts'

/**
 * Closes a unit that has no open case, no post and no unit below it any more; `on` is the first day without it, not in the future. Throws
 * organisation.still_in_use with the numbers, .not_found, .outside_area, .wrong_day.
 */
export async function closeUnit(tx: Db, actor: Actor, id: string, on: string): Promise<Unit> {
  const { today } = await readCityToday(tx, actor)
  const unit = await lockUnit(tx, actor.cityId, id)
  if (unit === undefined) throw organisationProblems.noUnit(id, 'id')
  requireCovered(actor, [unit.areaCode])
  checkChangeDay(on, today, [unit])
  const openCases = await countOpenCasesOfUnit(tx, actor.cityId, id)
  const { posts, units } = await countBelowUnit(tx, actor.cityId, id, on)
  if (openCases + posts + units > 0) {
    const zh = `还有未结案件 ${openCases} 件、岗位 ${posts} 个、下级单位 ${units} 个，请先转办、撤销或划转`
    const en = `it still has ${openCases} open cases, ${posts} posts and ${units} units below it; hand over or close those first`
    throw organisationProblems.stillInUse({ zh, en }, { openCases, posts, units })
  }
  await setUnitEnd(tx, actor.cityId, id, on)
  return { ...unit, validTo: on }
}
