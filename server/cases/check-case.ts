import { caseAction } from '#cases/act-on-case.ts'
import { limitOf } from '#cases/clocks.ts'
import type { InputOf } from '#cases/contract.ts'
import { requirePhoto, withPhotos } from '#cases/photos.ts'
import { caseProblems } from '#cases/problems.ts'
import { handlingUnits } from '#cases/refusal.ts'
import { findInspector } from '#organisation/queries-inspectors.ts'

/** 派核查: after handling, somebody who had no part in it goes and looks whether it is fixed. */
export const sendCheck = caseAction<InputOf<'send-check'>>('send-check', async ({ tx, actor, row, input, today }) => {
  const inspector = await findInspector(tx, actor.cityId, input.inspectorId, row.placeCode, today)
  if (!inspector) throw caseProblems.unknownInspector()
  const ofUnit = handlingUnits(row).some((unit) => inspector.memberOf.includes(unit))
  if (ofUnit || row.handledBy.includes(input.inspectorId)) throw caseProblems.inspectorOfUnit()
  return { to: 'checking', set: { inspectorId: input.inspectorId }, given: { inspectorId: input.inspectorId, note: input.note } }
})

/** 核查: passed goes to closing; failed goes back to the same unit as rework, counted, on what is left of the limit or a new one as the city says. */
export const checkCase = caseAction<InputOf<'check'>>('check', async ({ tx, actor, row, input, policy, doneAt }) => {
  requirePhoto(policy, 'check', input.photos, 'check')
  const photos = await withPhotos(tx, actor, row, input.photos, 'check', policy, doneAt)
  const given = { passed: input.passed, finding: input.finding }
  if (input.passed) return { to: 'checked', set: { photos, inspectorId: null, checkedBy: actor.personId }, given }
  const limit = policy.reworkClock === 'restart' ? limitOf(row) : null
  const again = { photos, inspectorId: null, checkedBy: null, handledAt: null, onTime: null, reworkCount: row.reworkCount + 1 }
  return { to: 'handling', set: again, given, ...(limit && { clock: { start: limit } }) }
})

/** 结案: the duty chief of the closing level, who had no part in handling or checking; the closing condition that holds is the one of the filing condition. */
export const closeCase = caseAction<InputOf<'close'>>('close', ({ row, input }) => ({
  to: 'closed',
  set: { outcome: 'solved' },
  given: { closingCondition: row.conditionNumber, typeCode: row.typeCode, ...(input.note && { note: input.note }) },
}))
