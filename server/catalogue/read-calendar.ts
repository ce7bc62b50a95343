import type { z } from 'zod'
import type { Actor } from '#platform/actor.ts'
import type { Db } from '#platform/db.ts'
import { todayOf } from './city-day.ts'
import type { DaysAnswer, YearAnswer } from './contract.ts'
import { daysOfYear } from './days-of-year.ts'
import { currentCalendar } from './load-calendar.ts'
import { listCalendarDays, listWorkingSlots, listWorkingYears } from './queries-calendar.ts'
import { workingDaysInYear } from './working-calendar.ts'

/** A year of the city's calendar: its days off and make-up workdays, published or not yet. */
export async function viewYear(tx: Db, { cityId }: Pick<Actor, 'cityId'>, year: number): Promise<z.input<typeof YearAnswer>> {
  const publishedYears = await listWorkingYears(tx, cityId)
  const published = publishedYears.includes(year)
  const workingDays = published ? workingDaysInYear(await currentCalendar(tx, cityId), year) : null
  const days = await listCalendarDays(tx, cityId, year)
  return { year, published, workingDays, days, publishedYears, slots: await listWorkingSlots(tx, cityId) }
}

/** Each day of a year, or of one of its months, with its kind and where that comes from. Past days of a published year cannot be edited. */
export async function viewDays(
  tx: Db,
  actor: Pick<Actor, 'cityId' | 'at'>,
  { year, month }: { year: number; month?: number | undefined },
): Promise<z.input<typeof DaysAnswer>> {
  const { published, days: listed, slots } = await viewYear(tx, actor, year)
  const today = await todayOf(tx, actor)
  const days = daysOfYear(year, listed)
    .filter(({ day }) => month === undefined || Number(day.slice(5, 7)) === month)
    .map((each) => ({ ...each, editable: !published || each.day >= today }))
  return { year, month: month ?? null, published, today, slots, workingDays: days.filter(({ kind }) => kind !== 'off').length, days }
}
