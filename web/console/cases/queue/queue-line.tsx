// biome-ignore-all lint/a11y/useSemanticElements: rows placed one by one make a grid, not a table
import { memo } from 'react'
import { useWords } from '#web/shared/language/language.ts'
import type { QueueColumn } from './columns.tsx'
import styles from './queue.module.css'
import type { QueueRow } from './queue-changes.ts'
import { queueWords } from './words.ts'

export interface LineEvents {
  readonly onPress: (index: number, shift: boolean) => void
  readonly onToggle: (index: number, shift: boolean) => void
}
interface QueueLineProps extends LineEvents {
  readonly line: QueueRow
  readonly index: number
  readonly top: number
  readonly columns: readonly QueueColumn[]
  readonly isCursor: boolean
  readonly isSelected: boolean
  readonly isOpen: boolean
  readonly selectable: boolean
}

const classesOf = ({ line, isCursor, isSelected, isOpen }: QueueLineProps): string =>
  [styles.line, line.gone && styles.gone, isCursor && styles.cursor, (isSelected || isOpen) && styles.selected].filter(Boolean).join(' ')

/** One case of a list. Only the line at the cursor can be reached by Tab; arrows move between them. */
export const QueueLine = memo(function QueueLine(props: QueueLineProps) {
  const { line, index, top, columns, isCursor, isSelected, isOpen, selectable, onPress, onToggle } = props
  const words = useWords(queueWords)
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the list hears the keys of all its lines (use-queue-keys.ts)
    <div
      role="row"
      id={`case-${line.row.id}`}
      className={classesOf(props)}
      style={{ transform: `translateY(${top}px)` }}
      aria-rowindex={index + 2}
      aria-selected={isSelected}
      aria-current={isOpen || undefined}
      tabIndex={isCursor ? 0 : -1}
      onClick={(event) => onPress(index, event.shiftKey)}
    >
      {selectable && (
        // biome-ignore lint/a11y/useKeyWithClickEvents: x selects
        <div role="gridcell" className={styles.check} onClick={(event) => event.stopPropagation()} tabIndex={-1}>
          <input
            type="checkbox"
            tabIndex={-1}
            checked={isSelected}
            disabled={line.gone}
            aria-label={words.select(line.row.number)}
            onChange={() => {}}
            onClick={(event) => onToggle(index, event.shiftKey)}
          />
        </div>
      )}
      {columns.map(({ key, Cell }) => (
        <div key={key} role="gridcell" className={styles.cell} tabIndex={-1}>
          <Cell line={line} />
        </div>
      ))}
    </div>
  )
})
