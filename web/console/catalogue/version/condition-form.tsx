import { Form, Input, InputNumber, Select } from 'antd'
import { ConditionFields, ConditionInput } from '#catalogue/contract.ts'
import { CONDITION_FIELD_NAMES } from '#catalogue/entry-words.ts'
import type { LimitUnit } from '#catalogue/time-limit.ts'
import { URGENCY_NAMES } from '#catalogue/urgency-names.ts'
import { type FilingCondition, type ProblemType, setCondition } from '#web/console/catalogue/api.ts'
import { REGIONS, regionName } from '#web/console/catalogue/limits.tsx'
import { FormDialog } from '#web/shared/form/form-dialog.tsx'
import { useContractForm } from '#web/shared/form/use-contract-form.ts'
import { useLanguage, useSay, useWords } from '#web/shared/language/language.ts'
import { LimitFields, LimitInWords } from './limit-fields.tsx'
import { useSaved } from './use-draft-write.tsx'
import styles from './version.module.css'
import { formFieldWords, versionPageWords } from './words.ts'

type RegionLimit = { readonly value?: number | null; readonly unit?: LimitUnit }
export interface ConditionValues extends Omit<FilingCondition, 'limitByRegion' | 'limit'> {
  readonly limitByRegion: Readonly<Partial<Record<(typeof REGIONS)[number], RegionLimit>>>
}

const fresh = ({ conditions }: ProblemType): Partial<ConditionValues> => ({
  number: Math.max(0, ...conditions.map(({ number }) => number)) + 1,
  limitUnit: 'work_day',
  urgency: 'normal',
  provenance: '',
  limitByRegion: {},
})

/** A class without a value of its own has the plain limit. */
const bodyOf = ({ number, limitByRegion = {}, ...rest }: ConditionValues, requestId: string) => {
  const own = REGIONS.flatMap((region) => {
    const limit = limitByRegion[region]
    return limit?.value ? [[region, { value: limit.value, unit: limit.unit ?? rest.limitUnit }] as const] : []
  })
  return { ...rest, number, limitByRegion: Object.fromEntries(own), requestId }
}

interface ConditionFormProps {
  readonly versionId: string
  readonly type: ProblemType
  /** Null for a new one. */
  readonly condition: FilingCondition | null
  readonly onClose: () => void
}

/** A filing condition of a draft: when to file, when to close, and the limits. */
export function ConditionForm({ versionId, type, condition, onClose }: ConditionFormProps) {
  const words = useWords(versionPageWords)
  const more = useWords(formFieldWords)
  const say = useSay()
  const language = useLanguage()
  const saved = useSaved()
  const state = useContractForm<ConditionValues, unknown>({
    schema: ConditionInput.extend({ number: ConditionFields.shape.number }),
    inputOf: bodyOf,
    send: async (input, { number }) => setCondition(versionId, type.code, number, ConditionInput.parse(input)),
    onDone: () => {
      saved()
      onClose()
    },
  })
  const initial = condition ? { ...condition } : fresh(type)
  const urgencies = Object.entries(URGENCY_NAMES).map(([value, name]) => ({ value, label: say(name) }))
  const title = `${type.code} · ${condition ? words.editCondition(condition.number) : words.addCondition}`
  return (
    <FormDialog title={title} verb={words.save} state={state} initial={initial} onClose={onClose} width={620}>
      {condition === null && (
        <Form.Item name="number" label={say(CONDITION_FIELD_NAMES.number)}>
          <InputNumber min={1} precision={0} />
        </Form.Item>
      )}
      <Form.Item name="filing" label={say(CONDITION_FIELD_NAMES.filing)}>
        <Input.TextArea autoSize={{ minRows: 2, maxRows: 6 }} />
      </Form.Item>
      <Form.Item name="closing" label={say(CONDITION_FIELD_NAMES.closing)}>
        <Input.TextArea autoSize={{ minRows: 2, maxRows: 6 }} />
      </Form.Item>
      <LimitFields label={say(CONDITION_FIELD_NAMES.limitValue)} value={['limitValue']} unit={['limitUnit']} />
      <fieldset className={styles.group}>
        <legend>{more.regions}</legend>
        {REGIONS.map((region) => (
          <LimitFields
            key={region}
            label={regionName(region, language)}
            value={['limitByRegion', region, 'value']}
            unit={['limitByRegion', region, 'unit']}
            optional
          />
        ))}
        <LimitInWords />
      </fieldset>
      <div className={styles.row}>
        <Form.Item name="urgency" label={say(CONDITION_FIELD_NAMES.urgency)}>
          <Select options={urgencies} />
        </Form.Item>
        <Form.Item name="provenance" label={say(CONDITION_FIELD_NAMES.provenance)}>
          <Input />
        </Form.Item>
      </div>
    </FormDialog>
  )
}
