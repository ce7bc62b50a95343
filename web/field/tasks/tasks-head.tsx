import { NavLink } from 'react-router'
import { useField } from '#web/field/shell/field.ts'
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
        <NavLink to="/" end replace>
          {words.asList}
        </NavLink>
        <NavLink to="/map">{words.asMap}</NavLink>
      </nav>
      <button type="button" className={styles.refresh} onClick={() => void refresh()}>
        {words.refresh}
      </button>
    </div>
  )
}
