import { Form, Input, InputNumber, Radio, Select } from 'antd'
import { RuleFields, RuleInput } from '#catalogue/contract.ts'
import { BASIS_NAMES, DOMAIN_NAMES, KIND_NAMES, RULE_FIELD_NAMES, RULE_LEVEL_NAMES } from '#catalogue/entry-words.ts'
import { type ProblemType, type Rule, setRule, useDuties } from '#web/console/catalogue/api.ts'
import { TypeSelect } from '#web/console/catalogue/type-picker/type-select.tsx'
import { FormDialog } from '#web/shared/form/form-dialog.tsx'
import { useContractForm } from '#web/shared/form/use-contract-form.ts'
import { useLanguage, useSay, useWords } from '#web/shared/language/language.ts'
import { dutyName } from './rule-text.tsx'
import { useSaved } from './use-draft-write.tsx'
import styles from './version.module.css'
import { formFieldWords, versionPageWords } from './words.ts'

const NULLABLE = ['domain', 'kind', 'classCode', 'typeCode', 'duty', 'level'] as const

/** A field left open speaks of everything. */
const bodyOf = (values: Rule, requestId: string) => ({
  ...values,
  ...Object.fromEntries(NULLABLE.map((field) => [field, values[field] || null])),
  requestId,
})

interface RuleFormProps {
  readonly versionId: string
  /** Null for a new one. */
  readonly rule: Rule | null
  readonly rules: readonly Rule[]
  readonly types: readonly ProblemType[]
  readonly onClose: () => void
}

/** A responsibility rule of a draft: of which types it speaks, and whom it names. */
export function RuleForm({ versionId, rule, rules, types, onClose }: RuleFormProps) {
  const words = useWords(versionPageWords)
  const more = useWords(formFieldWords)
  const say = useSay()
  const language = useLanguage()
  const duties = useDuties().data ?? []
  const saved = useSaved()
  const state = useContractForm<Rule, unknown>({
    schema: RuleInput.extend({ number: RuleFields.shape.number }),
    inputOf: bodyOf,
    send: async (input, { number }) => setRule(versionId, number, RuleInput.parse(input)),
    onDone: () => {
      saved()
      onClose()
    },
  })
  const choices = (names: Readonly<Record<string, { zh: string; en: string }>>) =>
    Object.entries(names).map(([value, name]) => ({ value, label: say(name) }))
  const select = (name: 'domain' | 'kind' | 'level', names: Parameters<typeof choices>[0]) => (
    <Form.Item name={name} label={say(RULE_FIELD_NAMES[name])}>
      <Select allowClear placeholder={more.any} options={choices(names)} />
    </Form.Item>
  )
  const initial = rule ?? { number: Math.max(0, ...rules.map(({ number }) => number)) + 10, basis: 'territory' as const, reasonEn: '' }
  return (
    <FormDialog
      title={rule ? words.editRule(rule.number) : words.addRule}
      verb={words.save}
      state={state}
      initial={initial}
      onClose={onClose}
      width={620}
    >
      {rule === null && (
        <Form.Item name="number" label={say(RULE_FIELD_NAMES.number)} extra={more.number}>
          <InputNumber min={1} precision={0} />
        </Form.Item>
      )}
      <Form.Item name="typeCode" label={say(RULE_FIELD_NAMES.typeCode)}>
        <TypeField types={types} />
      </Form.Item>
      <div className={styles.row}>
        {select('domain', DOMAIN_NAMES)}
        {select('kind', KIND_NAMES)}
        <Form.Item name="classCode" label={say(RULE_FIELD_NAMES.classCode)}>
          <Input placeholder={more.any} />
        </Form.Item>
        <Form.Item name="basis" label={say(RULE_FIELD_NAMES.basis)}>
          <Radio.Group options={choices(BASIS_NAMES)} />
        </Form.Item>
        {select('level', RULE_LEVEL_NAMES)}
        <Form.Item name="duty" label={say(RULE_FIELD_NAMES.duty)}>
          <Select
            allowClear
            showSearch={{ optionFilterProp: 'label' }}
            placeholder={more.noDuty}
            options={duties.map(({ code }) => ({ value: code, label: dutyName(code, duties, language) }))}
          />
        </Form.Item>
      </div>
      <Form.Item name="reason" label={say(RULE_FIELD_NAMES.reason)}>
        <Input.TextArea autoSize={{ minRows: 2, maxRows: 5 }} />
      </Form.Item>
      <Form.Item name="reasonEn" label={say(RULE_FIELD_NAMES.reasonEn)}>
        <Input.TextArea autoSize={{ minRows: 2, maxRows: 5 }} />
      </Form.Item>
    </FormDialog>
  )
}

interface TypeFieldProps {
  readonly types: readonly ProblemType[]
  readonly id?: string
  readonly value?: string | null
  readonly onChange?: (code: string | null) => void
}

/** The type select as a form's control. */
const TypeField = ({ types, id, value = null, onChange = () => {} }: TypeFieldProps) => (
  <TypeSelect id={id} types={types} value={value} onChange={onChange} />
)
