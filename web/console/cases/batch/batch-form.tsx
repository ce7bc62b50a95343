import { Form, type FormInstance } from 'antd'
import type { PersonAction } from '#cases/contract.ts'
import { ActionField } from '#web/console/cases/actions/action-field.tsx'
import { limitsOf } from '#web/console/cases/actions/field-limits.ts'
import { type FieldSpec, FORM_FIELDS, namesOf } from '#web/console/cases/actions/fields.ts'
import { type CaseRow, useCase } from '#web/console/cases/api.ts'
import { useSay, useWords } from '#web/shared/language/language.ts'
import { Loading } from '#web/shared/states/states.tsx'
import styles from './batch.module.css'
import { InspectorChoice } from './inspector-choice.tsx'
import { sharedFields } from './shareable.ts'
import { batchWords } from './words.ts'

export type Values = Readonly<Record<string, unknown>>

interface BatchFormProps {
  readonly action: PersonAction
  readonly rows: readonly CaseRow[]
  readonly form: FormInstance<Values>
  readonly disabled: boolean
  readonly onFinish: (values: Values) => void
}

const isEmpty = (value: unknown): boolean => value === undefined || value === null || (typeof value === 'string' && value.trim() === '')

/** What is said once for all of the cases. Fields that look around a case (posts, limits) look around the first. */
export function BatchForm({ action, rows, form, disabled, onFinish }: BatchFormProps) {
  const words = useWords(batchWords)
  const values = Form.useWatch([], form) ?? {}
  const fields = sharedFields(action).filter(({ when }) => !when || when(values))
  const keepsStandard = FORM_FIELDS[action].some(({ kind }) => kind === 'standard')
  return (
    <Form<Values>
      form={form}
      name={`batch-${action}`}
      layout="vertical"
      requiredMark={false}
      disabled={disabled}
      onFinish={onFinish}
      className={styles.form}
    >
      {fields.length > 0 && <p className={styles.hint}>{words.together}</p>}
      {keepsStandard && <p className={styles.hint}>{words.ownStandard}</p>}
      {fields.map((spec) => (
        <SharedField key={spec.name} action={action} rows={rows} spec={spec} values={values} />
      ))}
    </Form>
  )
}

interface SharedFieldProps extends Pick<BatchFormProps, 'action' | 'rows'> {
  readonly spec: FieldSpec
  readonly values: Values
}

function SharedField({ action, rows, spec, values }: SharedFieldProps) {
  const words = useWords(batchWords)
  const say = useSay()
  const label = say(spec.label)
  const required = spec.needed?.(values) ?? namesOf(spec).some((name) => limitsOf(action, name).required)
  const check = (_rule: unknown, value: unknown): Promise<void> =>
    required && isEmpty(value) ? Promise.reject(new Error(words.needed(label))) : Promise.resolve()
  return (
    <Form.Item
      name={spec.name}
      label={required ? label : `${label}（${words.optional}）`}
      rules={[{ validator: check }]}
      validateTrigger="onSubmit"
    >
      {spec.kind === 'inspector' ? <InspectorChoice rows={rows} /> : <OwnField action={action} rows={rows} spec={spec} />}
    </Form.Item>
  )
}

/** The control of the page of a case, given the first of the cases to look around. */
function OwnField({ action, rows, spec, ...given }: Omit<SharedFieldProps, 'values'>) {
  const { data } = useCase(rows[0]?.id ?? '')
  if (!data) return <Loading rows={1} />
  return <ActionField of={data} action={action} spec={spec} onBusy={() => {}} {...given} />
}
