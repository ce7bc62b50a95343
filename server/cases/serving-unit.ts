import type { Scene } from '#cases/act-on-case.ts'
import { caseProblems } from '#cases/problems.ts'
import { findUnit, type Unit } from '#organisation/queries-units.ts'
import { compareLevels } from '#platform/actor.ts'

/** Whether a unit exists on a day 'YYYY-MM-DD'. */
export const isInForce = ({ validFrom, validTo }: Unit, on: string): boolean => validFrom <= on && (validTo === null || validTo > on)

/**
 * The unit a case is given to: it exists today, serves the place of the case (its area or its zone), does not stand above the centre that dispatches,
 * and is not the centre that will close the case. Throws case.unknown_unit, unit_outside, unit_above, unit_is_centre.
 */
export async function checkedUnit({ tx, actor, row, today }: Scene<unknown>, unitId: string, field = 'unitId') {
  const unit = await findUnit(tx, actor.cityId, unitId)
  if (!unit || !isInForce(unit, today)) throw caseProblems.unknownUnit(field)
  if (!row.placeCode.startsWith(unit.areaCode) && (unit.zoneCode === null || unit.zoneCode !== row.zoneCode))
    throw caseProblems.unitOutside()
  if (compareLevels(unit.level, actor.level) < 0) throw caseProblems.unitAbove()
  if (unit.kind === 'centre' || (unit.kind === 'workstation' && row.closingLevel === 'community')) throw caseProblems.closerIsHandler()
  return unit
}
