import { caseAction } from '#cases/act-on-case.ts'
import { NOTHING_WAITS } from '#cases/case-state.ts'
import type { InputOf } from '#cases/contract.ts'
import { filingStandard } from '#cases/filing-standard.ts'
import { caseProblems } from '#cases/problems.ts'

/** 立案: the duty chief's decision that the case meets a filing condition of the coded standard. */
export const fileCase = caseAction<InputOf<'file'>>('file', async (scene) => {
  const { row, input, actor } = scene
  // The number of a condition means something only within its type: another type's must not be taken over.
  if (input.typeCode !== undefined && input.conditionNumber === undefined) throw caseProblems.halfStandard('conditionNumber')
  const typeCode = input.typeCode ?? row.typeCode
  const conditionNumber = input.conditionNumber ?? row.conditionNumber
  if (typeCode === null || conditionNumber === null) throw caseProblems.needsType()
  const standard = await filingStandard(scene, typeCode, conditionNumber)
  return {
    to: 'filed',
    set: { ...standard, filedAt: actor.at, loopLevel: row.closingLevel },
    given: input.note ? { note: input.note } : {},
  }
})

/** 不予立案: a coded reason why it does not meet the standard. */
export const declineCase = caseAction<InputOf<'decline'>>('decline', ({ input }) => ({
  to: 'declined',
  set: { outcome: input.reason },
  given: { reason: input.reason, note: input.note },
}))

/** 作废: taken back before anybody handled it. */
export const voidCase = caseAction<InputOf<'void'>>('void', ({ input }) => ({
  to: 'voided',
  set: { ...NOTHING_WAITS, inspectorId: null },
  given: { reason: input.reason },
}))
