import { Button, Segmented, Select } from 'antd'
import { useMemo, useState } from 'react'
import { isOpen, STAGE_NAMES, STAGES } from '#cases/lifecycle.ts'
import { valuesOf } from '#web/console/cases/queue/queue-filter.ts'
import { useTypeOptions } from '#web/console/cases/workbench/filter-options.ts'
import { useSay, useWords } from '#web/shared/language/language.ts'
import type { MapBounds } from '#web/shared/map/map-props.ts'
import styles from './map-page.module.css'
import { PlaceSearch } from './place-search.tsx'
import type { MapAddress } from './use-map-address.ts'
import { mapPageWords } from './words.ts'

const BOXES = ['all', 'inbox', 'mine'] as const
const OPEN_STAGES = STAGES.filter(isOpen)

interface MapFiltersProps {
  readonly address: MapAddress
  readonly onPlace: (bounds: MapBounds) => void
}

/** The queue's filters, as far as a map has use for them. Lights are filtered by its legend. */
export function MapFilters({ address: { filter, change, clear }, onPlace }: MapFiltersProps) {
  const words = useWords(mapPageWords)
  const say = useSay()
  const stages = useMemo(() => OPEN_STAGES.map((stage) => ({ value: stage, label: say(STAGE_NAMES[stage]) })), [say])
  const [typed, setTyped] = useState('')
  const { options: types, loading } = useTypeOptions(typed)
  const several = { mode: 'multiple', maxTagCount: 'responsive', allowClear: true, popupMatchSelectWidth: false } as const
  const isFiltered = Object.keys(filter).length > 0
  return (
    <div className={styles.filters}>
      <Segmented
        aria-label={words.whose}
        value={filter.box ?? 'all'}
        options={BOXES.map((box) => ({ value: box, label: words.boxes[box] }))}
        onChange={(box) => change('box', box === 'all' ? '' : box)}
      />
      <Select
        {...several}
        className={styles.field}
        aria-label={words.stage}
        placeholder={words.stage}
        optionFilterProp="label"
        value={[...valuesOf(filter, 'stage')]}
        options={stages}
        onChange={(chosen: string[]) => change('stage', chosen.join(','))}
      />
      <Select
        {...several}
        className={styles.field}
        aria-label={words.type}
        placeholder={words.type}
        loading={loading}
        showSearch={{ filterOption: false, onSearch: setTyped }}
        value={[...valuesOf(filter, 'typeCode')]}
        options={types}
        onChange={(chosen: string[]) => change('typeCode', chosen.join(','))}
      />
      {isFiltered && (
        <Button type="text" onClick={clear}>
          {words.clear}
        </Button>
      )}
      <PlaceSearch onPlace={onPlace} />
    </div>
  )
}
