import { Alert, Button, Form } from 'antd'
import { useEffect, useRef, useState } from 'react'
import type { PersonAction } from '#cases/contract.ts'
import { ruleOf } from '#cases/lifecycle.ts'
import type { Case, Receipt } from '#web/console/cases/api.ts'
import { useSay, useWords } from '#web/shared/language/language.ts'
import { useErrorText } from '#web/shared/states/states.tsx'
import { ActionField } from './action-field.tsx'
import styles from './actions.module.css'
import { DecidedBy } from './asked.tsx'
import { type Draft, useDraft } from './draft.ts'
import { faultsOf } from './field-faults.ts'
import { limitsOf } from './field-limits.ts'
import { type FieldSpec, FORM_FIELDS, inputOf, namesOf } from './fields.ts'
import { MovedNotice } from './moved-notice.tsx'
import { useCaseAction } from './use-case-action.ts'
import { useTold } from './use-told.tsx'
import { actionWords } from './words.ts'

type Values = Readonly<Record<string, unknown>>

export interface ActionFormProps {
  readonly of: Case
  readonly action: PersonAction
  /** Told once it is done and the reader has heard so. */
  readonly onDone?: (receipt: Receipt) => void
  readonly onCancel?: () => void
}

/** What the case already says, and what was typed before and not sent. */
const initialOf = (of: Case, action: PersonAction, { texts }: Draft): Values => ({
  ...(of.typeCode !== null &&
    FORM_FIELDS[action].some(({ kind }) => kind === 'standard') && {
      standard: { typeCode: of.typeCode, conditionNumber: of.conditionNumber },
    }),
  ...texts,
})

const isEmpty = (value: unknown): boolean =>
  value === undefined ||
  value === null ||
  value === '' ||
  (typeof value === 'string' && value.trim() === '') ||
  (Array.isArray(value) && value.length === 0)

/** The form of one action on a case: what it must carry, one button named by the step, and what became of it. */
export function ActionForm({ of, action, onDone, onCancel }: ActionFormProps) {
  const words = useWords(actionWords)
  const say = useSay()
  const errorText = useErrorText()
  const [form] = Form.useForm<Values>()
  const values = Form.useWatch([], form) ?? {}
  const draft = useDraft(of.id, action)
  const tell = useTold()
  const [busy, setBusy] = useState(false)
  const { sending, problem, moved, send, lookAgain } = useCaseAction(of, action)
  const { rest } = faultsOf(action, problem)
  const frame = useFirstField(action)
  useEffect(() => {
    const { faults } = faultsOf(action, problem)
    form.setFields(faults.map(({ name, text }) => ({ name, errors: [text] })))
    if (faults[0]) form.scrollToField(faults[0].name, { focus: true, block: 'nearest' })
  }, [problem, action, form])
  const finish = async (given: Values): Promise<void> => {
    const receipt = await send(inputOf(action, given))
    if (!receipt) return
    draft.drop()
    tell(action, receipt)
    onDone?.(receipt)
  }
  const name = say(ruleOf(action))
  const shown = FORM_FIELDS[action].filter(({ when }) => !when || when(values))
  return (
    <section ref={frame} className={styles.form} aria-label={words.form(name, of.number)}>
      <h2>{name}</h2>
      {moved && <MovedNotice action={action} moved={moved} lookAgain={lookAgain} />}
      <DecidedBy of={of} action={action} />
      <Form<Values>
        form={form}
        name={`${action}-${of.id}`}
        layout="vertical"
        initialValues={initialOf(of, action, draft)}
        onValuesChange={(_changed, all: Values) => draft.keep(all)}
        onFinish={(given) => void finish(given)}
        scrollToFirstError={{ focus: true }}
        requiredMark={false}
      >
        {shown.map((spec) => (
          <Field key={spec.name} of={of} action={action} spec={spec} values={values} onBusy={setBusy} />
        ))}
        {rest && <Alert type="error" showIcon role="alert" className={styles.problem} title={errorText(problem)} />}
        <div className={styles.buttons}>
          <Button type="primary" htmlType="submit" disabled={sending || busy || moved !== null}>
            {name}
          </Button>
          {onCancel && (
            <Button onClick={onCancel} disabled={sending}>
              {words.cancel}
            </Button>
          )}
          <span role="status" className={styles.hint}>
            {sending ? words.sending : busy ? words.uploading : ''}
          </span>
        </div>
      </Form>
    </section>
  )
}

/** Puts the reader into the first field when the form opens. */
function useFirstField(action: PersonAction) {
  const frame = useRef<HTMLElement>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: another action is another form
  useEffect(() => {
    const first = frame.current?.querySelector<HTMLElement>('form input:not([type=hidden]), form textarea, form button')
    first?.focus({ preventScroll: true })
    frame.current?.scrollIntoView({ block: 'nearest' })
  }, [action])
  return frame
}

/** What the contract leaves open and the city or the stage may still ask for: not called optional. */
const UNMARKED: readonly FieldSpec['kind'][] = ['photos', 'standard', 'own-limit']

interface FieldProps {
  readonly of: Case
  readonly action: PersonAction
  readonly spec: FieldSpec
  readonly values: Values
  readonly onBusy: (busy: boolean) => void
}

function Field({ of, action, spec, values, onBusy }: FieldProps) {
  const words = useWords(actionWords)
  const say = useSay()
  const label = say(spec.label)
  const required = spec.needed?.(values) ?? namesOf(spec).some((name) => limitsOf(action, name).required)
  const chosen = spec.kind !== 'text'
  const check = (_rule: unknown, value: unknown): Promise<void> =>
    (required && isEmpty(value)) || (!isEmpty(value) && isHalf(spec, value))
      ? Promise.reject(new Error(chosen ? words.choose(label) : words.needed(label)))
      : Promise.resolve()
  return (
    <Form.Item
      name={spec.name}
      label={spec.kind === 'tick' ? undefined : required || UNMARKED.includes(spec.kind) ? label : words.optional(label)}
      rules={[{ validator: check }]}
      validateTrigger="onSubmit"
    >
      <ActionField of={of} action={action} spec={spec} onBusy={onBusy} />
    </Form.Item>
  )
}

/** A type without its condition, or a unit without its task, is not filled in. */
function isHalf({ kind }: FieldSpec, value: unknown): boolean {
  if (kind === 'standard') return (value as { conditionNumber: number | null }).conditionNumber === null
  if (kind === 'parts')
    return (value as readonly { unitId: string | null; task: string }[]).some(({ unitId, task }) => unitId === null || task.trim() === '')
  return false
}
