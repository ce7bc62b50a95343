import { findCity } from '#organisation/queries-places.ts'
import type { Db } from '#platform/db.ts'
import type { CalendarDay, CalendarSource, WorkingSlot } from './calendar-source.ts'

/** The whole calendar of a city as stored, ready for `compileCalendar`; undefined when there is no such city. */
export async function loadCalendar(tx: Db, cityId: string): Promise<CalendarSource | undefined> {
  const city = await findCity(tx, cityId)
  if (city === undefined) return undefined
  const years = await listWorkingYears(tx, cityId)
  const days = await listCalendarDays(tx, cityId)
  return { timeZone: city.timeZone, years, days, slots: await listWorkingSlots(tx, cityId) }
}

/** The published years, in order. */
export async function listWorkingYears(tx: Db, cityId: string): Promise<number[]> {
  const rows = await tx.selectFrom('workingYear').select('year').where('cityId', '=', cityId).orderBy('year').execute()
  return rows.map(({ year }) => year)
}

/** The days that differ from the plain week, of all years or of one. */
export const listCalendarDays = (tx: Db, cityId: string, year?: number): Promise<CalendarDay[]> =>
  tx
    .selectFrom('calendarDay')
    .select(['day', 'kind', 'name'])
    .where('cityId', '=', cityId)
    .$if(year !== undefined, (query) => query.where('day', '>=', `${year}-01-01`).where('day', '<=', `${year}-12-31`))
    .orderBy('day')
    .execute()

/** The hours of a working day, in order. */
export const listWorkingSlots = (tx: Db, cityId: string): Promise<WorkingSlot[]> =>
  tx.selectFrom('workingSlot').select(['fromTime as from', 'toTime as to']).where('cityId', '=', cityId).orderBy('sort').execute()

/** Publishes years: from now on limits may be computed in them. Years already published stay. */
export async function insertWorkingYears(tx: Db, cityId: string, years: readonly number[]): Promise<void> {
  const rows = years.map((year) => ({ cityId, year }))
  if (rows.length > 0)
    await tx
      .insertInto('workingYear')
      .values(rows)
      .onConflict((conflict) => conflict.doNothing())
      .execute()
}

/** Sets days apart from the plain week, each replacing what was said of that day. */
export async function setCalendarDays(tx: Db, cityId: string, days: readonly CalendarDay[]): Promise<void> {
  if (days.length === 0) return
  await tx
    .insertInto('calendarDay')
    .values(days.map(({ day, kind, name }) => ({ cityId, day, kind, name })))
    .onConflict((conflict) =>
      conflict.columns(['cityId', 'day']).doUpdateSet((row) => ({ kind: row.ref('excluded.kind'), name: row.ref('excluded.name') })),
    )
    .execute()
}

/** Gives days back to the plain week. */
export async function removeCalendarDays(tx: Db, cityId: string, days: readonly string[]): Promise<void> {
  if (days.length > 0) await tx.deleteFrom('calendarDay').where('cityId', '=', cityId).where('day', 'in', days).execute()
}

/** Replaces the hours of a working day. */
export async function setWorkingSlots(tx: Db, cityId: string, slots: readonly WorkingSlot[]): Promise<void> {
  await tx.deleteFrom('workingSlot').where('cityId', '=', cityId).execute()
  const rows = slots.map(({ from, to }, sort) => ({ cityId, sort, fromTime: from, toTime: to }))
  if (rows.length > 0) await tx.insertInto('workingSlot').values(rows).execute()
}
