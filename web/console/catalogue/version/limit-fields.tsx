import { Form, InputNumber, Select } from 'antd'
import { CONDITION_FIELD_NAMES, LIMIT_UNIT_NAMES } from '#catalogue/entry-words.ts'
import { LIMIT_UNITS, measureOf } from '#catalogue/time-limit.ts'
import { REGIONS, tellLimits } from '#web/console/catalogue/limits.tsx'
import { statements, useLanguage, useSay, useWords } from '#web/shared/language/language.ts'
import type { ConditionValues } from './condition-form.tsx'
import styles from './version.module.css'
import { formFieldWords } from './words.ts'

interface LimitFieldsProps {
  readonly label: string
  readonly value: readonly string[]
  readonly unit: readonly string[]
  readonly optional?: boolean
}

/** How long, in which unit. */
export function LimitFields({ label, value, unit, optional = false }: LimitFieldsProps) {
  const say = useSay()
  const options = LIMIT_UNITS.map((each) => ({ value: each, label: say(LIMIT_UNIT_NAMES[each]) }))
  return (
    <div className={styles.limit}>
      <span>{label}</span>
      <Form.Item name={[...value]}>
        <InputNumber aria-label={label} min={0} />
      </Form.Item>
      <Form.Item name={[...unit]}>
        <Select aria-label={`${label} ${say(CONDITION_FIELD_NAMES.limitUnit)}`} options={options} allowClear={optional} />
      </Form.Item>
    </div>
  )
}

/** What the limits typed so far mean. */
export function LimitInWords() {
  const words = useWords(formFieldWords)
  const language = useLanguage()
  const form = Form.useFormInstance<ConditionValues>()
  const values = Form.useWatch([], { form, preserve: true }) as Partial<ConditionValues> | undefined
  if (!values?.limitValue || !values.limitUnit) return null
  const { limitValue, limitUnit } = values
  const own = REGIONS.flatMap((region) => {
    const limit = values.limitByRegion?.[region]
    return limit?.value ? [[region, { value: limit.value, unit: limit.unit ?? limitUnit }] as const] : []
  })
  const told = tellLimits({ limitValue, limitUnit, limitByRegion: Object.fromEntries(own) }, language)
  return (
    <p className={styles.faint} role="status">
      {words.inWords} {statements(told, language)} · {words.counted[measureOf(limitUnit)]}
    </p>
  )
}
