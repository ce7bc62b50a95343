import { useEffect, useState } from 'react'
import { useLanguage, useSay, useWords } from '#web/shared/language/language.ts'
import { useAbout } from '#web/shared/session/about.ts'
import { useSessionChange } from '#web/shared/session/session.tsx'
import { LanguageButton, ThemeButton } from './appearance.tsx'
import { DemoAccounts } from './demo-accounts.tsx'
import { DirectorySignIn } from './directory-sign-in.tsx'
import styles from './sign-in.module.css'
import { type Credentials, SignInForm } from './sign-in-form.tsx'
import { shellWords } from './words.ts'

/** Sign-in; on a demo city each account is one click. */
export function SignIn() {
  const words = useWords(shellWords)
  const language = useLanguage()
  const say = useSay()
  const { data: about, isPending } = useAbout()
  const { signIn } = useSessionChange()
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
  const accounts = about?.demoAccounts ?? []
  const city = about?.city && (language === 'zh' ? about.city.name : about.city.nameEn)
  // Whether there are demo accounts decides where everything stands: nothing is drawn before, so that nothing jumps.
  if (isPending) return null
  return (
    <div className={styles.page}>
      <div className={styles.appearance}>
        <LanguageButton />
        <ThemeButton />
      </div>
      <main className={accounts.length > 0 ? `${styles.main} ${styles.withDemo}` : styles.main}>
        <section>
          <header className={styles.head}>
            <img src="/mark.svg" alt="" width={40} height={40} />
            <div>
              <h1>{words.productLong}</h1>
              <p className={styles.city}>{city ?? '\u00a0'}</p>
            </div>
          </header>
          <SignInForm busy={busy !== null} error={error} onSubmit={(given) => void enter(given)} />
          {about?.directorySignIn && <DirectorySignIn name={say(about.directorySignIn)} />}
          {about?.notice && <p className={styles.notice}>{say(about.notice)}</p>}
          <p className={styles.version}>{about ? words.version(about.version) : '\u00a0'}</p>
        </section>
        {accounts.length > 0 && <DemoAccounts accounts={accounts} busy={busy} onChoose={(account) => void enter(account)} />}
      </main>
    </div>
  )
}
