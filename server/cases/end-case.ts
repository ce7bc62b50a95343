import { caseAction } from '#cases/act-on-case.ts'
import type { InputOf } from '#cases/contract.ts'
import { caseProblems } from '#cases/problems.ts'
import { lockOtherCase } from '#cases/queries.ts'
import { maySee } from '#cases/visibility.ts'

const DAY = 86_400_000

/**
 * 并案: the same problem reported again. It follows its primary, and no clock of it runs on. The primary is locked, so that two cases
 * merged into each other at once do not both end.
 */
export const mergeCase = caseAction<InputOf<'merge'>>('merge', async ({ tx, actor, row, input }) => {
  const primary = await lockOtherCase(tx, row.cityId, input.primaryCaseId)
  const fit = primary !== undefined && primary.id !== row.id && primary.stage !== 'merged' && maySee(primary, actor)
  if (!fit) throw caseProblems.badPrimary()
  return {
    to: 'merged',
    set: { primaryCaseId: primary.id, inspectorId: null },
    given: { primaryCaseId: primary.id, primaryNumber: primary.number, reason: input.reason },
    clock: { clear: true },
  }
})

/** A new round: what the earlier one left stays in the history, the columns start afresh. */
const newRound = (round: number) => ({
  round: round + 1, unitId: null, handlerId: null, inspectorId: null, checkedBy: null, assisting: [], onTime: null, outcome: null,
  dispatchedAt: null, receivedAt: null, handledAt: null, returnCount: 0, reworkCount: 0, extensionCount: 0, suspensionCount: 0, selfHandled: false, solved: null, satisfied: null,
}) // biome-ignore format: a list

/** 重新立案: by the reporter within the city's window, by the centre at any time. */
export const reopenCase = caseAction<InputOf<'reopen'>>('reopen', ({ row, actor, input, policy }) => {
  const byCentre = actor.level === row.closingLevel && actor.personId !== row.reporterId
  const ended = row.closedAt?.getTime() ?? 0
  if (!byCentre && actor.at.getTime() - ended > policy.reopenWindowDays * DAY) throw caseProblems.windowOver(policy.reopenWindowDays)
  if (row.typeCode === null) throw caseProblems.needsType()
  return {
    to: 'filed',
    set: { ...newRound(row.round), filedAt: actor.at, loopLevel: row.closingLevel },
    given: { reason: input.reason },
    clock: { clear: true },
  }
})

/** 评价: solved or not, satisfied or not, once a round. "Not solved" may reopen the case at once. */
export const rateCase = caseAction<InputOf<'rate'>>('rate', ({ row, actor, input, policy }) => {
  const given = { solved: input.solved, satisfied: input.satisfied, note: input.note }
  const inTime = actor.at.getTime() - (row.closedAt?.getTime() ?? 0) <= policy.reopenWindowDays * DAY
  if (input.solved || !input.reopen) return { to: 'closed', set: { solved: input.solved, satisfied: input.satisfied }, given }
  if (!inTime) throw caseProblems.windowOver(policy.reopenWindowDays)
  return { to: 'filed', set: { ...newRound(row.round), filedAt: actor.at, loopLevel: row.closingLevel }, given, clock: { clear: true } }
})
