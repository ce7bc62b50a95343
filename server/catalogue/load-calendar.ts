import { findCity } from '#organisation/queries-places.ts'
import type { Db } from '#platform/db.ts'
import { unknownCity } from './problems.ts'
import { loadCalendar } from './queries-calendar.ts'
import { compileCalendar, type WorkingCalendar } from './working-calendar.ts'

/** Compiled calendars by city and stamp; an edited calendar has a new stamp, so an entry never goes stale and only has to be let go. */
const compiled = new Map<string, WorkingCalendar>()
const MOST_KEPT = 64

/**
 * A city's working calendar, compiled once for each state of it. `stamp` is `city.calendar_stamp` as read in the same transaction;
 * a city whose calendar was never set (null) has nothing to keep. `calendar.unknown_city` when there is no such city.
 */
export async function calendarOf(tx: Db, cityId: string, stamp: string | null): Promise<WorkingCalendar> {
  const key = `${cityId} ${stamp}`
  const kept = compiled.get(key)
  if (kept) return kept
  const calendar = await compileStored(tx, cityId)
  // Another transaction may have edited the calendar between the caller's reading of the stamp and ours of the days.
  const unchanged = (await findCity(tx, cityId))?.calendarStamp === stamp
  if (stamp !== null && unchanged) keep(key, calendar)
  return calendar
}

/** The calendar of a city as it stands now, for callers that have not read the city themselves. */
export async function currentCalendar(tx: Db, cityId: string): Promise<WorkingCalendar> {
  const city = await findCity(tx, cityId)
  if (!city) throw unknownCity(cityId)
  return calendarOf(tx, cityId, city.calendarStamp)
}

async function compileStored(tx: Db, cityId: string): Promise<WorkingCalendar> {
  const source = await loadCalendar(tx, cityId)
  if (!source) throw unknownCity(cityId)
  return compileCalendar(source)
}

function keep(key: string, calendar: WorkingCalendar): void {
  const oldest = compiled.keys().next().value
  if (compiled.size >= MOST_KEPT && oldest !== undefined) compiled.delete(oldest)
  compiled.set(key, calendar)
}
