import { useEffect } from 'react'
import { useWords } from '#web/shared/language/language.ts'
import { usePreferenceSync } from '#web/shared/session/preferences.ts'
import { useSession } from '#web/shared/session/session.tsx'
import { Notice } from './notice.tsx'
import { OverviewPage } from './overview/overview-page.tsx'
import styles from './screen.module.css'
import { gateWords, screenWords } from './words.ts'

const TRY_EVERY = 10_000

/** Who may see the wall; everybody else is told what to do. */
export function Gate() {
  const { me, error } = useSession()
  useRetry()
  if (me === undefined) return <Notice words={screenWords} name={error ? 'unreachable' : 'loading'} />
  if (me === null || me.owes || me.mustChangePassword) return <SignInFirst />
  if (!me.permissions.has('case.read')) return <WithoutPermission />
  return (
    <>
      <PreferenceSync key={me.personId} />
      <OverviewPage key={me.post.id} />
    </>
  )
}

function useRetry(): void {
  const { me, error, retry } = useSession()
  const waits = me === undefined && Boolean(error)
  useEffect(() => {
    if (!waits) return
    const timer = setInterval(retry, TRY_EVERY)
    return () => clearInterval(timer)
  }, [waits, retry])
}

/** The sign-in of the console leads back to the address it is given. */
const signInAddress = (): string => `/?next=${encodeURIComponent(window.location.pathname + window.location.search)}`

function SignInFirst() {
  const words = useWords(gateWords)
  return (
    <Notice words={screenWords} name="signedOut">
      <a className={styles.action} href={signInAddress()}>
        {words.signIn}
      </a>
    </Notice>
  )
}

function WithoutPermission() {
  const words = useWords(gateWords)
  return (
    <Notice words={screenWords} name="noPermission">
      <a className={styles.action} href="/">
        {words.otherPost}
      </a>
    </Notice>
  )
}

function PreferenceSync() {
  usePreferenceSync()
  return null
}
