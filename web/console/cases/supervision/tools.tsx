import { Button, Select } from 'antd'
import type { ReactNode } from 'react'
import { PENDING_KINDS } from '#cases/lifecycle.ts'
import { LEVEL_NAMES, PENDING_NAMES } from '#cases/words.ts'
import { LEVELS } from '#platform/actor.ts'
import desk from '#web/console/cases/desk/desk.module.css'
import { changeFilter, type FilterField, type QueueFilter, writeFilter } from '#web/console/cases/queue/queue-filter.ts'
import { usePlaceOptions, useUnitOptions } from '#web/console/cases/workbench/filter-options.ts'
import { useSay, useWords } from '#web/shared/language/language.ts'
import type { SupervisionTab } from './tabs.ts'
import { supervisionWords } from './words.ts'

interface ToolsProps {
  readonly tab: SupervisionTab
  readonly filter: QueueFilter
  readonly onFilter: (filter: QueueFilter) => void
  readonly children?: ReactNode
}
interface Option {
  readonly value: string
  readonly label: string
}

/** What narrows a list of the desk: by place, by unit, by rank, and requests by their kind. */
export function Tools({ tab, filter, onFilter, children }: ToolsProps) {
  const words = useWords(supervisionWords)
  const say = useSay()
  const places = usePlaceOptions()
  const units = useUnitOptions()
  const levels = LEVELS.map((value) => ({ value, label: say(LEVEL_NAMES[value]) }))
  const kinds = PENDING_KINDS.map((value) => ({ value, label: say(PENDING_NAMES[value]) }))
  const chosen = (field: FilterField, label: string, any: string, options: readonly Option[], loading = false): ReactNode => (
    <Select
      className={desk.narrow}
      aria-label={label}
      placeholder={any}
      allowClear
      showSearch={{ optionFilterProp: 'label' }}
      popupMatchSelectWidth={false}
      loading={loading}
      options={[...options]}
      value={filter[field]}
      onChange={(value: string | undefined) => onFilter(changeFilter(filter, { [field]: value }))}
    />
  )
  return (
    <div className={desk.tools}>
      {chosen('placeCode', words.place, words.any.place, places.options, places.loading)}
      {chosen('unitId', words.unit, words.any.unit, units.options, units.loading)}
      {tab.key === 'pending'
        ? chosen('pendingKind', words.kind, words.any.kind, kinds)
        : chosen('loopLevel', words.level, words.any.level, levels)}
      {writeFilter(filter) !== writeFilter(tab.filter) && (
        <Button type="link" size="small" onClick={() => onFilter(tab.filter)}>
          {words.clear}
        </Button>
      )}
      <div className={desk.end}>{children}</div>
    </div>
  )
}
