// biome-ignore-all lint/a11y/useSemanticElements: rows placed one by one make a grid, not a table
import type { CaseSort } from '#web/console/cases/api-lists.ts'
import { useWords } from '#web/shared/language/language.ts'
import type { QueueColumn } from './columns.tsx'
import styles from './queue.module.css'
import { queueWords } from './words.ts'

interface QueueHeadProps {
  readonly columns: readonly QueueColumn[]
  readonly sort: CaseSort
  readonly onSort?: ((sort: CaseSort) => void) | undefined
  /** How much of what is loaded is selected; absent where nothing can be. */
  readonly selection?: { readonly state: 'none' | 'some' | 'all'; readonly toggle: () => void } | undefined
}

const ARIA_SORT: Readonly<Record<CaseSort, 'ascending' | 'descending'>> = {
  newest: 'descending', oldest: 'ascending', due: 'ascending', urgent: 'ascending',
} // biome-ignore format: one row

/** The names of the columns; those the server can order by are pressed to do so. */
export function QueueHead({ columns, sort, onSort, selection }: QueueHeadProps) {
  const words = useWords(queueWords)
  return (
    <div role="row" className={styles.head} aria-rowindex={1} tabIndex={-1}>
      {selection && (
        <div role="columnheader" className={styles.check} tabIndex={-1}>
          <input
            type="checkbox"
            aria-label={words.selectAll}
            title={words.selectAll}
            checked={selection.state === 'all'}
            ref={(box) => {
              if (box) box.indeterminate = selection.state === 'some'
            }}
            onChange={selection.toggle}
          />
        </div>
      )}
      {columns.map(({ key, sorts }) => {
        const isSorted = sorts?.includes(sort) ?? false
        const next = sorts && (sorts[(sorts.indexOf(sort) + 1) % sorts.length] as CaseSort)
        return (
          <div key={key} role="columnheader" className={styles.cell} aria-sort={isSorted ? ARIA_SORT[sort] : undefined} tabIndex={-1}>
            {next && onSort ? (
              <button type="button" className={styles.sort} onClick={() => onSort(next)} title={words.sortBy(words.columns[key])}>
                {words.columns[key]}
                <span aria-hidden="true">{isSorted ? (ARIA_SORT[sort] === 'ascending' ? '↑' : '↓') : ''}</span>
              </button>
            ) : (
              words.columns[key]
            )}
          </div>
        )
      })}
    </div>
  )
}
