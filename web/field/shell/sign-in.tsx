import { type FormEvent, useEffect, useState } from 'react'
import { get } from '#web/shared/api/client.ts'
import { ApiProblem, Unreachable } from '#web/shared/api/problem.ts'
import { useLanguage, useSay, useWords } from '#web/shared/language/language.ts'
import type { About } from '#web/shared/session/about.ts'
import type { FieldSession } from './session.ts'
import styles from './sign-in.module.css'
import { shellWords } from './words.ts'
import { leaveLineToWorker } from './worker-updates.ts'

/** The demo city shows its accounts; a real one shows none. */
function useDemoAccounts(): About['demoAccounts'] {
  const [accounts, setAccounts] = useState<About['demoAccounts']>([])
  useEffect(() => {
    get<About>('/api/about').then(
      ({ demoAccounts }) => setAccounts(demoAccounts.filter(({ login }) => STREET.test(login))),
      () => {},
    )
  }, [])
  return accounts
}
/** Of the demo's accounts, those that work on the street. */
const STREET = /inspector|water|urban-management|team/

function useAttempt(): { busy: boolean; fault: string | null; attempt: (work: () => Promise<void>) => void } {
  const [[busy, fault], set] = useState<readonly [boolean, string | null]>([false, null])
  const [words, say] = [useWords(shellWords), useSay()]
  const attempt = (work: () => Promise<void>): void => {
    set([true, null])
    work().then(
      () => set([false, null]),
      (error: unknown) =>
        set([
          false,
          error instanceof Unreachable
            ? `${say(error.text)} ${words.offlineSignIn}`
            : error instanceof ApiProblem
              ? error.message
              : String(error),
        ]),
    )
  }
  return { busy, fault, attempt }
}

/** Signing in, the code of a second factor where the post asks for one, and what a phone cannot do. */
export function SignIn({ session }: { readonly session: FieldSession }) {
  const words = useWords(shellWords)
  const { me } = session
  useEffect(leaveLineToWorker, [])
  return (
    <main className={styles.page}>
      <h1 className={styles.title}>{words.title}</h1>
      {!me && <PasswordForm session={session} />}
      {me?.owes === 'code' && <CodeForm session={session} />}
      {me?.owes === 'enrolment' && <p role="alert">{words.owesEnrolment}</p>}
      {me?.mustChangePassword && <p role="alert">{words.mustChangePassword}</p>}
      {me && (
        <button type="button" className="button wide" onClick={() => void session.signOut()}>
          {words.otherAccount}
        </button>
      )}
    </main>
  )
}

function PasswordForm({ session }: { readonly session: FieldSession }) {
  const words = useWords(shellWords)
  const language = useLanguage()
  const accounts = useDemoAccounts()
  const { busy, fault, attempt } = useAttempt()
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    attempt(() => session.signIn(String(form.get('login')), String(form.get('password'))))
  }
  return (
    <>
      <form className={styles.form} onSubmit={submit}>
        <label className="field">
          <span className="label">{words.login}</span>
          <input name="login" autoComplete="username" autoCapitalize="none" required />
        </label>
        <label className="field">
          <span className="label">{words.password}</span>
          <input name="password" type="password" autoComplete="current-password" required />
        </label>
        <p role="alert" className="fault">
          {fault}
        </p>
        <button type="submit" className="button primary wide" disabled={busy}>
          {busy ? words.signingIn : words.signIn}
        </button>
      </form>
      {accounts.length > 0 && (
        <section className={styles.demo} aria-label={words.demo}>
          <p className="faint">{words.demo}</p>
          {accounts.map(({ login, password, title, titleEn }) => (
            <button
              key={login}
              type="button"
              className="button wide"
              disabled={busy}
              onClick={() => attempt(() => session.signIn(login, password))}
            >
              {language === 'zh' ? title : titleEn}
            </button>
          ))}
        </section>
      )}
    </>
  )
}

function CodeForm({ session }: { readonly session: FieldSession }) {
  const words = useWords(shellWords)
  const { busy, fault, attempt } = useAttempt()
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault()
    const code = String(new FormData(event.currentTarget).get('code'))
    attempt(() => session.giveCode(code))
  }
  return (
    <form className={styles.form} onSubmit={submit}>
      <label className="field">
        <span className="label">{words.code}</span>
        <input name="code" inputMode="numeric" autoComplete="one-time-code" required />
      </label>
      <p role="alert" className="fault">
        {fault}
      </p>
      <button type="submit" className="button primary wide" disabled={busy}>
        {words.giveCode}
      </button>
    </form>
  )
}
