import { badLimitValue, mixedMeasure, reversedInterval } from './problems.ts'
import { addWorkingTime, subtractWorkingTime, type WorkingCalendar, workingTimeBetween } from './working-calendar.ts'

/** 紧急工作时, 紧急工作日, 工作时, 工作日, 自然日, and 分钟 for the limits of a stage. "Urgent" means without a pause: nights and holidays count. */
export const LIMIT_UNITS = ['urgent_hour', 'urgent_day', 'work_hour', 'work_day', 'natural_day', 'minute'] as const
export type LimitUnit = (typeof LIMIT_UNITS)[number]

/** A limit as the catalogue states it: `value` is above 0 and may have a fraction (0.5 work_day). */
export interface TimeLimit {
  readonly value: number
  readonly unit: LimitUnit
}

/** `continuous` runs always, `working` only inside the working slots of the city's calendar. */
export type Measure = 'continuous' | 'working'

/**
 * A limit being used up. `remainingMs` is the budget left, in ms of `measure`, at the moment the clock last started, or now when it
 * stands still; it is negative when overdue. `runningSince` and `dueAt` are ISO instants, null while it stands still.
 */
export interface RunningClock {
  readonly measure: Measure
  readonly remainingMs: number
  readonly runningSince: string | null
  readonly dueAt: string | null
}

/** 绿 to 80 % of the budget, 黄 to 100 %, 红 after. */
export const LIGHTS = ['green', 'yellow', 'red'] as const
export type Light = (typeof LIGHTS)[number]

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
const DAY_MS = 24 * HOUR_MS
const WORK_DAY_MS = 8 * HOUR_MS
/** A century; anything longer is a slip of the pen, and its due date might not be a date at all. */
const MOST_MS = 36_525 * DAY_MS

interface UnitRule {
  readonly measure: Measure
  readonly ms: number
  readonly zh: string
  readonly en: string
}

const RULES: Readonly<Record<LimitUnit, UnitRule>> = {
  urgent_hour: { measure: 'continuous', ms: HOUR_MS, zh: '紧急工作时', en: 'urgent hour' },
  urgent_day: { measure: 'continuous', ms: DAY_MS, zh: '紧急工作日', en: 'urgent day' },
  work_hour: { measure: 'working', ms: HOUR_MS, zh: '工作时', en: 'working hour' },
  work_day: { measure: 'working', ms: WORK_DAY_MS, zh: '工作日', en: 'working day' },
  natural_day: { measure: 'continuous', ms: DAY_MS, zh: '自然日', en: 'calendar day' },
  minute: { measure: 'continuous', ms: MINUTE_MS, zh: '分钟', en: 'minute' },
}

/** How time in this unit is counted. */
export function measureOf(unit: LimitUnit): Measure {
  return RULES[unit].measure
}

/** The name of a unit, in the singular: "工作时", "working hour". */
export function nameUnit(unit: LimitUnit, language: 'zh' | 'en'): string {
  return RULES[unit][language]
}

/** The ms of its measure that a limit grants; one work_day is 8 working hours whatever the slots of the calendar. `limit.bad_value` unless above 0 and at most a century. */
export function budgetOf(limit: TimeLimit): number {
  const budget = Math.round(limit.value * RULES[limit.unit].ms)
  const counted = budget >= 1 && budget <= MOST_MS
  if (!counted) throw badLimitValue(limit.value, { zh: '应大于 0，且不超过一百年', en: 'it must be above 0 and no longer than a century' })
  return budget
}

/** Starts the clock of a limit at an instant. A working limit that runs into an unpublished year is `calendar.unknown_year`. */
export function startClock(calendar: WorkingCalendar, limit: TimeLimit, at: Date): RunningClock {
  return run(calendar, measureOf(limit.unit), budgetOf(limit), at)
}

/** Stops a clock: what ran since it started leaves its budget, below zero when overdue. A clock that stands still is returned unchanged. */
export function stopClock(calendar: WorkingCalendar, clock: RunningClock, at: Date): RunningClock {
  if (clock.runningSince === null) return clock
  return { measure: clock.measure, remainingMs: remainingAt(calendar, clock, at), runningSince: null, dueAt: null }
}

/**
 * Starts a stopped clock again with what was left. When nothing was left, `dueAt` lies at or before `at`: the earliest instant from
 * which the overdue amount runs up to `at`, so stopping and resuming in one instant changes no due date. A running clock is returned unchanged.
 */
export function resumeClock(calendar: WorkingCalendar, clock: RunningClock, at: Date): RunningClock {
  return clock.runningSince === null ? run(calendar, clock.measure, clock.remainingMs, at) : clock
}

/** Adds to the budget of a running or stopped clock; a running one goes on from `at` with what is then left. `limit.mixed_measure` when `extra` is counted otherwise. */
export function extendClock(calendar: WorkingCalendar, clock: RunningClock, extra: TimeLimit, at: Date): RunningClock {
  const measure = measureOf(extra.unit)
  if (measure !== clock.measure) throw mixedMeasure(clock.measure, measure)
  const stopped = stopClock(calendar, clock, at)
  const extended = { ...stopped, remainingMs: stopped.remainingMs + budgetOf(extra) }
  return clock.runningSince === null ? extended : resumeClock(calendar, extended, at)
}

/** The share of the whole budget (`budgetMs`, extensions included) used up at an instant: 0 at the start, 1 when due, above 1 when overdue. */
export function elapsedShare(calendar: WorkingCalendar, clock: RunningClock, budgetMs: number, at: Date): number {
  if (!(budgetMs > 0)) throw badLimitValue(budgetMs, { zh: '应大于 0', en: 'it must be above 0' })
  return (budgetMs - remainingAt(calendar, clock, at)) / budgetMs
}

/** The light for a share: green to 0.8, yellow to 1, red after. */
export function lightOf(share: number): Light {
  if (share <= 0.8) return 'green'
  return share <= 1 ? 'yellow' : 'red'
}

/** How many times over the limit is: 0 until due, 1 from the moment after, 2 once twice the limit has run, and so on. */
export function timesOver(share: number): number {
  return share <= 1 ? 0 : Math.floor(share)
}

/** A limit in words: "4 工作时", "4 working hours". */
export function describeLimit(limit: TimeLimit, language: 'zh' | 'en'): string {
  const { zh, en } = RULES[limit.unit]
  if (language === 'zh') return `${limit.value} ${zh}`
  return `${limit.value} ${en}${limit.value === 1 ? '' : 's'}`
}

function run(calendar: WorkingCalendar, measure: Measure, remainingMs: number, at: Date): RunningClock {
  const dueAt = dueAfter(calendar, measure, remainingMs, at)
  return { measure, remainingMs, runningSince: at.toISOString(), dueAt: dueAt.toISOString() }
}

function dueAfter(calendar: WorkingCalendar, measure: Measure, remainingMs: number, at: Date): Date {
  if (measure === 'continuous') return new Date(at.getTime() + remainingMs)
  return remainingMs > 0 ? addWorkingTime(calendar, at, remainingMs) : subtractWorkingTime(calendar, at, -remainingMs)
}

function remainingAt(calendar: WorkingCalendar, clock: RunningClock, at: Date): number {
  if (clock.runningSince === null) return clock.remainingMs
  const since = new Date(clock.runningSince)
  if (clock.measure === 'working') return clock.remainingMs - workingTimeBetween(calendar, since, at)
  if (!(since.getTime() <= at.getTime())) throw reversedInterval(since, at)
  return clock.remainingMs - (at.getTime() - since.getTime())
}
