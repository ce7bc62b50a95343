import { type KeyboardEvent, useRef, useState } from 'react'
import type { CalendarDay, CalendarDays } from '#web/console/catalogue/api-calendar.ts'
import { useWords } from '#web/shared/language/language.ts'
import styles from './calendar.module.css'
import { DayCell } from './day-cell.tsx'
import { calendarWords } from './words.ts'

const STEPS: Readonly<Record<string, number>> = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 }

interface YearGridProps {
  readonly calendar: CalendarDays
  readonly onOpen: (day: CalendarDay) => void
}

/** Twelve months at a glance; one stop for the Tab key, arrow keys within. */
export function YearGrid({ calendar, onOpen }: YearGridProps) {
  const words = useWords(calendarWords)
  const { year, today, days } = calendar
  const grid = useRef<HTMLDivElement>(null)
  const [reached, setReached] = useState(today)
  const stop = days.some(({ day }) => day === reached) ? reached : (days.find(({ day }) => day >= today) ?? days[0])?.day
  const months = [...Map.groupBy(days, ({ day }) => Number(day.slice(5, 7)))]
  const move = (event: KeyboardEvent): void => {
    const step = STEPS[event.key]
    const index = days.findIndex(({ day }) => day === stop)
    const next = step === undefined ? undefined : days[index + step]
    if (!next) return
    event.preventDefault()
    setReached(next.day)
    grid.current?.querySelector<HTMLElement>(`[data-day="${next.day}"]`)?.focus()
  }
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would be drawn as one
    <div ref={grid} role="group" className={styles.year} aria-label={words.grid(year)} onKeyDown={move}>
      {months.map(([month, own]) => (
        <section key={month} className={styles.month} aria-label={`${year} ${words.month(month)}`}>
          <h2>{words.month(month)}</h2>
          <div className={styles.weekdays} aria-hidden="true">
            {words.weekdays.map((name, index) => (
              <span key={words.weekdayNames[index]}>{name}</span>
            ))}
          </div>
          <div className={styles.days}>
            {own.map((day, index) => (
              <span key={day.day} style={index === 0 ? { gridColumnStart: day.weekday } : undefined}>
                <DayCell
                  day={day}
                  today={day.day === today}
                  reached={day.day === stop}
                  onOpen={onOpen}
                  onReach={({ day: at }) => setReached(at)}
                />
              </span>
            ))}
          </div>
        </section>
      ))}
    </div>
  )
}
