import { caseAction, type Scene } from '#cases/act-on-case.ts'
import type { InputOf } from '#cases/contract.ts'
import { filingStandard } from '#cases/filing-standard.ts'
import { requirePhoto, withPhotos } from '#cases/photos.ts'
import { caseProblems } from '#cases/problems.ts'
import { findInspector } from '#organisation/queries-inspectors.ts'

/** 派核实: before filing, somebody goes and looks whether the reported problem is real. Never the person who reported it. */
export const sendVerify = caseAction<InputOf<'send-verify'>>('send-verify', async ({ tx, actor, row, input, today }) => {
  const inspector = await findInspector(tx, actor.cityId, input.inspectorId, row.placeCode, today)
  if (!inspector) throw caseProblems.unknownInspector()
  if (input.inspectorId === row.reporterId) throw caseProblems.inspectorReported()
  return { to: 'verifying', set: { inspectorId: input.inspectorId }, given: { inspectorId: input.inspectorId, note: input.note } }
})

/** 核实: what the named inspector found. Not real ends the case; real accepts it, by the standard named now or before. */
export const verifyCase = caseAction<InputOf<'verify'>>('verify', async (scene) => {
  const { tx, actor, row, input, policy } = scene
  requirePhoto(policy, 'verify', input.photos, 'verify')
  const photos = await withPhotos(tx, actor, row, input.photos, 'verify', policy, scene.doneAt)
  const given = { real: input.real, finding: input.finding }
  if (!input.real) return { to: 'declined', set: { photos, inspectorId: null, outcome: 'not_true' }, given }
  return { to: 'accepted', set: { photos, inspectorId: null, ...(await standardFound(scene)) }, given }
})

async function standardFound(scene: Scene<InputOf<'verify'>>) {
  const { typeCode, conditionNumber } = scene.input
  if (typeCode !== null && conditionNumber !== null) return filingStandard(scene, typeCode, conditionNumber)
  if (typeCode !== null || conditionNumber !== null) throw caseProblems.halfStandard(typeCode === null ? 'typeCode' : 'conditionNumber')
  return scene.row.typeCode !== null && scene.row.conditionNumber !== null
    ? filingStandard(scene, scene.row.typeCode, scene.row.conditionNumber)
    : {}
}
