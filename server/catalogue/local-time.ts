import { badCalendarSource, badDay } from './problems.ts'

export const DAY_MS = 86_400_000

/** Reads a time zone's clock. `offsetAt(t)` is local time minus UTC in ms at the instant `t` (ms since 1970). */
export interface LocalTime {
  readonly timeZone: string
  readonly offsetAt: (instant: number) => number
}

/** Opens the zone with the IANA name `timeZone`; an unknown name is `calendar.bad_source`. */
export function openTimeZone(timeZone: string): LocalTime {
  const format = createFormat(timeZone)
  const known = new Map<number, number>()
  const offsetAt = (instant: number): number => {
    const cached = known.get(instant)
    if (cached !== undefined) return cached
    const offset = readOffset(format, instant)
    known.set(instant, offset)
    return offset
  }
  return { timeZone, offsetAt }
}

/** The local year at an instant (ms since 1970). */
export function yearAt(timeZone: string, instant: number): number {
  return new Date(instant + readOffset(createFormat(timeZone), instant)).getUTCFullYear()
}

/** A day YYYY-MM-DD as the number of ms from 1970-01-01 to its start, read as if the clock were UTC; otherwise `calendar.bad_day`. */
export function parseDay(day: string): number {
  const wall = /^\d{4}-\d{2}-\d{2}$/.test(day) ? Date.parse(`${day}T00:00:00Z`) : Number.NaN
  // Date.parse may accept 30 February and roll over, so the name must come back unchanged.
  if (Number.isNaN(wall) || nameDay(wall) !== day) throw badDay(day)
  return wall
}

/** The day YYYY-MM-DD of a wall-clock time in ms as `parseDay` gives it. */
export function nameDay(wall: number): string {
  return new Date(wall).toISOString().slice(0, 10)
}

/**
 * A function from the wall-clock times of one local day (`dayWall` to `dayWall` + 24 h) to instants: the first instant at which the
 * local clock reads that time or a later one. So a time skipped in spring is the instant of the jump, and one that comes twice in
 * autumn is its first coming; on all other days it is a subtraction.
 */
export function instantsOfDay(zone: LocalTime, dayWall: number): (wall: number) => number {
  // Offsets lie between -12 and +14 hours, so these two midnights enclose every instant of the local day.
  const before = zone.offsetAt(dayWall - DAY_MS)
  const after = zone.offsetAt(dayWall + 2 * DAY_MS)
  if (before === after) return (wall) => wall - before
  return (wall) => firstInstant(zone, wall, before, after)
}

function firstInstant(zone: LocalTime, wall: number, before: number, after: number): number {
  const early = wall - before
  if (zone.offsetAt(early) === before) return early
  const late = wall - after
  if (zone.offsetAt(late) === after) return late
  return findJump(zone, late, early, before)
}

/** The instant in (`low`, `high`] at which the offset stops being `before`. */
function findJump(zone: LocalTime, low: number, high: number, before: number): number {
  let [still, changed] = [low, high]
  while (changed - still > 1) {
    const middle = Math.floor((still + changed) / 2)
    if (zone.offsetAt(middle) === before) still = middle
    else changed = middle
  }
  return changed
}

function createFormat(timeZone: string): Intl.DateTimeFormat {
  try {
    return new Intl.DateTimeFormat('en-US', { timeZone, timeZoneName: 'longOffset' })
  } catch {
    throw badCalendarSource('timeZone', timeZone, {
      zh: '应为 IANA 时区名，如 Asia/Shanghai',
      en: 'it must be an IANA name such as Asia/Shanghai',
    })
  }
}

function readOffset(format: Intl.DateTimeFormat, instant: number): number {
  const text = format.format(instant)
  const found = /GMT(?:([+-])(\d{2}):(\d{2})(?::(\d{2}))?)?$/.exec(text)
  if (!found) throw new Error(`no offset in "${text}"`)
  const [, sign, hours = '0', minutes = '0', seconds = '0'] = found
  const size = (Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds)) * 1000
  return sign === '-' ? -size : size
}
