import { Form, type FormInstance, Input, Select } from 'antd'
import { TypeInput } from '#catalogue/contract.ts'
import { DOMAIN_NAMES, KIND_NAMES, TYPE_FIELD_NAMES } from '#catalogue/entry-words.ts'
import { codeOf } from '#catalogue/type-code.ts'
import { type ProblemType, setType } from '#web/console/catalogue/api.ts'
import { FormDialog } from '#web/shared/form/form-dialog.tsx'
import { useContractForm } from '#web/shared/form/use-contract-form.ts'
import { useSay, useWords } from '#web/shared/language/language.ts'
import { useSaved } from './use-draft-write.tsx'
import styles from './version.module.css'
import { formFieldWords, versionPageWords } from './words.ts'

type Values = Pick<
  ProblemType,
  'domain' | 'kind' | 'classCode' | 'className' | 'classNameEn' | 'itemCode' | 'name' | 'nameEn' | 'provenance'
>

const FRESH = { domain: 'urban', kind: 'event', classNameEn: '', provenance: '' } as const

interface TypeFormProps {
  readonly versionId: string
  /** Null for a new one. */
  readonly type: ProblemType | null
  readonly types: readonly ProblemType[]
  readonly onClose: () => void
  readonly onSaved?: (code: string) => void
}

/** A problem type of a draft. Kind, class and item make its code, so they stand fast once it has one. */
export function TypeForm({ versionId, type, types, onClose, onSaved }: TypeFormProps) {
  const words = useWords(versionPageWords)
  const more = useWords(formFieldWords)
  const say = useSay()
  const saved = useSaved()
  const state = useContractForm<Values, unknown>({
    schema: TypeInput,
    inputOf: (values, requestId) => ({ ...values, requestId }),
    send: async (input, values) => setType(versionId, type?.code ?? codeOf(values), TypeInput.parse(input)),
    onDone: (values) => {
      saved()
      onSaved?.(codeOf(values))
      onClose()
    },
  })
  const initial = type ?? FRESH
  const kind = Form.useWatch('kind', state.form) ?? initial.kind
  const classCode = Form.useWatch('classCode', state.form) ?? ''
  const itemCode = Form.useWatch('itemCode', state.form) ?? ''
  /** A class that is known brings its names. */
  const fillClass = (changed: Partial<Values>, form: FormInstance<Values>): void => {
    if (changed.classCode === undefined && changed.kind === undefined) return
    const known = types.find((each) => each.kind === form.getFieldValue('kind') && each.classCode === form.getFieldValue('classCode'))
    if (known) form.setFieldsValue({ className: known.className, classNameEn: known.classNameEn })
  }
  const choices = (names: Readonly<Record<string, { zh: string; en: string }>>) =>
    Object.entries(names).map(([value, name]) => ({ value, label: say(name) }))
  const fixed = type !== null
  const text = (name: keyof Values, hint?: string, disabled = false) => (
    <Form.Item name={name} label={say(TYPE_FIELD_NAMES[name])}>
      <Input placeholder={hint} disabled={disabled} />
    </Form.Item>
  )
  return (
    <FormDialog
      title={type ? `${type.code} · ${words.editType}` : words.addType}
      verb={words.save}
      state={state}
      initial={initial}
      onClose={onClose}
      onChange={fillClass}
    >
      <div className={styles.row}>
        <Form.Item name="domain" label={say(TYPE_FIELD_NAMES.domain)}>
          <Select options={choices(DOMAIN_NAMES)} />
        </Form.Item>
        <Form.Item name="kind" label={say(TYPE_FIELD_NAMES.kind)}>
          <Select options={choices(KIND_NAMES)} disabled={fixed} />
        </Form.Item>
        {text('classCode', more.twoDigits, fixed)}
        {text('itemCode', more.twoDigits, fixed)}
        {text('className')}
        {text('classNameEn')}
        {text('name')}
        {text('nameEn')}
      </div>
      {text('provenance')}
      <p className={styles.faint}>{more.code(type?.code ?? codeOf({ kind, classCode, itemCode }))}</p>
    </FormDialog>
  )
}
