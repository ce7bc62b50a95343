import { useWords } from '#web/shared/language/language.ts'
import { Failure } from '#web/shared/states/states.tsx'
import styles from './search.module.css'
import { type Found, SECTIONS } from './use-search.ts'
import { searchWords } from './words.ts'

interface SearchResultsProps {
  readonly found: Found
  readonly chosen: number
  readonly text: string
  readonly onOpen: (to: string) => void
}

/** What was found, section by section; the place is kept while more is typed. */
export function SearchResults({ found, chosen, text, onOpen }: SearchResultsProps) {
  const words = useWords(searchWords)
  if (found.error) return <Failure error={found.error} retry={found.retry} />
  if (text.trim() === '') return <p className={styles.hint}>{words.hint}</p>
  if (found.hits.length === 0)
    return (
      <p className={styles.hint} role="status">
        {found.isPending ? words.looking : words.nothing(text.trim())}
      </p>
    )
  return (
    <div id="search-results" role="listbox" aria-label={words.title} className={styles.results}>
      {SECTIONS.filter((section) => found.hits.some((hit) => hit.section === section)).map((section) => (
        // biome-ignore lint/a11y/useSemanticElements: a group of options has no element of its own
        <div key={section} role="group" aria-label={words.sections[section]}>
          <p className={styles.section} aria-hidden>
            {words.sections[section]}
          </p>
          {found.hits.map((hit, index) =>
            hit.section === section ? (
              // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are those of the search field
              <div
                key={hit.key}
                id={`search-hit-${index}`}
                role="option"
                tabIndex={-1}
                aria-selected={index === chosen}
                className={styles.hit}
                onClick={() => onOpen(hit.to)}
              >
                <span className={styles.name}>{hit.name}</span>
                <span className={styles.more}>{hit.more}</span>
              </div>
            ) : null,
          )}
        </div>
      ))}
    </div>
  )
}
