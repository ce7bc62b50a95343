import { StarOutlined } from '@ant-design/icons'
import { Button, Popover } from 'antd'
import { lazy, Suspense, useState } from 'react'
import type { QueueFilter } from '#web/console/cases/queue/queue-filter.ts'
import { useWords } from '#web/shared/language/language.ts'
import { usePreferences } from '#web/shared/session/preferences.ts'
import { Loading } from '#web/shared/states/states.tsx'
import { workbenchWords } from './words.ts'

const SavedPanel = lazy(() => import('./saved-panel.tsx'))

interface SavedFiltersProps {
  readonly filter: QueueFilter
  readonly onFilter: (filter: QueueFilter) => void
}

/** Opens the filters kept under a name. */
export function SavedFilters({ filter, onFilter }: SavedFiltersProps) {
  const words = useWords(workbenchWords)
  const { data } = usePreferences()
  const [open, setOpen] = useState(false)
  const panel = (
    <Suspense fallback={<Loading rows={4} />}>
      <SavedPanel filter={filter} onFilter={onFilter} onDone={() => setOpen(false)} />
    </Suspense>
  )
  return (
    <Popover open={open} onOpenChange={setOpen} trigger="click" placement="bottomRight" content={panel} destroyOnHidden>
      <Button icon={<StarOutlined aria-hidden />} disabled={data === undefined} aria-expanded={open}>
        {words.saved}
      </Button>
    </Popover>
  )
}
