import { Button, Form, Input } from 'antd'
import { useState } from 'react'
import { listPasswordFaults } from '#identity/password-rules.ts'
import { put } from '#web/shared/api/client.ts'
import { ApiProblem } from '#web/shared/api/problem.ts'
import { useSay, useWords } from '#web/shared/language/language.ts'
import { type SessionAnswer, useMe, useSessionChange } from '#web/shared/session/session.tsx'
import { useErrorText } from '#web/shared/states/states.tsx'
import { passwordWords } from './password-words.ts'
import styles from './sign-in.module.css'

interface Given {
  readonly old: string
  readonly new: string
  readonly again: string
}

/** Changing one's own password; asked for at once when somebody else made it. */
export function ChangePassword({ onDone }: { readonly onDone: () => void }) {
  const words = useWords(passwordWords)
  const say = useSay()
  const errorText = useErrorText()
  const me = useMe()
  const { renew } = useSessionChange()
  const [form] = Form.useForm<Given>()
  const [busy, setBusy] = useState(false)
  const send = async (given: Given): Promise<void> => {
    setBusy(true)
    try {
      renew(await put<SessionAnswer>('/api/session/password', { old: given.old, new: given.new }))
      onDone()
    } catch (error) {
      const field = error instanceof ApiProblem && error.field === 'new' ? 'new' : 'old'
      form.setFields([{ name: field, errors: [errorText(error)] }])
    }
    setBusy(false)
  }
  const judge = async (_: unknown, value: string): Promise<void> => {
    const [fault] = value ? listPasswordFaults({ password: value, login: null, before: form.getFieldValue('old') }) : []
    if (fault) throw new Error(say(fault))
  }
  const same = async (_: unknown, value: string): Promise<void> => {
    if (value !== form.getFieldValue('new')) throw new Error(words.differ)
  }
  return (
    <Form<Given> form={form} layout="vertical" requiredMark={false} onFinish={(given) => void send(given)}>
      {me.mustChangePassword && <p className={styles.error}>{words.must}</p>}
      <Form.Item name="old" label={words.old} rules={[{ required: true, message: words.oldNeeded }]}>
        <Input.Password autoComplete="current-password" maxLength={1000} />
      </Form.Item>
      <Form.Item name="new" label={words.new} rules={[{ required: true, message: words.newNeeded }, { validator: judge }]}>
        <Input.Password autoComplete="new-password" maxLength={1000} />
      </Form.Item>
      <Form.Item name="again" label={words.again} dependencies={['new']} rules={[{ validator: same }]}>
        <Input.Password autoComplete="new-password" maxLength={1000} />
      </Form.Item>
      <Button type="primary" htmlType="submit" block disabled={busy}>
        {words.change}
      </Button>
    </Form>
  )
}
