import type { CaseChanges, CaseState } from '#cases/case-state.ts'
import { HANDLING_CLOCK_RUNS, type Stage } from '#cases/lifecycle.ts'
import type { CasePolicy } from '#cases/policy.ts'
import {budgetOf,elapsedShare, 
  extendClock, type LimitUnit, type RunningClock, resumeClock, startClock, stopClock, type TimeLimit, 
} from '#catalogue/time-limit.ts' // biome-ignore format: one import
import type { WorkingCalendar } from '#catalogue/working-calendar.ts'

/** What an action tells the handling clock beyond what the stages say: a new limit, more of it, none, or the one of an earlier state in which it stood. */
export type ClockOrder =
  | { readonly start: TimeLimit }
  | { readonly extend: TimeLimit }
  | { readonly clear: true }
  | { readonly restore: CaseState }

const MINUTE = 60_000

/** The columns the handling clock lives in. */
export type ClockColumns = Pick<CaseState, 'clockMeasure' | 'clockBudgetMs' | 'clockRemainingMs' | 'clockRunningSince' | 'dueAt'>

/** The handling clock as it stands in a case; null before the first dispatch. */
export function handlingClockOf(row: ClockColumns): RunningClock | null {
  if (row.clockMeasure === null || row.clockRemainingMs === null) return null
  return {
    measure: row.clockMeasure,
    remainingMs: row.clockRemainingMs,
    runningSince: row.clockRunningSince?.toISOString() ?? null,
    dueAt: row.dueAt?.toISOString() ?? null,
  }
}

/** Share of the handling limit used at an instant (1 = just due), null when no clock was started. */
export function handlingShare(calendar: WorkingCalendar, row: ClockColumns, at: Date): number | null {
  const clock = handlingClockOf(row)
  return clock === null || row.clockBudgetMs === null ? null : elapsedShare(calendar, clock, row.clockBudgetMs, at)
}

const CLEARED: CaseChanges = {
  limitValue: null, limitUnit: null, clockMeasure: null, clockBudgetMs: null, clockRemainingMs: null,
  clockRunningSince: null, dueAt: null, escalationStep: 0, nextEscalationAt: null,
} // biome-ignore format: a list

/** The clock as it stood in an earlier state, which waited with a unit no more than the case does now. */
const restored = ({ limitValue, limitUnit, clockMeasure, clockBudgetMs, clockRemainingMs, escalationStep }: CaseState): CaseChanges => ({
  ...CLEARED, limitValue, limitUnit, clockMeasure, clockBudgetMs, clockRemainingMs, escalationStep,
}) // biome-ignore format: a list

const runsIn = (stage: Stage, pending: CaseState['pending']): boolean => HANDLING_CLOCK_RUNS.includes(stage) && pending !== 'return'

/**
 * The clock columns after a move: the handling clock runs exactly in the stages that say so and never while a return awaits its ruling;
 * an overdue case climbs one rung each time its limit has run out once more (escalation times need the same calendar as deadlines);
 * `row.escalationStep` is the rung it stands on after the move.
 */
export function moveHandlingClock(
  calendar: WorkingCalendar,
  policy: CasePolicy,
  row: CaseState,
  to: Stage,
  pending: CaseState['pending'],
  order: ClockOrder | undefined,
  at: Date,
): CaseChanges {
  // biome-ignore format: a signature
  if (order && 'clear' in order) return CLEARED
  if (order && 'restore' in order) return restored(order.restore)
  const limit = order && 'start' in order ? order.start : null
  const fresh = limit ? stopClock(calendar, startClock(calendar, limit, at), at) : handlingClockOf(row)
  if (fresh === null) return {}
  const budget = (limit ? budgetOf(limit) : (row.clockBudgetMs ?? 0)) + (order && 'extend' in order ? budgetOf(order.extend) : 0)
  const extended = order && 'extend' in order ? extendClock(calendar, fresh, order.extend, at) : fresh
  const running = extended.runningSince !== null
  const should = runsIn(to, pending)
  const clock = running === should ? extended : should ? resumeClock(calendar, extended, at) : stopClock(calendar, extended, at)
  const step = limit ? 0 : row.escalationStep
  return {
    ...(limit && { limitValue: limit.value, limitUnit: limit.unit }),
    ...columnsOf(clock),
    clockBudgetMs: budget,
    escalationStep: step,
    nextEscalationAt: nextEscalation(calendar, policy, clock, budget, step),
  }
}

const columnsOf = (clock: RunningClock): CaseChanges => ({
  clockMeasure: clock.measure,
  clockRemainingMs: clock.remainingMs,
  clockRunningSince: clock.runningSince === null ? null : new Date(clock.runningSince),
  dueAt: clock.dueAt === null ? null : new Date(clock.dueAt),
})

/** When the limit has run out `step + 1` times: the instant at which the next rung of the ladder hears of it. Null while the clock stands or the ladder ends. */
export function nextEscalation(
  calendar: WorkingCalendar,
  policy: CasePolicy,
  clock: RunningClock,
  budgetMs: number,
  step: number,
): Date | null {
  if (clock.runningSince === null || clock.dueAt === null || step >= policy.escalationLadder.length) return null
  if (step === 0) return new Date(clock.dueAt)
  const later = resumeClock(
    calendar,
    { ...clock, remainingMs: clock.remainingMs + budgetMs * step, runningSince: null, dueAt: null },
    new Date(clock.runningSince),
  )
  return later.dueAt === null ? null : new Date(later.dueAt)
}

/** When the stage's own limit runs out; null where the handling limit counts instead or nothing waits. Counted continuously. */
export function stageDue(policy: CasePolicy, stage: Stage, enteredAt: Date): Date | null {
  const limits: Partial<Record<Stage, number>> = policy.stageLimitMinutes
  const minutes = limits[stage]
  return minutes === undefined ? null : new Date(enteredAt.getTime() + minutes * MINUTE)
}

/** The limit a case was dispatched under, for starting it anew. */
export const limitOf = (row: CaseState): TimeLimit | null =>
  row.limitValue === null || row.limitUnit === null ? null : { value: row.limitValue, unit: row.limitUnit as LimitUnit }

/** Whether the extension a unit has asked for is longer than a duty chief may grant. False when none is asked for. */
export function asksLongExtension(row: CaseState, policy: CasePolicy): boolean {
  const limit = limitOf(row)
  if (row.pending !== 'extension' || limit === null) return false
  return budgetOf(row.pendingDetail?.extra as TimeLimit) > budgetOf(limit) * policy.longExtensionShare
}
