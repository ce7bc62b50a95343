import { FilterOutlined } from '@ant-design/icons'
import { Button, type InputRef, Popover } from 'antd'
import { lazy, type RefObject, Suspense, useCallback, useRef, useState } from 'react'
import { changeFilter, type QueueFilter } from '#web/console/cases/queue/queue-filter.ts'
import { useWords } from '#web/shared/language/language.ts'
import { Loading } from '#web/shared/states/states.tsx'
import { ColumnsMenu } from './columns-menu.tsx'
import { ExportMenu } from './export-menu.tsx'
import { FilterChips } from './filter-chips.tsx'
import { SavedFilters } from './saved-filters.tsx'
import { SearchField } from './search-field.tsx'
import type { Address } from './use-address.ts'
import type { Look } from './use-workbench-look.ts'
import { workbenchWords } from './words.ts'
import styles from './workbench.module.css'

const FilterPanel = lazy(() => import('./filter-panel.tsx'))

interface ToolsProps {
  readonly address: Address
  readonly search: RefObject<InputRef | null>
  readonly look: Look
  readonly onLook: (change: Partial<Look>) => void
  readonly onResetColumns: () => void
  /** The filter of the box alone. */
  readonly plain: QueueFilter
}

/** What narrows the list and how it is drawn: one line above it. */
export function Tools({ address, search, look, onLook, onResetColumns, plain }: ToolsProps) {
  const words = useWords(workbenchWords)
  const [open, setOpen] = useState(false)
  const latest = useRef(address)
  latest.current = address
  const setText = useCallback((text: string) => latest.current.setFilter(changeFilter(latest.current.filter, { text })), [])
  const { filter, setFilter } = address
  const panel = (
    <Suspense fallback={<Loading rows={8} />}>
      <FilterPanel filter={filter} plain={plain} onFilter={setFilter} onDone={() => setOpen(false)} />
    </Suspense>
  )
  return (
    <div className={styles.tools} role="toolbar" aria-label={words.filter}>
      <SearchField field={search} text={filter.text ?? ''} onText={setText} />
      <Popover open={open} onOpenChange={setOpen} trigger="click" placement="bottomLeft" content={panel} destroyOnHidden>
        <Button icon={<FilterOutlined aria-hidden />} aria-expanded={open}>
          {words.filter}
        </Button>
      </Popover>
      <FilterChips filter={filter} plain={plain} onFilter={setFilter} />
      <div className={styles.end}>
        <SavedFilters filter={filter} onFilter={setFilter} />
        <ColumnsMenu look={look} onLook={onLook} onReset={onResetColumns} />
        <ExportMenu filter={filter} />
      </div>
    </div>
  )
}
