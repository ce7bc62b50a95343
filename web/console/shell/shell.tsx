import { lazy, Suspense } from 'react'
import { Outlet } from 'react-router'
import { wallAddress } from '#web/console/identity/wall/wall-address.ts'
import { useWords } from '#web/shared/language/language.ts'
import { usePreferenceSync } from '#web/shared/session/preferences.ts'
import { type Me, useSession } from '#web/shared/session/session.tsx'
import { Failure, Loading } from '#web/shared/states/states.tsx'
import { Header } from './header.tsx'
import styles from './shell.module.css'
import { shellWords } from './words.ts'

/** Forms that whoever is signed in does not need. */
const SignIn = lazy(async () => ({ default: (await import('./sign-in.tsx')).SignIn }))
const FirstPassword = lazy(() => import('./first-password.tsx'))
const SecondFactorStep = lazy(() => import('#web/console/identity/second-factor/second-factor-step.tsx'))
const WallChoice = lazy(() => import('#web/console/identity/wall/wall-choice.tsx'))
const WallBanner = lazy(() => import('#web/console/identity/wall/wall-banner.tsx'))

/** What stands before the pages: who is there, what is owed, which screen this is; null when nothing does. */
function Entrance({ me }: { readonly me: Me | null }) {
  const wall = wallAddress()
  if (me === null) return <SignIn />
  if (me.owes) return <SecondFactorStep />
  if (me.mustChangePassword) return <FirstPassword />
  return wall === null ? null : <WallChoice address={wall} />
}

/** Header, navigation and the page; the sign-in while nobody is signed in, with the address kept for afterwards. */
export function Shell() {
  const { me, error, retry } = useSession()
  const words = useWords(shellWords)
  if (me === undefined) return error ? <Failure error={error} retry={retry} /> : <Loading rows={12} />
  if (me === null || me.owes || me.mustChangePassword || wallAddress() !== null)
    return (
      <Suspense>
        <Entrance me={me} />
      </Suspense>
    )
  return (
    <div className={styles.shell}>
      <PreferenceSync key={me.personId} />
      <a className={styles.skip} href="#page">
        {words.skip}
      </a>
      <Header me={me} />
      <main id="page" className={styles.page} tabIndex={-1}>
        {me.kind === 'wall' && (
          <Suspense>
            <WallBanner />
          </Suspense>
        )}
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
