import { type CalendarSource, readExceptions, readSlots, readYears } from './calendar-source.ts'
import { DAY_MS, instantsOfDay, type LocalTime, nameDay, openTimeZone, parseDay, yearAt } from './local-time.ts'
import { badLimitValue, reversedInterval, unknownYear } from './problems.ts'

export type { CalendarSource } from './calendar-source.ts'

/**
 * A run of consecutive published years, from the local start of the first to the local end of the last. The three lists have one entry
 * for each working slot of each working day, in order; all numbers are ms, instants since 1970. `workedBefore[i]` is the working time
 * from the start of the stretch to `opensAt[i]`, so a question is answered by binary search however far apart its ends are.
 */
export interface CalendarStretch {
  readonly firstYear: number
  readonly lastYear: number
  readonly startsAt: number
  readonly endsAt: number
  readonly opensAt: readonly number[]
  readonly closesAt: readonly number[]
  readonly workedBefore: readonly number[]
}

/** A calendar made ready for arithmetic by `compileCalendar`; `workingDays` holds local days YYYY-MM-DD by year. */
export interface WorkingCalendar {
  readonly timeZone: string
  readonly workingDays: ReadonlyMap<number, ReadonlySet<string>>
  readonly stretches: readonly CalendarStretch[]
}

/**
 * Compiles a calendar as stored into one that answers questions. It visits every published day once, so keep the result.
 * Exceptions outside the published years are left out: a draft of next year is not yet in force.
 * Refused with `calendar.bad_source` or `calendar.bad_day` when the source breaks a rule.
 */
export function compileCalendar(source: CalendarSource): WorkingCalendar {
  const zone = openTimeZone(source.timeZone)
  const kinds = readExceptions(source.days)
  const slots = readSlots(source.slots)
  const runs = readYears(source.years)
  const workingDays = new Map<number, ReadonlySet<string>>()
  const stretches = runs.map(([first, last]) => {
    const walls: number[] = []
    for (let year = first; year <= last; year++) {
      const ofYear = workingWalls(year, kinds)
      workingDays.set(year, new Set(ofYear.map(nameDay)))
      walls.push(...ofYear)
    }
    return compileStretch(zone, first, last, walls, slots)
  })
  return { timeZone: source.timeZone, workingDays, stretches }
}

/** Whether people work on the local day YYYY-MM-DD. Refused with `calendar.unknown_year` outside the published years. */
export function isWorkingDay(calendar: WorkingCalendar, day: string): boolean {
  return daysOf(calendar, new Date(parseDay(day)).getUTCFullYear()).has(day)
}

/** The number of working days in a year. Refused with `calendar.unknown_year` when it is not published. */
export function workingDaysInYear(calendar: WorkingCalendar, year: number): number {
  return daysOf(calendar, year).size
}

/**
 * Working time in ms between two instants. `calendar.reversed_interval` when `from` is after `to`, `calendar.unknown_year` when any part
 * of the interval lies in a year that is not published; the instant at which the last known year ends may still be its end.
 */
export function workingTimeBetween(calendar: WorkingCalendar, from: Date, to: Date): number {
  if (!(from.getTime() <= to.getTime())) throw reversedInterval(from, to)
  const stretch = stretchAt(calendar, from)
  if (to.getTime() > stretch.endsAt) throw unknownYear(stretch.lastYear + 1, lastKnownYear(calendar))
  return workedAt(stretch, to.getTime()) - workedAt(stretch, from.getTime())
}

/**
 * The earliest instant at which `ms` (whole, not negative) of working time have run since `from`; 0 returns `from` itself.
 * Time that ends with the afternoon is therefore due at 18:00, not at 08:00 of the next working day.
 * `calendar.unknown_year` when it begins in or runs into a year that is not published.
 */
export function addWorkingTime(calendar: WorkingCalendar, from: Date, ms: number): Date {
  assertAmount(ms)
  const stretch = stretchAt(calendar, from)
  return ms === 0 ? new Date(from) : instantWorked(calendar, stretch, workedAt(stretch, from.getTime()) + ms)
}

/**
 * The earliest instant from which exactly `ms` (whole, not negative) of working time run up to `to`. It is the inverse of
 * `addWorkingTime`: whatever was due is found again at the same instant, and 0 on a Sunday gives the end of Friday's last slot.
 * `calendar.unknown_year` when it reaches back into a year that is not published.
 */
