import { useWords } from '#web/shared/language/language.ts'
import styles from './calendar.module.css'
import { calendarWords } from './words.ts'

/** What the shapes mean, in words. */
export function Legend() {
  const words = useWords(calendarWords)
  return (
    <ul className={styles.legend} aria-label={words.legend}>
      {(['working', 'weekend', 'off', 'makeup'] as const).map((look) => (
        <li key={look}>
          <span className={styles.swatch} data-look={look} aria-hidden="true">
            8{(look === 'off' || look === 'makeup') && <b>{words.marks[look]}</b>}
          </span>
          {words.kinds[look]}
        </li>
      ))}
    </ul>
  )
}
