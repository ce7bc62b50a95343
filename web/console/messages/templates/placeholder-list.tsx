import { findTemplateKind } from '#messages/placeholders.ts'
import { useWords } from '#web/shared/language/language.ts'
import type { KindKey } from './template-kinds.ts'
import styles from './templates.module.css'
import { templatesWords } from './words.ts'

interface PlaceholderListProps {
  readonly kind: KindKey
  /** Null for those who only look. */
  readonly onInsert: ((name: string) => void) | null
}

/** What may stand in braces in a text, each explained; a click puts it where the cursor was. */
export function PlaceholderList({ kind, onInsert }: PlaceholderListProps) {
  const words = useWords(templatesWords)
  const { placeholders = [], required = [] } = findTemplateKind(kind.step, kind.audience, kind.channel) ?? {}
  const meaning = (name: string): string => {
    if (name === 'link') return kind.step === 'confirm' ? words.linkConfirm : words.links[kind.audience]
    return words.meanings[name] ?? name
  }
  return (
    <section className={styles.placeholders} aria-labelledby="template-placeholders">
      <h3 id="template-placeholders">{words.placeholders}</h3>
      {onInsert && <p className={styles.faint}>{words.placeholdersText}</p>}
      <ul>
        {placeholders.map((name) => (
          <li key={name}>
            {onInsert ? (
              <button type="button" aria-label={words.insert(name)} onClick={() => onInsert(name)}>
                {`{${name}}`}
              </button>
            ) : (
              <code>{`{${name}}`}</code>
            )}
            <span>
              {meaning(name)}
              {required.includes(name) && <b className={styles.required}>{words.required}</b>}
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}
