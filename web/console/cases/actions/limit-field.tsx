import { Button, InputNumber, Select, Space } from 'antd'
import { LIMIT_UNITS, type LimitUnit, type Measure, measureOf, nameUnit, type TimeLimit } from '#catalogue/time-limit.ts'
import type { Case } from '#web/console/cases/api.ts'
import { useLanguage, useSay, useWords } from '#web/shared/language/language.ts'
import styles from './actions.module.css'
import { actionWords } from './words.ts'

export interface LimitFieldProps {
  readonly value?: TimeLimit | null
  readonly onChange?: (limit: TimeLimit | null) => void
  readonly id?: string
  /** Only units counted like this; every unit unless said. */
  readonly measure?: Measure | null
}

/** A length of time in one of the field's units. */
export function LimitField({ value = null, onChange, id, measure = null }: LimitFieldProps) {
  const words = useWords(actionWords)
  const language = useLanguage()
  const units = LIMIT_UNITS.filter((unit) => measure === null || measureOf(unit) === measure)
  const unit: LimitUnit = value?.unit ?? units[0] ?? 'work_hour'
  const set = (next: number | null, of: LimitUnit): void => onChange?.(next === null ? null : { value: next, unit: of })
  return (
    <Space.Compact>
      <InputNumber
        id={id}
        aria-label={words.limitValue}
        min={0.5}
        max={10_000}
        value={value?.value ?? null}
        onChange={(next) => set(next, unit)}
      />
      <Select<LimitUnit>
        aria-label={words.limitUnit}
        className={styles.unit}
        value={unit}
        onChange={(of) => set(value?.value ?? 1, of)}
        options={units.map((each) => ({ value: each, label: nameUnit(each, language) }))}
      />
    </Space.Compact>
  )
}

/** The limit of the standard, or one of its own with a reason. */
export function OwnLimitField({ of, value = null, onChange, id }: LimitFieldProps & { readonly of: Case }) {
  const words = useWords(actionWords)
  const say = useSay()
  const standard = of.standard ? say(of.standard.limitText) : ''
  if (value === null)
    return (
      <span className={styles.line}>
        {words.standardLimit(standard)}
        <Button size="small" onClick={() => onChange?.({ value: 1, unit: 'work_day' })}>
          {words.otherLimit}
        </Button>
      </span>
    )
  return (
    <div className={styles.stack}>
      <span className={styles.line}>
        <LimitField value={value} onChange={onChange} id={id} />
        <Button size="small" onClick={() => onChange?.(null)}>
          {words.standardLimit(standard)}
        </Button>
      </span>
      <p className={styles.hint}>{words.limitNeedsReason}</p>
    </div>
  )
}
