import { lockCity, setCalendarStamp } from '#organisation/queries-calendar-stamp.ts'
import type { City } from '#organisation/queries-places.ts'
import type { Actor } from '#platform/actor.ts'
import { localDay } from '#platform/clock.ts'
import type { Db } from '#platform/db.ts'
import { newId } from '#platform/identifier.ts'
import type { CalendarDay, CalendarSource, WorkingSlot } from './calendar-source.ts'
import { parseDay } from './local-time.ts'
import { badCalendarSource, pastDay, unknownCity, wrongYear } from './problems.ts'
import {
  insertWorkingYears,
  listCalendarDays,
  loadCalendar,
  removeCalendarDays,
  setCalendarDays,
  setWorkingSlots,
} from './queries-calendar.ts'
import { compileCalendar } from './working-calendar.ts'

export interface YearInput {
  readonly year: number
  /** Every day of the year that differs from the plain week; it replaces the whole list of that year. */
  readonly days: readonly CalendarDay[]
  /** Publishes the year: limits may be computed in it from now on. A published year stays published. */
  readonly publish: boolean
}

/**
 * Sets the days of a year. An unpublished year is free to edit. In a published one only today and later days may change (`calendar.past_day`):
 * verdicts were reached by the days before. Due dates already frozen on cases do not move; what is computed from now on follows the new days.
 */
export async function setCalendarYear(tx: Db, actor: Actor, input: YearInput): Promise<void> {
  const old = await checkCalendarYear(tx, actor, input)
  await removeCalendarDays(tx, actor.cityId, old)
  await setCalendarDays(tx, actor.cityId, input.days)
  if (input.publish) await insertWorkingYears(tx, actor.cityId, [input.year])
  await setCalendarStamp(tx, actor.cityId, newId(actor.at))
}

/** Everything `setCalendarYear` may refuse, without writing; the days that were listed for the year so far. */
export async function checkCalendarYear(tx: Db, actor: Actor, input: YearInput): Promise<string[]> {
  const { city, source } = await lockedCalendar(tx, actor.cityId)
  refuseWrongYear(input)
  refuseEmptyYear(input)
  const before = await listCalendarDays(tx, city.cityId, input.year)
  if (source.years.includes(input.year)) refusePast(changedDays(before, input.days), localDay(actor.at, city.timeZone))
  const old = before.map(({ day }) => day)
  compileCalendar({ ...source, days: [...source.days.filter(({ day }) => !old.includes(day)), ...input.days] })
  return old
}

/**
 * Replaces the hours of every working day. They are not dated: what is computed from now on uses them for all days, and a clock that runs
 * counts by them from then on. Due dates already frozen on cases do not move.
 */
export async function setWorkingHours(tx: Db, actor: Actor, input: { slots: readonly WorkingSlot[] }): Promise<void> {
  const { city, source } = await lockedCalendar(tx, actor.cityId)
  compileCalendar({ ...source, slots: input.slots })
  await setWorkingSlots(tx, city.cityId, input.slots)
  await setCalendarStamp(tx, city.cityId, newId(actor.at))
}

/** The calendar as it stands, held against other edits. Each edit compiles what it would become before it writes anything, so no bad calendar is ever stored. */
async function lockedCalendar(tx: Db, cityId: string): Promise<{ city: City; source: CalendarSource }> {
  const city = await lockCity(tx, cityId)
  const source = await loadCalendar(tx, cityId)
  if (!city || !source) throw unknownCity(cityId)
  return { city, source }
}

function refuseWrongYear({ year, days }: YearInput): void {
  const wrong = days.map(({ day }) => day).filter((day) => new Date(parseDay(day)).getUTCFullYear() !== year)
  if (wrong.length > 0) throw wrongYear(wrong, year)
  const twice = days.map(({ day }) => day).filter((day, index, all) => all.indexOf(day) !== index)
  if (twice.length > 0) throw badCalendarSource('days', twice.join(', '), { zh: '每天只能列一次', en: 'each day may be listed once' })
}

/** A year published by a slip, before its days were entered, would set deadlines on New Year's Day. */
function refuseEmptyYear({ days, publish }: YearInput): void {
  if (!publish || days.some(({ kind }) => kind === 'off')) return
  throw badCalendarSource('days', '0', {
    zh: '公布的年份至少要有一个放假日',
    en: 'a year that is published has at least one official day off',
  })
}

/** The days that become another kind of day; a new name alone changes no arithmetic. */
function changedDays(before: readonly CalendarDay[], after: readonly CalendarDay[]): string[] {
  const [was, is] = [new Map(before.map(({ day, kind }) => [day, kind])), new Map(after.map(({ day, kind }) => [day, kind]))]
  return [...new Set([...was.keys(), ...is.keys()])].filter((day) => was.get(day) !== is.get(day)).sort()
}

function refusePast(days: readonly string[], today: string): void {
  const past = days.filter((day) => day < today)
  if (past.length > 0) throw pastDay(past, today)
}
