import { lazy, Suspense } from 'react'
import { Outlet } from 'react-router'
import { useWords } from '#web/shared/language/language.ts'
import { usePreferenceSync } from '#web/shared/session/preferences.ts'
import { useSession } from '#web/shared/session/session.tsx'
import { Failure, Loading } from '#web/shared/states/states.tsx'
import { Header } from './header.tsx'
import styles from './shell.module.css'
import { shellWords } from './words.ts'

/** Forms that whoever is signed in does not need. */
const SignIn = lazy(async () => ({ default: (await import('./sign-in.tsx')).SignIn }))
const FirstPassword = lazy(() => import('./first-password.tsx'))

/** Header, navigation and the page; the sign-in while nobody is signed in, with the address kept for afterwards. */
export function Shell() {
  const { me, error, retry } = useSession()
  const words = useWords(shellWords)
  if (me === undefined) return error ? <Failure error={error} retry={retry} /> : <Loading rows={12} />
  if (me === null || me.mustChangePassword) return <Suspense>{me === null ? <SignIn /> : <FirstPassword />}</Suspense>
  return (
    <div className={styles.shell}>
      <PreferenceSync key={me.personId} />
      <a className={styles.skip} href="#page">
        {words.skip}
      </a>
      <Header me={me} />
      <main id="page" className={styles.page} tabIndex={-1}>
        <Outlet />
      </main>
    </div>
  )
}

/** Language and theme go with the person, not with the machine. */
function PreferenceSync() {
  usePreferenceSync()
  return null
}
