import { Button, Select } from 'antd'
import { type ReactNode, useId, useState } from 'react'
import { PENDING_KINDS, STAGE_NAMES, STAGES } from '#cases/lifecycle.ts'
import { CHANNEL_NAMES, LEVEL_NAMES, LIGHT_NAMES, PENDING_NAMES } from '#cases/words.ts'
import { LIGHTS } from '#catalogue/time-limit.ts'
import { URGENCY_NAMES } from '#catalogue/urgency-names.ts'
import { LEVELS } from '#platform/actor.ts'
import { changeFilter, type FilterField, type QueueFilter, valuesOf } from '#web/console/cases/queue/queue-filter.ts'
import { type Bilingual, useSay, useWords } from '#web/shared/language/language.ts'
import { DayRange } from '#web/shared/time/day-range.tsx'
import { usePlaceOptions, useTypeOptions, useUnitOptions } from './filter-options.ts'
import { workbenchWords } from './words.ts'
import styles from './workbench.module.css'

interface FilterPanelProps {
  readonly filter: QueueFilter
  readonly plain: QueueFilter
  readonly onFilter: (filter: QueueFilter) => void
  readonly onDone: () => void
}
interface Option {
  readonly value: string
  readonly label: string
  /** What typing finds it by. */
  readonly found: string
}

const keysOf = <Key extends string>(names: Readonly<Record<Key, unknown>>): readonly Key[] => Object.keys(names) as Key[]
const listed = <Key extends string>(
  names: Readonly<Record<Key, Bilingual>>,
  say: (text: Bilingual) => string,
  keys: readonly Key[] = keysOf(names),
): readonly Option[] =>
  keys.map((key) => ({ value: key, label: say(names[key]), found: `${names[key].zh} ${names[key].en}`.toLowerCase() }))

const isFound = (typed: string, option: Option | undefined): boolean => option?.found.includes(typed.trim().toLowerCase()) ?? false

/** Everything a list can be narrowed by; each choice holds at once. */
export default function FilterPanel({ filter, plain, onFilter, onDone }: FilterPanelProps) {
  const words = useWords(workbenchWords)
  const say = useSay()
  const [typed, setTyped] = useState('')
  const types = useTypeOptions(typed)
  const places = usePlaceOptions()
  const units = useUnitOptions()
  const set = (field: FilterField, value: string | undefined): void => onFilter(changeFilter(filter, { [field]: value }))
  const choices: readonly {
    readonly field: FilterField
    readonly options: readonly Option[]
    readonly many?: boolean
    readonly loading?: boolean
  }[] = [
    { field: 'stage', options: listed(STAGE_NAMES, say, STAGES), many: true },
    { field: 'typeCode', options: types.options, many: true, loading: types.loading },
    { field: 'placeCode', options: places.options, loading: places.loading },
    { field: 'unitId', options: units.options, loading: units.loading },
    { field: 'light', options: listed(LIGHT_NAMES, say, LIGHTS), many: true },
    { field: 'pendingKind', options: listed(PENDING_NAMES, say, PENDING_KINDS) },
    { field: 'channel', options: listed(CHANNEL_NAMES, say), many: true },
    { field: 'loopLevel', options: listed(LEVEL_NAMES, say, LEVELS) },
    { field: 'urgency', options: listed(URGENCY_NAMES, say) },
  ]
  return (
    <div className={styles.fields}>
      {choices.map(({ field, options, many, loading }) => (
        <Labelled key={field} label={words.fields[field] ?? field}>
          {(id) => (
            <Select
              id={id}
              mode={many ? 'multiple' : undefined}
              allowClear
              showSearch={field === 'typeCode' ? { filterOption: false, onSearch: setTyped } : { filterOption: isFound }}
              placeholder={words.any}
              loading={loading}
              maxTagCount="responsive"
              options={[...options]}
              value={many ? [...valuesOf(filter, field)] : filter[field]}
              onChange={(value: string | string[] | undefined) => set(field, Array.isArray(value) ? value.join(',') : value)}
            />
          )}
        </Labelled>
      ))}
      <Labelled label={words.fields.reported ?? ''}>
        {(id) => (
          <DayRange
            id={id}
            from={filter.reportedFrom}
            to={filter.reportedTo}
            onChange={(reportedFrom, reportedTo) => onFilter(changeFilter(filter, { reportedFrom, reportedTo }))}
          />
        )}
      </Labelled>
      <div className={styles.fieldsEnd}>
        <Button onClick={() => onFilter(plain)}>{words.clearFilter}</Button>
        <Button onClick={onDone}>{words.done}</Button>
      </div>
    </div>
  )
}

function Labelled({ label, children }: { readonly label: string; readonly children: (id: string) => ReactNode }) {
  const id = useId()
  return (
    <>
      <label htmlFor={id}>{label}</label>
      {children(id)}
    </>
  )
}
