import { Alert, Button, Divider } from 'antd'
import { isOidcReason, OIDC_REASONS } from '#identity/oidc-reasons.ts'
import { useSay, useWords } from '#web/shared/language/language.ts'
import styles from './sign-in.module.css'
import { shellWords } from './words.ts'

const START = '/api/oidc/start'

/** The way through the city's own directory, and why the last try came to nothing. */
export function DirectorySignIn({ name }: { readonly name: string }) {
  const words = useWords(shellWords)
  const say = useSay()
  const here = new URL(window.location.href)
  const reason = here.searchParams.get('oidc') ?? ''
  here.searchParams.delete('oidc')
  const start = `${START}?next=${encodeURIComponent(here.pathname + here.search)}`
  return (
    <>
      <Divider plain>{words.or}</Divider>
      {isOidcReason(reason) && <Alert type="error" showIcon title={say(OIDC_REASONS[reason])} className={styles.error} role="alert" />}
      <Button size="large" block href={start}>
        {words.signInThrough(name)}
      </Button>
    </>
  )
}
