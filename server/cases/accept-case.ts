import { caseAction } from '#cases/act-on-case.ts'
import type { InputOf } from '#cases/contract.ts'
import { filingStandard } from '#cases/filing-standard.ts'

/** 受理: the intake centre confirms what kind of problem it is and which filing condition it meets. */
export const acceptCase = caseAction<InputOf<'accept'>>('accept', async (scene) => ({
  to: 'accepted',
  set: await filingStandard(scene, scene.input.typeCode, scene.input.conditionNumber),
  given: scene.input.note ? { note: scene.input.note } : {},
}))
