import type { CalendarDay } from './calendar-source.ts'
import { DAY_MS, nameDay } from './local-time.ts'

/** `makeup`: a weekend day people work; `off`: a weekend or a day off; `source`: the plain week, or a line of the calendar. */
export interface ShownDay {
  readonly day: string
  /** 1 Monday to 7 Sunday. */
  readonly weekday: number
  readonly kind: 'working' | 'off' | 'makeup'
  readonly source: 'week' | 'listed'
  readonly name: string | null
}

/** Every day of a year as it counts. */
export function daysOfYear(year: number, listed: readonly CalendarDay[]): ShownDay[] {
  const lines = new Map(listed.map((each) => [each.day, each]))
  const days: ShownDay[] = []
  for (let wall = Date.UTC(year, 0, 1); wall < Date.UTC(year + 1, 0, 1); wall += DAY_MS) {
    const day = nameDay(wall)
    const weekday = new Date(wall).getUTCDay() || 7
    const line = lines.get(day)
    const works = line ? line.kind === 'work' : weekday < 6
    const kind = !works ? 'off' : weekday < 6 ? 'working' : 'makeup'
    days.push({ day, weekday, kind, source: line ? 'listed' : 'week', name: line?.name || null })
  }
  return days
}
