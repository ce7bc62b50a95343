import { caseAction } from '#cases/act-on-case.ts'
import { NOTHING_WAITS } from '#cases/case-state.ts'
import type { InputOf } from '#cases/contract.ts'
import { keepRuling } from '#cases/keep-ruling.ts'
import { caseProblems } from '#cases/problems.ts'

const DAY = 86_400_000

/** 申请挂账: engineering or season-bound work that must wait until a date. */
export const requestSuspension = caseAction<InputOf<'request-suspension'>>('request-suspension', ({ row, actor, input, policy }) => {
  if (row.suspensionCount >= policy.maxSuspensions) throw caseProblems.tooMany({ zh: '挂账', en: 'suspensions' }, policy.maxSuspensions)
  const ahead = input.until.getTime() - actor.at.getTime()
  if (ahead <= 0 || ahead > policy.maxSuspensionDays * DAY) throw caseProblems.untilRange(policy.maxSuspensionDays)
  const detail = { until: input.until.toISOString(), reason: input.reason }
  return { to: row.stage, set: { pending: 'suspension', pendingAt: actor.at, pendingDetail: detail }, given: detail }
})

/** 挂账审批: granted stops the clock until the end date, when the case resumes by itself. A date that has passed meanwhile cannot be granted. */
export const decideSuspension = caseAction<InputOf<'decide-suspension'>>('decide-suspension', async ({ tx, row, actor, input, policy }) => {
  const until = new Date(String(row.pendingDetail?.until))
  const given = { granted: input.granted, ruling: input.ruling, until: until.toISOString() }
  if (input.granted && until <= actor.at) throw caseProblems.untilRange(policy.maxSuspensionDays)
  await keepRuling(tx, row, actor, 'suspension', input)
  if (!input.granted) return { to: row.stage, set: NOTHING_WAITS, given }
  return { to: 'suspended', set: { ...NOTHING_WAITS, suspendedUntil: until, suspensionCount: row.suspensionCount + 1 }, given }
})

/** 恢复处置: at its end date by the system, or earlier by the centre. */
export const resumeCase = caseAction<InputOf<'resume'>>('resume', ({ input }) => ({
  to: 'handling',
  set: { suspendedUntil: null },
  given: input.note ? { note: input.note } : {},
}))
