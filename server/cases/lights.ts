import type { CaseState } from '#cases/case-state.ts'
import { type ClockColumns, handlingShare } from '#cases/clocks.ts'
import { isOpen, type Stage } from '#cases/lifecycle.ts'
import { type Light, lightOf } from '#catalogue/time-limit.ts'
import type { WorkingCalendar } from '#catalogue/working-calendar.ts'
import { Problem } from '#platform/problem.ts'

export interface Lights {
  readonly limitUsed: number | null
  readonly light: Light | null
  readonly overdue: boolean
}

/** The lights of a case at an instant. A year whose calendar is not published leaves the share unknown; being overdue is still told by the deadline. */
export function lightsOf(calendar: WorkingCalendar, row: ClockColumns & Pick<CaseState, 'stage'>, at: Date): Lights {
  const overdue = isOpen(row.stage) && row.dueAt !== null && row.dueAt < at
  const limitUsed = shareIfKnown(calendar, row, at)
  return { limitUsed, light: lightWhen(limitUsed, overdue), overdue }
}

const lightWhen = (used: number | null, overdue: boolean): Light | null => (used === null ? (overdue ? 'red' : null) : lightOf(used))

function shareIfKnown(calendar: WorkingCalendar, row: ClockColumns, at: Date): number | null {
  try {
    // Another server's clock may be a moment ahead of ours: what it has just started has not run backwards.
    const since = row.clockRunningSince
    return handlingShare(calendar, row, since !== null && since > at ? since : at)
  } catch (error) {
    if (error instanceof Problem && error.code === 'calendar.unknown_year') return null
    throw error
  }
}

/** The stages in which the handling limit is the one that counts, whether its clock runs or stands; in all other open ones it is the stage's own. */
export const HANDLING_LIMIT_COUNTS: readonly Stage[] = ['dispatched', 'handling', 'suspended']

/** The clock that matters now. `used` is the share of its limit (2 = twice over), null where the calendar is not published; `dueAt` is null while it stands. */
export interface ActiveClock {
  readonly kind: 'handling' | 'stage'
  readonly dueAt: Date | null
  readonly used: number | null
  readonly light: Light | null
  readonly overdue: boolean
  /** A return awaits its ruling, or the case is suspended: the light stays as it was. */
  readonly standing: boolean
}

type Timed = ClockColumns & Pick<CaseState, 'stage' | 'stageEnteredAt' | 'stageDueAt'>

/** The active clock of a case at an instant; null when the case has ended or nothing limits its stage. */
export function activeClockOf(calendar: WorkingCalendar, row: Timed, at: Date): ActiveClock | null {
  if (!isOpen(row.stage)) return null
  return HANDLING_LIMIT_COUNTS.includes(row.stage) ? handlingNow(calendar, row, at) : stageNow(row, at)
}

function handlingNow(calendar: WorkingCalendar, row: Timed, at: Date): ActiveClock | null {
  if (row.clockMeasure === null) return null
  const used = shareIfKnown(calendar, row, at)
  const overdue = row.dueAt === null ? used !== null && used > 1 : row.dueAt < at
  return { kind: 'handling', dueAt: row.dueAt, used, light: lightWhen(used, overdue), overdue, standing: row.clockRunningSince === null }
}

/** A stage that was entered with its limit all but gone (a recalled dispatch) still has a length to take the share of. */
const SHORTEST_STAGE = 60_000

/** Limits of stages are counted continuously. */
function stageNow({ stageEnteredAt, stageDueAt }: Timed, at: Date): ActiveClock | null {
  if (stageDueAt === null) return null
  const length = Math.max(SHORTEST_STAGE, stageDueAt.getTime() - stageEnteredAt.getTime())
  const used = Math.max(0, (length - stageDueAt.getTime() + at.getTime()) / length)
  return { kind: 'stage', dueAt: stageDueAt, used, light: lightOf(used), overdue: stageDueAt < at, standing: false }
}
