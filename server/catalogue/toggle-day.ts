import { lockCity } from '#organisation/queries-calendar-stamp.ts'
import type { Actor } from '#platform/actor.ts'
import type { Db } from '#platform/db.ts'
import { setCalendarYear } from './edit-calendar.ts'
import { listCalendarDays } from './queries-calendar.ts'

export interface DayInput {
  /** Local day YYYY-MM-DD. */
  readonly day: string
  /** Null gives the day back to the plain week. */
  readonly kind: 'off' | 'work' | null
  readonly name: string
}

/** Makes one day off, a make-up workday or a plain day. Refused as `setCalendarYear` refuses it: `calendar.past_day` in a published year. */
export async function toggleDay(tx: Db, actor: Actor, { day, kind, name }: DayInput): Promise<number> {
  // Two days changed at once would each write back the other's old state.
  await lockCity(tx, actor.cityId)
  const year = Number(day.slice(0, 4))
  const others = (await listCalendarDays(tx, actor.cityId, year)).filter((each) => each.day !== day)
  const days = kind === null ? others : [...others, { day, kind, name }]
  await setCalendarYear(tx, actor, { year, days, publish: false })
  return year
}
