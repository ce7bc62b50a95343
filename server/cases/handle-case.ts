import { caseAction, type Scene } from '#cases/act-on-case.ts'
import { NOTHING_WAITS } from '#cases/case-state.ts'
import { handlingClockOf } from '#cases/clocks.ts'
import type { InputOf } from '#cases/contract.ts'
import { requirePhoto, withPhotos } from '#cases/photos.ts'
import { caseProblems } from '#cases/problems.ts'
import { checkedUnit } from '#cases/serving-unit.ts'
import { stopClock } from '#catalogue/time-limit.ts'

/** Everyone who ever handled the case, with one more. */
const handledBy = ({ row, actor }: Scene<unknown>): readonly string[] =>
  actor.personId === null || row.handledBy.includes(actor.personId) ? row.handledBy : [...row.handledBy, actor.personId]

/** 签收: the unit takes the case on. */
export const receiveCase = caseAction<InputOf<'receive'>>('receive', (scene) => ({
  to: 'handling',
  set: { handlerId: scene.actor.personId, handledBy: handledBy(scene), receivedAt: scene.actor.at },
  given: scene.input.note ? { note: scene.input.note } : {},
}))

/** 协同处置: units that assist the lead, each with its part; they are added to those already there. */
export const coHandle = caseAction<InputOf<'co-handle'>>('co-handle', async (scene) => {
  const { row, input } = scene
  const ids = [row.unitId, ...row.assisting.map((part) => part.unitId), ...input.parts.map((part) => part.unitId)]
  if (new Set(ids).size !== ids.length) throw caseProblems.noParts()
  for (const part of input.parts) await checkedUnit(scene, part.unitId, 'parts.unitId')
  const parts = input.parts.map((part) => ({ unitId: part.unitId, task: part.task, doneAt: null, result: null }))
  return { to: row.stage, set: { assisting: [...row.assisting, ...parts] }, given: { parts: input.parts, reason: input.reason } }
})

/** 协办完成: an assisting unit has done its part. */
export const finishPart = caseAction<InputOf<'finish-part'>>('finish-part', async (scene) => {
  const { tx, actor, row, input, policy } = scene
  const photos = await withPhotos(tx, actor, row, input.photos, 'after', policy, scene.doneAt)
  const done = { doneAt: actor.at.toISOString(), result: input.result }
  const assisting = row.assisting.map((part) => (part.unitId === actor.unitId && part.doneAt === null ? { ...part, ...done } : part))
  return { to: row.stage, set: { assisting, photos, handledBy: handledBy(scene) }, given: { result: input.result, unitId: actor.unitId } }
})

/** Whether the handling limit is kept at a moment; a moment before the clock last started is that start. Null without a limit. */
function isOnTime({ row, calendar }: Scene<unknown>, at: Date): boolean | null {
  const clock = handlingClockOf(row)
  if (clock === null) return null
  const from = new Date(clock.runningSince ?? at)
  return stopClock(calendar, clock, from > at ? from : at).remainingMs >= 0
}

/**
 * 处置反馈: the lead reports what was done; here the handling clock stops and the verdict on time is taken. Not before every assistant is done.
 * The arrival counts; where a late line alone made it late by what the unit says, the history keeps that apart for people to judge.
 * A request for more time that nobody has ruled on is thereby withdrawn: the unit must not run late while its chief is slow.
 */
export const reportBack = caseAction<InputOf<'report-back'>>('report-back', async (scene) => {
  const { tx, actor, row, input, policy } = scene
  requirePhoto(policy, 'report-back', input.photos, 'after')
  const onTime = isOnTime(scene, actor.at)
  const doneOnTime = onTime === false && scene.doneAt !== null && isOnTime(scene, scene.doneAt) === true
  return {
    to: 'handled',
    set: {
      photos: await withPhotos(tx, actor, row, input.photos, 'after', policy, scene.doneAt),
      handlerId: actor.personId,
      handledBy: handledBy(scene),
      handledAt: actor.at,
      onTime,
      ...NOTHING_WAITS,
    },
    given: { result: input.result, ...(row.pending && { withdrawn: row.pending }), ...(doneOnTime && { doneOnTime }) },
  }
})
