import { caseAction } from '#cases/act-on-case.ts'
import type { InputOf } from '#cases/contract.ts'
import { caseProblems } from '#cases/problems.ts'
import { findPost } from '#organisation/queries-posts.ts'

/** 督办: a level above asks for progress, by a date if it says so. */
export const urgeCase = caseAction<InputOf<'urge'>>('urge', ({ row, actor, input }) => {
  if (input.dueAt !== null && input.dueAt < actor.at) throw caseProblems.dueInPast()
  return {
    to: row.stage,
    set: { urgeCount: row.urgeCount + 1, urgeDueAt: input.dueAt },
    given: { text: input.text, dueAt: input.dueAt, level: actor.level },
  }
})

/** 督办回复: the unit answers; the reply's date is no longer waited for. */
export const replyUrge = caseAction<InputOf<'reply-urge'>>('reply-urge', ({ row, input }) => ({
  to: row.stage,
  set: { urgeDueAt: null },
  given: { text: input.text },
}))

/** 挂牌督办: the case gets a named owner and a rank; it stays on the list until that rank or one above takes it off. */
export const putOnList = caseAction<InputOf<'put-on-list'>>('put-on-list', async ({ tx, row, actor, input }) => {
  const post = await findPost(tx, actor.cityId, input.ownerPostId)
  if (!post) throw caseProblems.unknownPost()
  return { to: row.stage, set: { listedLevel: actor.level, listedOwnerPostId: input.ownerPostId }, given: { ...input, level: actor.level } }
})

/** 摘牌: by the level that listed it or one above. */
export const takeOffList = caseAction<InputOf<'take-off-list'>>('take-off-list', ({ row, input }) => ({
  to: row.stage,
  set: { listedLevel: null, listedOwnerPostId: null },
  given: { reason: input.reason },
}))

/** 超期升级: the limit has run out once more; the next rung of the ladder is told. Done by the clock, recorded like any other action. */
export const escalateCase = caseAction<Record<never, never>>('escalate', ({ row, policy }) => {
  const step = row.escalationStep + 1
  return { to: row.stage, set: { escalationStep: step }, given: { step, level: policy.escalationLadder[step - 1] ?? 'city' } }
})

/** 区划调整: the boundary changed while the case was open; it takes the codes of the place it lies in now. */
export const relocateCase = caseAction<{ placeCode: string; zoneCode: string | null; regionClass: number }>(
  'relocate',
  ({ row, input }) => ({
    to: row.stage,
    set: { placeCode: input.placeCode, zoneCode: input.zoneCode, regionClass: input.regionClass },
    given: { from: row.placeCode, to: input.placeCode },
  }),
)
