import type { CaseState } from '#cases/case-state.ts'
import { HANDLING_CLOCK_RUNS } from '#cases/lifecycle.ts'
import { subtractWorkingTime, type WorkingCalendar } from '#catalogue/working-calendar.ts'
import { drawer, type Random, type Weighted } from '#demo/random.ts'
import type { Template } from './case-templates.ts'

const DAY_MS = 86_400_000
/** Share of the limit used: how many are green, yellow, red, and how far along. */
const SHARES: readonly Weighted<readonly [from: number, to: number]>[] = [
  { value: [0.02, 0.78], weight: 70 },
  { value: [0.82, 0.99], weight: 15 },
  { value: [1.05, 3], weight: 15 },
]

const between = (random: Random, from: number, to: number): number => from + random() * (to - from)

function runFrom(calendar: WorkingCalendar, state: CaseState, since: Date, share: number, at: Date): number {
  const [budget, left] = [state.clockBudgetMs ?? 0, state.clockRemainingMs ?? 0]
  const ran = Math.max(0, Math.round(share * budget - (budget - left)))
  const start = state.clockMeasure === 'working' ? subtractWorkingTime(calendar, at, ran) : new Date(at.getTime() - ran)
  return start.getTime() - since.getTime()
}

/** How much later a suspended case happens: still suspended at `at`. */
function standingFrom({ suspendedUntil }: CaseState, lastAt: Date, random: Random, at: Date): number {
  const left = suspendedUntil === null ? 5 * DAY_MS : Math.max(suspendedUntil.getTime() - lastAt.getTime(), 0)
  return at.getTime() - random() * 0.9 * Math.min(left, 5 * DAY_MS) - lastAt.getTime()
}

/** How many ms later an open template is to happen so that at `at` its active clock has used a share drawn at random; its last event is never after `at`. */
export function openShift(calendar: WorkingCalendar, { state, events }: Template, random: Random, at: Date): number {
  const last = events.at(-1)?.at ?? state.reportedAt
  const [from, to] = drawer(SHARES, random)()
  const share = between(random, from, to)
  const { stage, clockRunningSince, stageDueAt, stageEnteredAt } = state
  const latest = at.getTime() - last.getTime()
  if (HANDLING_CLOCK_RUNS.includes(stage) && clockRunningSince)
    return Math.min(latest, Math.round(runFrom(calendar, state, clockRunningSince, share, at)))
  if (stageDueAt === null) return Math.min(latest, Math.round(standingFrom(state, last, random, at)))
  const ran = share * (stageDueAt.getTime() - stageEnteredAt.getTime())
  return Math.min(latest, Math.round(at.getTime() - ran - stageEnteredAt.getTime()))
}

/** How many ms later a closed template is to end so that it closed some time in the `days` before `at`. */
export function closedShift({ state, events }: Template, random: Random, at: Date, days: number): number {
  const last = Math.max(events.at(-1)?.at.getTime() ?? 0, state.closedAt?.getTime() ?? 0)
  return Math.round(at.getTime() - random() * days * DAY_MS - last)
}
