import { requireCovered } from '#organisation/carry-over.ts'
import { readCityToday } from '#organisation/city-today.ts'
import type { UnitKind } from '#organisation/kinds.ts'
import { organisationProblems } from '#organisation/problems.ts'
import { findDivision } from '#organisation/queries-divisions.ts'
import { findUnit, findUnitByCode, insertUnits, type Unit } from '#organisation/queries-units.ts'
import { findZone } from '#organisation/queries-zones.ts'
import type { Actor, Level } from '#platform/actor.ts'
import type { Db } from '#platform/db.ts'
import { newId } from '#platform/identifier.ts'

export interface AddUnit {
  readonly code: string
  readonly name: string
  readonly nameEn: string | null
  readonly kind: UnitKind
  /** What it is responsible for, as the catalogue's routing rules name it; null for centres and whoever handles nothing. */
  readonly duty: string | null
  readonly level: Level
  /** The division it serves. */
  readonly areaCode: string
  /** Set when it serves a functional zone instead of all of its area. */
  readonly zoneCode: string | null
  readonly parentId: string | null
  readonly validFrom: string
}

/** Adds a unit. Throws organisation.code_taken, .not_found (its area, zone or parent). */
export async function addUnit(tx: Db, actor: Actor, input: AddUnit): Promise<Unit> {
  await readCityToday(tx, actor)
  const { cityId } = actor
  const { code, areaCode, zoneCode, parentId, validFrom } = input
  requireCovered(actor, [areaCode])
  if ((await findUnitByCode(tx, cityId, code)) !== undefined) throw organisationProblems.unitCodeTaken(code, 'code')
  if ((await findDivision(tx, cityId, areaCode, validFrom)) === undefined) throw organisationProblems.noDivision(areaCode, 'areaCode')
  if (zoneCode !== null && (await findZone(tx, cityId, zoneCode)) === undefined) throw organisationProblems.noZone(zoneCode, 'zoneCode')
  if (parentId !== null && (await findUnit(tx, cityId, parentId)) === undefined) throw organisationProblems.noUnit(parentId, 'parentId')
  const unit = { ...input, cityId, id: newId(actor.at), validTo: null }
  await insertUnits(tx, [unit])
  return unit
}
