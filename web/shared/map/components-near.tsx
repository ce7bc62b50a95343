import { useWords } from '#web/shared/language/language.ts'
import { placeWords } from './place-words.ts'
import styles from './places.module.css'
import type { ComponentNear } from './places.ts'

interface ComponentsNearProps {
  readonly components: readonly ComponentNear[]
  readonly chosen: string | null
  readonly onChoose: (component: ComponentNear | null) => void
}

const MOST = 8

/** The nearest components, one of which the case may be about; pressed again it is no longer chosen. */
export function ComponentsNear({ components, chosen, onChoose }: ComponentsNearProps) {
  const words = useWords(placeWords)
  if (components.length === 0) return <p className={styles.faint}>{words.noComponents}</p>
  return (
    <section className={styles.components} aria-label={words.components}>
      <h3>{words.components}</h3>
      <ul>
        {components.slice(0, MOST).map((component) => (
          <li key={component.code}>
            <button
              type="button"
              aria-pressed={component.code === chosen}
              onClick={() => onChoose(component.code === chosen ? null : component)}
            >
              <span>{component.name}</span>
              <span className={styles.faint}>{component.code}</span>
              <span>{words.metres(Math.round(component.metres))}</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}
