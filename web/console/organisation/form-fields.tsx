import { Form, Input } from 'antd'
import { DayField } from '#web/console/organisation/day-field.tsx'
import { organisationWords } from '#web/console/organisation/words.ts'
import { useWords } from '#web/shared/language/language.ts'

interface TextFieldProps {
  readonly name: string | (string | number)[]
  readonly label: string
  readonly hint?: string
  readonly optional?: boolean
}

/** A line of text in a form. */
export function TextField({ name, label, hint, optional = false }: TextFieldProps) {
  const words = useWords(organisationWords)
  return (
    <Form.Item
      name={name}
      label={label}
      extra={hint}
      rules={optional ? [] : [{ required: true, whitespace: true, message: words.required(label) }]}
    >
      <Input maxLength={100} autoComplete="off" />
    </Form.Item>
  )
}

interface EffectiveDayProps {
  readonly name?: string
  /** Where the day means something else than a change taking effect. */
  readonly label?: string
  /** Days to come are taken too. */
  readonly ahead?: boolean
}

/** The day a change holds from. */
export function EffectiveDay({ name = 'on', label, ahead = false }: EffectiveDayProps) {
  const words = useWords(organisationWords)
  const asked = label ?? words.on
  return (
    <Form.Item
      name={name}
      label={asked}
      extra={ahead ? undefined : words.onHint}
      rules={[{ required: true, message: words.required(asked) }]}
    >
      <DayField ahead={ahead} />
    </Form.Item>
  )
}
