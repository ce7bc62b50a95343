import type { z } from 'zod'
import type { Actor } from '#platform/actor.ts'
import type { Db } from '#platform/db.ts'
import type { YearAnswer } from './contract.ts'
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
