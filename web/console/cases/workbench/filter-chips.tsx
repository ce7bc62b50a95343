import { CloseOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { changeFilter, type FilterField, type QueueFilter } from '#web/console/cases/queue/queue-filter.ts'
import { useWords } from '#web/shared/language/language.ts'
import { useFilterText } from './filter-text.ts'
import { workbenchWords } from './words.ts'
import styles from './workbench.module.css'

interface FilterChipsProps {
  readonly filter: QueueFilter
  readonly plain: QueueFilter
  readonly onFilter: (filter: QueueFilter) => void
}

/** What narrows the list beyond its box, each taken off with one press. */
export function FilterChips({ filter, plain, onFilter }: FilterChipsProps) {
  const words = useWords(workbenchWords)
  const text = useFilterText(filter)
  const fields = (Object.keys(filter) as FilterField[]).filter((field) => field !== 'text' && filter[field] !== plain[field])
  if (fields.length === 0) return <div className={styles.chips} />
  return (
    <div className={styles.chips}>
      {fields.map((field) => {
        const told = words.fields[field] ? `${words.fields[field]} ${text(field)}` : text(field)
        return (
          <span key={field} className={styles.chip} title={told}>
            <span>{told}</span>
            <Button
              type="text"
              size="small"
              icon={<CloseOutlined aria-hidden />}
              aria-label={words.removeFilter(told)}
              onClick={() => onFilter(changeFilter(filter, { [field]: undefined }))}
            />
          </span>
        )
      })}
      {fields.length > 1 && (
        <Button type="link" size="small" onClick={() => onFilter(plain)}>
          {words.clearFilter}
        </Button>
      )}
    </div>
  )
}
