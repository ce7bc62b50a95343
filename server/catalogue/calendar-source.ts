import { DAY_MS, parseDay } from './local-time.ts'
import { badCalendarSource } from './problems.ts'

/** A day that differs from the plain week, by local date YYYY-MM-DD: `off` (public holiday) or `work` (make-up workday). Days off that fall on a weekend may be listed too. */
export interface CalendarDay {
  readonly day: string
  readonly kind: 'off' | 'work'
  readonly name: string
}

/** Hours of work within a day, local 'HH:MM'; `to` is not part of it and may be '24:00'. */
export interface WorkingSlot {
  readonly from: string
  readonly to: string
}

/** A city's calendar as stored: `timeZone` is an IANA name, `years` are the published ones (any other is refused), `days` the exceptions, `slots` the hours of every working day. */
export interface CalendarSource {
  readonly timeZone: string
  readonly years: readonly number[]
  readonly days: readonly CalendarDay[]
  readonly slots: readonly WorkingSlot[]
}

/** Eight hours: the morning and the afternoon most city platforms count in. */
export const DEFAULT_SLOTS: readonly WorkingSlot[] = [
  { from: '08:00', to: '12:00' },
  { from: '14:00', to: '18:00' },
]

/** The exceptions by the start of their day (ms as `parseDay` gives it); a bad day or one listed as both kinds is refused. */
export function readExceptions(days: readonly CalendarDay[]): ReadonlyMap<number, 'off' | 'work'> {
  const kinds = new Map<number, 'off' | 'work'>()
  for (const { day, kind } of days) {
    const wall = parseDay(day)
    if ((kinds.get(wall) ?? kind) !== kind)
      throw badCalendarSource('days', day, { zh: '同一天不能既放假又上班', en: 'a day cannot be both off and at work' })
    kinds.set(wall, kind)
  }
  return kinds
}

/** The slots as [from, to) in ms from local midnight, in order; bad times, empty, overlapping or missing slots are `calendar.bad_source`. */
export function readSlots(slots: readonly WorkingSlot[]): readonly (readonly [number, number])[] {
  const ranges = slots.map(({ from, to }) => [parseClock(from), parseClock(to)] as const).sort(([a], [b]) => a - b)
  let end = 0
  for (const [from, to] of ranges) {
    if (from < end || to <= from)
      throw badSlots(slots, { zh: '各段须先始后终，互不重叠', en: 'each must end after it begins, and none may overlap' })
    end = to
  }
  if (ranges.length === 0) throw badSlots(slots, { zh: '至少要有一段', en: 'there must be at least one' })
  return ranges
}

/** Runs of consecutive years, as [first, last], in order; a year that is not a whole number of four digits is `calendar.bad_source`. */
export function readYears(years: readonly number[]): readonly (readonly [number, number])[] {
  const runs: [number, number][] = []
  for (const year of [...new Set(years)].sort((a, b) => a - b)) {
    if (!Number.isInteger(year) || year < 1900 || year > 9998)
      throw badCalendarSource('years', String(year), { zh: '应为四位整数年份', en: 'it must be a year of four digits' })
    const last = runs.at(-1)
    if (last && last[1] === year - 1) last[1] = year
    else runs.push([year, year])
  }
  return runs
}

function parseClock(clock: string): number {
  const found = /^(\d{2}):(\d{2})$/.exec(clock)
  const minutes = found ? Number(found[1]) * 60 + Number(found[2]) : Number.NaN
  const valid = found && Number(found[2]) < 60 && minutes * 60_000 <= DAY_MS
  if (!valid)
    throw badCalendarSource('slots', clock, { zh: '时刻应写作 HH:MM，最晚 24:00', en: 'write a time as HH:MM, 24:00 at the latest' })
  return minutes * 60_000
}

function badSlots(slots: readonly WorkingSlot[], rule: { zh: string; en: string }): Error {
  return badCalendarSource('slots', slots.map(({ from, to }) => `${from}-${to}`).join(', '), rule)
}
