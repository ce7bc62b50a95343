import { useState } from 'react'
import { useWords } from '#web/shared/language/language.ts'
import { confirmSubscription, unsubscribe } from '../api.ts'
import { HOME, useAddress } from '../shell/address.ts'
import { Link } from '../shell/link.tsx'
import { Screen } from '../shell/screen.tsx'
import shell from '../shell/shell.module.css'
import { Fault, useFaultText } from '../shell/waiting.tsx'
import { subscribeWords } from './words.ts'

/** Where the links in messages lead. A person presses a button, for mail programs follow links by themselves. */
export function TokenPage({ kind }: { readonly kind: 'confirm' | 'unsubscribe' }) {
  const words = useWords(subscribeWords)
  const token = useAddress().parameters.get('token')?.trim() ?? ''
  const [done, setDone] = useState(false)
  const [error, setError] = useState<unknown>()
  const [busy, setBusy] = useState(false)
  const tell = useFaultText()
  const press = async (): Promise<void> => {
    if (busy) return
    setBusy(true)
    setError(undefined)
    try {
      await (kind === 'confirm' ? confirmSubscription(token) : unsubscribe(token))
      setDone(true)
    } catch (fault) {
      setError(fault)
    } finally {
      setBusy(false)
    }
  }
  if (done)
    return (
      <Screen key="done" title={words[kind].done} lead={words[kind].doneText}>
        <Link className={shell.secondary} to={HOME}>
          {words.home}
        </Link>
      </Screen>
    )
  return (
    <Screen title={words[kind].title} lead={words[kind].text}>
      {token === '' && <Fault text={words.noToken} />}
      {error !== undefined && <Fault text={tell(error)} />}
      {token !== '' && (
        <button type="button" className={shell.primary} onClick={press}>
          {busy ? words.sending : words[kind].act}
        </button>
      )}
    </Screen>
  )
}
