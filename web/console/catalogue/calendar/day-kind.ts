import type { CalendarDay } from '#web/console/catalogue/api-calendar.ts'

/** How a day looks: a weekend is off as in any week, a day off is listed. */
export type Look = 'working' | 'weekend' | 'off' | 'makeup'

export const lookOf = ({ kind, source }: CalendarDay): Look => (kind === 'off' && source === 'week' ? 'weekend' : kind)

/** What a day is set to: null as in any week. */
export type Arrangement = 'off' | 'work' | null

export const arrangementOf = ({ kind, source }: CalendarDay): Arrangement => {
  if (source === 'week') return null
  return kind === 'off' ? 'off' : 'work'
}
