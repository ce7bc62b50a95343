import { addWorkingTime, subtractWorkingTime, type WorkingCalendar } from '#catalogue/working-calendar.ts'
import { Problem } from '#platform/problem.ts'

/**
 * What a statement must know of the working calendar to tell the light of every case at `at` by its deadline alone: a working clock is red when
 * it was due before `workedUntil`, and yellow when it is due before the instant that leaves a fifth of its budget.
 */
export interface LightMoments {
  readonly at: Date
  /** The last instant people had worked up to at `at`; null when the calendar of that year is not published. */
  readonly workedUntil: Date | null
  /** Budgets of running working clocks, ms, and for each the instant before which its deadline makes it yellow. */
  readonly budgets: readonly number[]
  readonly yellowBefore: readonly Date[]
}

/** Later than any deadline: an instant that lies beyond the published years. */
const BEYOND = new Date('9999-12-31T00:00:00Z')

/** The share of a limit that is left when the light turns yellow is a fifth: see `lightOf`. */
const LEFT_WHEN_YELLOW = 5

/** The moments of `budgets` (ms, all those a working clock runs on) at an instant. */
export function lightMoments(calendar: WorkingCalendar, budgets: readonly number[], at: Date): LightMoments {
  const last = whereKnown(() => subtractWorkingTime(calendar, at, 1))
  return {
    at,
    workedUntil: last && new Date(last.getTime() + 1),
    budgets,
    yellowBefore: budgets.map((budget) => whereKnown(() => addWorkingTime(calendar, at, Math.ceil(budget / LEFT_WHEN_YELLOW))) ?? BEYOND),
  }
}

function whereKnown(ask: () => Date): Date | null {
  try {
    return ask()
  } catch (error) {
    if (error instanceof Problem && error.code === 'calendar.unknown_year') return null
    throw error
  }
}
