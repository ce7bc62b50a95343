import { DAY_MS, instantsOfDay, nameDay, openTimeZone, parseDay } from '#catalogue/local-time.ts'

const HOUR_MS = 3_600_000
export const ON_TIME_DAYS = 30
export const SERIES_DAYS = 14
export const SERIES_HOURS = 24

/** The moments an overview counts between; days are the city's own, also where a clock change makes one shorter or longer. */
export interface OverviewMoments {
  readonly at: Date
  /** The same time of the local day before. */
  readonly sameYesterday: Date
  /** Starts of the last 30 local days, today's last, with their names YYYY-MM-DD. */
  readonly days: readonly { readonly day: string; readonly from: Date }[]
  readonly today: Date
  readonly yesterday: Date
  /** Starts of the last 24 full hours up to `at`, not on the hour of the clock; the last one is the last hour. */
  readonly hours: readonly Date[]
}

/** The moments of an overview at an instant in a time zone. Pure. */
export function overviewMoments(at: Date, localDay: string, timeZone: string): OverviewMoments {
  const zone = openTimeZone(timeZone)
  const instant = (wall: number, dayWall: number): Date => new Date(instantsOfDay(zone, dayWall)(wall))
  const todayWall = parseDay(localDay)
  const days = Array.from({ length: ON_TIME_DAYS }, (_, index) => todayWall - (ON_TIME_DAYS - 1 - index) * DAY_MS)
  const wallNow = at.getTime() + zone.offsetAt(at.getTime())
  return {
    at,
    sameYesterday: instant(wallNow - DAY_MS, todayWall - DAY_MS),
    days: days.map((wall) => ({ day: nameDay(wall), from: instant(wall, wall) })),
    today: instant(todayWall, todayWall),
    yesterday: instant(todayWall - DAY_MS, todayWall - DAY_MS),
    hours: Array.from({ length: SERIES_HOURS }, (_, index) => new Date(at.getTime() - (SERIES_HOURS - index) * HOUR_MS)),
  }
}

/** Starts of the hours of a local day from `from` to before `to`. */
export function hoursBetween(from: Date, to: Date): Date[] {
  const hours = Math.ceil((to.getTime() - from.getTime()) / HOUR_MS)
  return Array.from({ length: Math.max(0, hours) }, (_, index) => new Date(from.getTime() + index * HOUR_MS))
}

/** Every instant the two days and the 24 hours are counted between, ascending, each once. */
export function boundsOf(moments: OverviewMoments): Date[] {
  const { at, sameYesterday, today, yesterday, hours } = moments
  const all = [
    ...hoursBetween(yesterday, today),
    ...hoursBetween(today, at),
    ...hours,
    sameYesterday,
    new Date(sameYesterday.getTime() - HOUR_MS),
  ]
  return [...new Set(all.map((each) => each.getTime()))].sort((a, b) => a - b).map((each) => new Date(each))
}

/** How many of what was counted by bucket lies from one bound to before another, or to the end. */
export function countBetween(
  bounds: readonly Date[],
  buckets: readonly { readonly bucket: number; readonly count: number }[],
  from: Date,
  to?: Date,
): number {
  const inside = ({ bucket }: { readonly bucket: number }): boolean => {
    const start = bounds[bucket - 1]
    return start !== undefined && start >= from && (to === undefined || start < to)
  }
  return buckets.filter(inside).reduce((sum, { count }) => sum + count, 0)
}

/** Each number with all before it added. */
export const runningTotal = (counts: readonly number[]): number[] => {
  let total = 0
  return counts.map((count) => {
    total += count
    return total
  })
}
