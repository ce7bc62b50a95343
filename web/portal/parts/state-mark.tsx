import { useWords } from '#web/shared/language/language.ts'
import type { State } from '../api.ts'
import styles from './parts.module.css'
import { partsWords } from './words.ts'

/** In which of three states a report is: a shape that fills up, and the word. */
export function StateMark({ state }: { readonly state: State }) {
  const words = useWords(partsWords)
  return (
    <span className={styles.state}>
      <svg viewBox="0 0 20 20" aria-hidden="true">
        <circle cx="10" cy="10" r="8" className={state === 'done' ? styles.full : undefined} />
        {state === 'working' && <path className={styles.half} d="M10 2a8 8 0 0 1 0 16Z" />}
        {state === 'done' && <path className={styles.tick} d="m6 10.500 3 3 5.500-6.500" />}
      </svg>
      {words.states[state]}
    </span>
  )
}
