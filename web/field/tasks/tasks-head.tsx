import { useField } from '#web/field/shell/field.ts'
import { PartLink } from '#web/field/shell/part-link.tsx'
import { useWords } from '#web/shared/language/language.ts'
import styles from './tasks.module.css'
import { taskWords } from './words.ts'

/** The same tasks as a list or on the map, and asking for them anew. */
export function TasksHead() {
  const words = useWords(taskWords)
  const { refresh } = useField()
  return (
    <div className={styles.head}>
      <nav className={styles.switch} aria-label={words.shownAs}>
        <PartLink to="/" replace>
          {words.asList}
        </PartLink>
        <PartLink to="/map">{words.asMap}</PartLink>
      </nav>
      <button type="button" className={styles.refresh} onClick={() => void refresh()}>
        {words.refresh}
      </button>
    </div>
  )
}
