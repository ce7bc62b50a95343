import { caseAction, type Scene } from '#cases/act-on-case.ts'
import type { InputOf } from '#cases/contract.ts'
import { caseProblems } from '#cases/problems.ts'
import { proposeUnit } from '#cases/propose-unit.ts'
import { checkedUnit } from '#cases/serving-unit.ts'
import { standardOf } from '#catalogue/approved-standard.ts'
import { limitFor } from '#catalogue/filing-limit.ts'
import type { TimeLimit } from '#catalogue/time-limit.ts'

/** The limit of the case's filing condition in its class of region: frozen on the case from here on. */
async function standardLimit({ tx, row }: Scene<unknown>): Promise<TimeLimit> {
  if (row.catalogueVersionId === null || row.typeCode === null || row.conditionNumber === null) throw caseProblems.needsType()
  const standard = await standardOf(tx, row.cityId, row.catalogueVersionId)
  const condition = await standard.condition(row.typeCode, row.conditionNumber)
  if (!condition) throw caseProblems.unknownCondition(row.typeCode, row.conditionNumber)
  return limitFor(condition, row.regionClass)
}

/**
 * 派遣: to the unit that must fix it. Its level becomes the level of the loop. A case that was referred up or down goes on with what is left
 * of its limit; any other starts the standard's limit, or another one with a reason.
 */
export const dispatchCase = caseAction<InputOf<'dispatch'>>('dispatch', async (scene) => {
  const { tx, actor, row, input, today } = scene
  const unit = await checkedUnit(scene, input.unitId)
  const proposal = await proposeUnit(tx, row, today)
  const goesOn = row.clockBudgetMs !== null && input.limit === undefined
  return {
    to: 'dispatched',
    set: { unitId: unit.id, loopLevel: unit.level, dispatchedAt: actor.at, handlerId: null, receivedAt: null, assisting: [], onTime: null },
    given: { unitId: unit.id, reason: input.reason, proposal, ...(input.limit && { limit: input.limit }) },
    ...(goesOn ? {} : { clock: { start: input.limit ?? (await standardLimit(scene)) } }),
  }
})

/** 改派: to another unit, which gets the whole limit: nobody is charged for another's delay. */
export const redispatchCase = caseAction<InputOf<'redispatch'>>('redispatch', async (scene) => {
  const { actor, input, row } = scene
  const unit = await checkedUnit(scene, input.unitId)
  return {
    to: 'dispatched',
    set: { unitId: unit.id, loopLevel: unit.level, dispatchedAt: actor.at, handlerId: null, receivedAt: null, assisting: [], onTime: null },
    given: { unitId: unit.id, fromUnitId: row.unitId, reason: input.reason },
    clock: { start: await standardLimit(scene) },
  }
})
