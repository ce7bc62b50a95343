import { type FormEvent, useState } from 'react'
import { useWords } from '#web/shared/language/language.ts'
import { lookUp, type Progress } from '../api.ts'
import { Field } from '../parts/field.tsx'
import { rememberedReports } from '../report/remembered.ts'
import { Screen } from '../shell/screen.tsx'
import shell from '../shell/shell.module.css'
import { Fault, useFaultText } from '../shell/waiting.tsx'
import { ProgressPage } from './progress-page.tsx'
import { lookupWords } from './words.ts'

export interface Key {
  readonly number: string
  readonly code: string
}

/** How a report goes, to whoever has its number and code. */
export function LookupPage({ number }: { readonly number: string }) {
  const [found, setFound] = useState<{ readonly key: Key; readonly progress: Progress } | null>(null)
  if (!found) return <Ask number={number} onFound={(key, progress) => setFound({ key, progress })} />
  return (
    <ProgressPage
      given={found.key}
      progress={found.progress}
      onProgress={(progress) => setFound({ key: found.key, progress })}
      onLeave={() => setFound(null)}
    />
  )
}

interface AskProps {
  readonly number: string
  readonly onFound: (key: Key, progress: Progress) => void
}

function Ask({ number, onFound }: AskProps) {
  const words = useWords(lookupWords)
  const tell = useFaultText()
  const remembered = rememberedReports.read().find((each) => each.number === number)
  const [key, setKey] = useState<Key>({ number, code: remembered?.code ?? '' })
  const [tried, setTried] = useState(false)
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>()
  const look = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    setTried(true)
    const asked = { number: key.number.trim(), code: key.code.trim() }
    if (busy || asked.number === '' || asked.code === '') return
    setBusy(true)
    setError(undefined)
    try {
      onFound(asked, await lookUp(asked))
    } catch (fault) {
      setError(fault)
      setBusy(false)
    }
  }
  const missing = (text: string, fault: string): string | null => (tried && text.trim() === '' ? fault : null)
  return (
    <Screen title={words.title} lead={words.lead}>
      <form onSubmit={look} noValidate style={{ display: 'contents' }}>
        <Field
          label={words.number}
          hint={words.numberHint}
          fault={missing(key.number, words.numberMissing)}
          value={key.number}
          maxLength={60}
          autoComplete="off"
          autoCapitalize="characters"
          spellCheck={false}
          onText={(text) => setKey({ ...key, number: text })}
        />
        <Field
          label={words.code}
          hint={words.codeHint}
          fault={missing(key.code, words.codeMissing)}
          value={key.code}
          maxLength={40}
          autoComplete="off"
          autoCapitalize="characters"
          spellCheck={false}
          onText={(text) => setKey({ ...key, code: text })}
        />
        {error !== undefined && <Fault text={tell(error)} />}
        <button type="submit" className={shell.primary}>
          {busy ? words.looking : words.look}
        </button>
      </form>
    </Screen>
  )
}
