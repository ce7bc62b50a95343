import { Alert, Button, Form, Input } from 'antd'
import { useState } from 'react'
import { useWords } from '#web/shared/language/language.ts'
import { useErrorText } from '#web/shared/states/states.tsx'
import styles from './second-factor.module.css'
import { factorWords } from './words.ts'

interface CodeFormProps {
  readonly label: string
  readonly verb: string
  /** Digits alone, as while the authenticator is set up. */
  readonly digits?: boolean
  readonly danger?: boolean
  readonly send: (code: string) => Promise<unknown>
}

/** One code, and what becomes of it. */
export function CodeForm({ label, verb, digits = false, danger = false, send }: CodeFormProps) {
  const words = useWords(factorWords)
  const errorText = useErrorText()
  const [form] = Form.useForm<{ code: string }>()
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>(null)
  const submit = async (code: string): Promise<void> => {
    setBusy(true)
    setError(null)
    try {
      await send(code)
    } catch (refused) {
      setError(refused)
      form.resetFields()
      form.getFieldInstance('code')?.focus()
      setBusy(false)
    }
  }
  return (
    <Form form={form} layout="vertical" requiredMark={false} onFinish={({ code }) => void submit(code)}>
      <Form.Item name="code" label={label} rules={[{ required: true, whitespace: true, message: words.codeNeeded }]}>
        <Input
          size="large"
          autoFocus
          autoComplete="one-time-code"
          inputMode={digits ? 'numeric' : 'text'}
          maxLength={20}
          spellCheck={false}
          className={styles.mono}
        />
      </Form.Item>
      {error !== null && <Alert type="error" showIcon title={errorText(error)} className={styles.error} role="alert" />}
      <Button type="primary" danger={danger} htmlType="submit" size="large" block disabled={busy}>
        {busy ? words.checking : verb}
      </Button>
    </Form>
  )
}