export function subtractWorkingTime(calendar: WorkingCalendar, to: Date, ms: number): Date {
  assertAmount(ms)
  const stretch = stretchAt(calendar, to)
  return instantWorked(calendar, stretch, workedAt(stretch, to.getTime()) - ms)
}

function workingWalls(year: number, kinds: ReadonlyMap<number, 'off' | 'work'>): number[] {
  const walls: number[] = []
  for (let wall = Date.UTC(year, 0, 1); wall < Date.UTC(year + 1, 0, 1); wall += DAY_MS) {
    const weekday = new Date(wall).getUTCDay()
    const plain = weekday === 0 || weekday === 6 ? 'off' : 'work'
    if ((kinds.get(wall) ?? plain) === 'work') walls.push(wall)
  }
  return walls
}

function compileStretch(
  zone: LocalTime,
  firstYear: number,
  lastYear: number,
  walls: readonly number[],
  slots: readonly (readonly [number, number])[],
): CalendarStretch {
  const [opensAt, closesAt, workedBefore]: [number[], number[], number[]] = [[], [], []]
  let worked = 0
  for (const wall of walls) {
    const instantOf = instantsOfDay(zone, wall)
    for (const [from, to] of slots) {
      const [open, close] = [instantOf(wall + from), instantOf(wall + to)]
      opensAt.push(open)
      closesAt.push(close)
      workedBefore.push(worked)
      worked += close - open
    }
  }
  const [startsAt, endsAt] = [midnight(zone, firstYear), midnight(zone, lastYear + 1)]
  return { firstYear, lastYear, startsAt, endsAt, opensAt, closesAt, workedBefore }
}

function midnight(zone: LocalTime, year: number): number {
  const wall = Date.UTC(year, 0, 1)
  return instantsOfDay(zone, wall)(wall)
}

function stretchAt(calendar: WorkingCalendar, at: Date): CalendarStretch {
  const instant = at.getTime()
  if (Number.isNaN(instant)) throw reversedInterval(at, at)
  const found = calendar.stretches.find(({ startsAt, endsAt }) => startsAt <= instant && instant <= endsAt)
  if (!found) throw unknownYear(yearAt(calendar.timeZone, instant), lastKnownYear(calendar))
  return found
}

/** Working ms from the start of the stretch to an instant in it. */
function workedAt(stretch: CalendarStretch, instant: number): number {
  const slot = countBelow(stretch.opensAt, instant) - 1
  const [open, close, before] = [stretch.opensAt[slot], stretch.closesAt[slot], stretch.workedBefore[slot]]
  if (open === undefined || close === undefined || before === undefined) return 0
  return before + Math.min(instant, close) - open
}

/** The earliest instant of the stretch at which `worked` ms of working time have run since its start. */
function instantWorked(calendar: WorkingCalendar, stretch: CalendarStretch, worked: number): Date {
  if (worked < 0) throw unknownYear(stretch.firstYear - 1, lastKnownYear(calendar))
  if (worked === 0) return new Date(stretch.startsAt)
  const slot = countBelow(stretch.workedBefore, worked) - 1
  const [open, close, before] = [stretch.opensAt[slot], stretch.closesAt[slot], stretch.workedBefore[slot]]
  const instant = open === undefined || before === undefined ? Number.POSITIVE_INFINITY : open + worked - before
  if (close === undefined || instant > close) throw unknownYear(stretch.lastYear + 1, lastKnownYear(calendar))
  return new Date(instant)
}

/** How many of the ascending `values` are below `limit`. */
function countBelow(values: readonly number[], limit: number): number {
  let [low, high] = [0, values.length]
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((values[middle] ?? limit) < limit) low = middle + 1
    else high = middle
  }
  return low
}

function daysOf(calendar: WorkingCalendar, year: number): ReadonlySet<string> {
  const days = calendar.workingDays.get(year)
  if (!days) throw unknownYear(year, lastKnownYear(calendar))
  return days
}

function lastKnownYear(calendar: WorkingCalendar): number | null {
  return calendar.stretches.at(-1)?.lastYear ?? null
}

function assertAmount(ms: number): void {
  if (!Number.isSafeInteger(ms) || ms < 0)
    throw badLimitValue(ms, { zh: '应为不小于 0 的整毫秒数', en: 'it must be a whole number of milliseconds, 0 or more' })
}
