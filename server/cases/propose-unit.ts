import type { CaseState } from '#cases/case-state.ts'
import { findComponent } from '#cases/queries-registers.ts'
import { isInForce } from '#cases/serving-unit.ts'
import { standardOf } from '#catalogue/approved-standard.ts'
import { matchingRules } from '#catalogue/responsibility.ts'
import type { RuleEntry } from '#catalogue/tables.ts'
import { findUnit, listUnitsByDuty, type Unit } from '#organisation/queries-units.ts'
import type { Db } from '#platform/db.ts'

/** One rule that was tried and what came of it. */
export interface ProposalStep {
  readonly rule: number
  readonly basis: 'owner' | 'territory'
  readonly duty: string | null
  readonly level: string | null
  readonly reason: string
  /** Empty where the catalogue has none. */
  readonly reasonEn: string
  readonly outcome: 'chosen' | 'no_owner_known' | 'no_unit_here'
  readonly unitId: string | null
  readonly unitName: string | null
  readonly unitNameEn: string | null
}

/** The unit a case should go to and every step that led there: routing explains itself. `unitId` is null when no rule found a unit. */
export interface Proposal {
  readonly unitId: string | null
  readonly unitName: string | null
  readonly unitNameEn: string | null
  readonly steps: readonly ProposalStep[]
}

export type Routed = Pick<CaseState, 'cityId' | 'typeCode' | 'catalogueVersionId' | 'placeCode' | 'zoneCode' | 'componentCode'>

/**
 * Tries the responsibility rules of the case's catalogue version in order (部件先属主后属地，事件先属地后属主) and stops at the first that names a unit
 * in force on the day 'YYYY-MM-DD'. A case without a type gets an empty proposal.
 */
export async function proposeUnit(tx: Db, row: Routed, on: string): Promise<Proposal> {
  if (row.typeCode === null || row.catalogueVersionId === null) return { unitId: null, unitName: null, unitNameEn: null, steps: [] }
  const standard = await standardOf(tx, row.cityId, row.catalogueVersionId)
  const type = await standard.type(row.typeCode)
  const rules = type ? matchingRules(await standard.rules(), type) : []
  const steps: ProposalStep[] = []
  for (const rule of rules) {
    const unit = rule.basis === 'owner' ? await ownerOf(tx, row, on) : await nearest(tx, row, rule, on)
    steps.push(stepOf(rule, unit))
    if (unit) return { unitId: unit.id, unitName: unit.name, unitNameEn: unit.nameEn, steps }
  }
  return { unitId: null, unitName: null, unitNameEn: null, steps }
}

/** What came of a rule, with the unit it named when it did. */
export const stepOf = (rule: RuleEntry, unit: Pick<Unit, 'id' | 'name' | 'nameEn'> | undefined): ProposalStep => ({
  rule: rule.number,
  basis: rule.basis,
  duty: rule.duty,
  level: rule.level,
  reason: rule.reason,
  reasonEn: rule.reasonEn,
  outcome: unit ? 'chosen' : rule.basis === 'owner' ? 'no_owner_known' : 'no_unit_here',
  unitId: unit?.id ?? null,
  unitName: unit?.name ?? null,
  unitNameEn: unit?.nameEn ?? null,
})

/** Who owns the component, else who maintains it: the first of the two that still exists. */
async function ownerOf(tx: Db, row: Routed, on: string): Promise<Unit | undefined> {
  if (row.componentCode === null) return undefined
  const component = await findComponent(tx, row.cityId, row.componentCode)
  for (const id of [component?.ownerUnitId, component?.maintenanceUnitId]) {
    const unit = id ? await findUnit(tx, row.cityId, id) : undefined
    if (unit && isInForce(unit, on)) return unit
  }
  return undefined
}

async function nearest(tx: Db, row: Routed, rule: RuleEntry, on: string): Promise<Unit | undefined> {
  if (rule.duty === null) return undefined
  const units = await listUnitsByDuty(tx, row.cityId, rule.duty, row.placeCode, row.zoneCode, on)
  return units.find((unit) => rule.level === null || unit.level === rule.level)
}
