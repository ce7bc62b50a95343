import { useMemo } from 'react'
import { Router } from 'wouter'
import { FieldDatabase } from '#web/field/store/database.ts'
import { useLanguage, useWords } from '#web/shared/language/language.ts'
import { usePageTheme, useThemeName } from '#web/shared/theme/page-theme.ts'
import './field.css'
import { Boundary } from './boundary.tsx'
import { Notice } from './notice.tsx'
import { useFieldSession } from './session.ts'
import { SignIn } from './sign-in.tsx'
import { SignedIn } from './signed-in.tsx'
import { shellWords } from './words.ts'

/** Without a secure origin a browser grants neither hashes nor locks nor offline work: said rather than half done. */
const isSecure = (): boolean => window.isSecureContext && 'locks' in navigator && 'indexedDB' in window

/** The field app. */
export function App() {
  const words = useWords(shellWords)
  usePageTheme(useThemeName())
  document.title = words.title
  document.documentElement.lang = useLanguage() === 'zh' ? 'zh-CN' : 'en'
  return isSecure() ? (
    <Boundary>
      <Opened />
    </Boundary>
  ) : (
    <Notice title={words.insecure}>{words.insecureText}</Notice>
  )
}

function Opened() {
  const words = useWords(shellWords)
  const db = useMemo(() => new FieldDatabase(), [])
  const session = useFieldSession(db)
  const { me } = session
  if (session.blocked)
    return (
      <Notice role="alert" title={words.noStorage}>
        {words.noStorageText}
      </Notice>
    )
  if (me === undefined) return <Notice title={words.opening} />
  if (me === null || me.owes !== null || me.mustChangePassword) return <SignIn session={session} />
  return (
    <Router base="/field">
      <SignedIn key={me.post.id} db={db} session={session} me={me} />
    </Router>
  )
}
