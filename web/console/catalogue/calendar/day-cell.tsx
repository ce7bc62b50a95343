import type { CalendarDay } from '#web/console/catalogue/api-calendar.ts'
import { useWords } from '#web/shared/language/language.ts'
import styles from './calendar.module.css'
import { lookOf } from './day-kind.ts'
import { calendarWords } from './words.ts'

interface DayCellProps {
  readonly day: CalendarDay
  readonly today: boolean
  /** The one day the Tab key reaches. */
  readonly reached: boolean
  readonly onOpen: (day: CalendarDay) => void
  readonly onReach: (day: CalendarDay) => void
}

/** One day: its number, and the word and shape of what differs from any week. */
export function DayCell({ day, today, reached, onOpen, onReach }: DayCellProps) {
  const words = useWords(calendarWords)
  const look = lookOf(day)
  const mark = look === 'off' || look === 'makeup' ? words.marks[look] : null
  const weekday = words.weekdayNames[day.weekday - 1]
  const number = Number(day.day.slice(8))
  // What is seen comes first, so that whoever says what they see is understood.
  const told = [`${number}${mark ?? ''}`, day.day, weekday, words.kinds[look], day.name, today && words.today].filter(Boolean).join(' ')
  return (
    <button
      type="button"
      className={styles.day}
      data-look={look}
      data-today={today}
      data-day={day.day}
      tabIndex={reached ? 0 : -1}
      aria-label={told}
      title={told}
      onClick={() => onOpen(day)}
      onFocus={() => onReach(day)}
    >
      {number}
      {mark && <b>{mark}</b>}
    </button>
  )
}
