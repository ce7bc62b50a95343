import { Alert, Button, Form, Input } from 'antd'
import { useEffect, useState } from 'react'
import { useLanguage, useSay, useWords } from '#web/shared/language/language.ts'
import { useAbout } from '#web/shared/session/about.ts'
import { useSessionChange } from '#web/shared/session/session.tsx'
import { useErrorText } from '#web/shared/states/states.tsx'
import { LanguageButton, ThemeButton } from './appearance.tsx'
import { DemoAccounts } from './demo-accounts.tsx'
import styles from './sign-in.module.css'
import { shellWords } from './words.ts'

interface Credentials {
  readonly login: string
  readonly password: string
}

/** Sign-in; on a demo city each account is one click. */
export function SignIn() {
  const words = useWords(shellWords)
  const language = useLanguage()
  const say = useSay()
  const { data: about } = useAbout()
  const { signIn } = useSessionChange()
  const errorText = useErrorText()
  const [busy, setBusy] = useState<string | null>(null)
  const [error, setError] = useState<unknown>(null)
  const enter = async ({ login, password }: Credentials): Promise<void> => {
    setBusy(login)
    setError(null)
    try {
      await signIn(login, password)
    } catch (refused) {
      setError(refused)
      setBusy(null)
    }
  }
  useEffect(() => {
    document.title = `${words.signIn} · ${words.product}`
  }, [words])
  const city = about?.city && (language === 'zh' ? about.city.name : about.city.nameEn)
  return (
    <div className={styles.page}>
      <div className={styles.appearance}>
        <LanguageButton />
        <ThemeButton />
      </div>
      <main className={styles.main}>
        <header className={styles.head}>
          <img src="/mark.svg" alt="" width={40} height={40} />
          <div>
            <h1>{words.productLong}</h1>
            <p className={styles.city}>{city ?? '\u00a0'}</p>
          </div>
        </header>
        <Form<Credentials> layout="vertical" requiredMark={false} onFinish={(given) => void enter(given)} className={styles.form}>
          <Form.Item name="login" label={words.login} rules={[{ required: true, message: words.loginNeeded }]}>
            <Input autoComplete="username" autoFocus size="large" maxLength={200} />
          </Form.Item>
          <Form.Item name="password" label={words.password} rules={[{ required: true, message: words.passwordNeeded }]}>
            <Input.Password autoComplete="current-password" size="large" maxLength={1000} />
          </Form.Item>
          {error !== null && <Alert type="error" showIcon title={errorText(error)} className={styles.error} role="alert" />}
          <Button type="primary" htmlType="submit" size="large" block loading={busy !== null} disabled={busy !== null}>
            {words.signIn}
          </Button>
        </Form>
        {about?.demoAccounts.length ? (
          <DemoAccounts accounts={about.demoAccounts} busy={busy} onChoose={(account) => void enter(account)} />
        ) : null}
        {about?.notice && <p className={styles.notice}>{say(about.notice)}</p>}
        <p className={styles.version}>{about ? words.version(about.version) : '\u00a0'}</p>
      </main>
    </div>
  )
}
