import { caseAction } from '#cases/act-on-case.ts'
import { NOTHING_WAITS } from '#cases/case-state.ts'
import { asksLongExtension, handlingClockOf } from '#cases/clocks.ts'
import type { InputOf } from '#cases/contract.ts'
import { keepRuling } from '#cases/keep-ruling.ts'
import { caseProblems } from '#cases/problems.ts'
import { mixedMeasure } from '#catalogue/problems.ts'
import { type LimitUnit, measureOf, stopClock } from '#catalogue/time-limit.ts'
import { mayDo } from '#platform/actor.ts'

interface Asked {
  readonly extra: { readonly value: number; readonly unit: LimitUnit }
}

/** 申请延期: more time, asked for before the limit runs out and at most as often as the city allows. */
export const requestExtension = caseAction<InputOf<'request-extension'>>('request-extension', ({ row, actor, input, policy, calendar }) => {
  if (row.extensionCount >= policy.maxExtensions) throw caseProblems.tooMany({ zh: '延期', en: 'extensions' }, policy.maxExtensions)
  const clock = handlingClockOf(row)
  if (clock === null || stopClock(calendar, clock, actor.at).remainingMs < 0) throw caseProblems.overdue()
  if (measureOf(input.extra.unit) !== clock.measure) throw mixedMeasure(clock.measure, measureOf(input.extra.unit))
  return {
    to: row.stage,
    set: { pending: 'extension', pendingAt: actor.at, pendingDetail: { extra: input.extra, reason: input.reason } },
    given: input,
  }
})

/** 延期审批: by rank of length. The limit grows by what was granted; the clock never stopped meanwhile. */
export const decideExtension = caseAction<InputOf<'decide-extension'>>('decide-extension', async ({ tx, row, actor, input, policy }) => {
  const asked = row.pendingDetail as unknown as Asked
  if (input.granted && asksLongExtension(row, policy) && !mayDo(actor, 'case.rule-long')) throw caseProblems.longRuling()
  await keepRuling(tx, row, actor, 'extension', input)
  const given = { granted: input.granted, ruling: input.ruling, extra: asked.extra }
  if (!input.granted) return { to: row.stage, set: NOTHING_WAITS, given }
  return { to: row.stage, set: { ...NOTHING_WAITS, extensionCount: row.extensionCount + 1 }, given, clock: { extend: asked.extra } }
})
