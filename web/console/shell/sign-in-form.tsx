import { Alert, Button, Form, Input } from 'antd'
import { useWords } from '#web/shared/language/language.ts'
import { useErrorText } from '#web/shared/states/states.tsx'
import styles from './sign-in.module.css'
import { shellWords } from './words.ts'

export interface Credentials {
  readonly login: string
  readonly password: string
}

interface SignInFormProps {
  readonly busy: boolean
  readonly error: unknown
  readonly onSubmit: (given: Credentials) => void
}

export function SignInForm({ busy, error, onSubmit }: SignInFormProps) {
  const words = useWords(shellWords)
  const errorText = useErrorText()
  return (
    <Form<Credentials> layout="vertical" requiredMark={false} onFinish={onSubmit}>
      <Form.Item name="login" label={words.login} rules={[{ required: true, message: words.loginNeeded }]}>
        <Input autoComplete="username" autoFocus size="large" maxLength={200} />
      </Form.Item>
      <Form.Item name="password" label={words.password} rules={[{ required: true, message: words.passwordNeeded }]}>
        <Input.Password autoComplete="current-password" size="large" maxLength={1000} />
      </Form.Item>
      {error !== null && <Alert type="error" showIcon title={errorText(error)} className={styles.error} role="alert" />}
      <Button type="primary" htmlType="submit" size="large" block disabled={busy}>
        {busy ? words.signingIn : words.signIn}
      </Button>
    </Form>
  )
}
