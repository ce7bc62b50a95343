import { useEffect, useRef, useState } from 'react'
import { ApiProblem, Unreachable } from '#web/shared/api/problem.ts'
import { useLanguage, useWords } from '#web/shared/language/language.ts'
import { readTopics } from '../api.ts'
import { Trap } from '../parts/trap.tsx'
import { go, HOME } from '../shell/address.ts'
import { Link } from '../shell/link.tsx'
import shell from '../shell/shell.module.css'
import { useRead } from '../shell/use-read.ts'
import { Fault, useFaultText } from '../shell/waiting.tsx'
import type { Step } from './draft.ts'
import { discardDraft, useDraft } from './draft-store.ts'
import { lastReceipt } from './remembered.ts'
import styles from './report.module.css'
import { StepScreen } from './step-screen.tsx'
import { type Sending, submitDraft } from './submit.ts'
import { reportWords } from './words.ts'

/** Everything once more, and send. */
export function SendStep() {
  const words = useWords(reportWords)
  const [website, setWebsite] = useState('')
  const { sending, error, send } = useSending(website)
  const next = (
    <button type="button" className={shell.primary} aria-disabled={sending !== null} onClick={send}>
      {sending ? <Stage sending={sending} /> : error ? words.send.again : words.send.send}
    </button>
  )
  return (
    <StepScreen step="send" title={words.send.title} next={next}>
      <Summary />
      <Trap value={website} onText={setWebsite} />
      <div role="status" className="visually-hidden">
        {sending && <Stage sending={sending} />}
      </div>
      {error !== undefined && <Trouble error={error} />}
    </StepScreen>
  )
}

/** Before it is tried again by itself, ms. */
const [FIRST_WAIT, LONGEST_WAIT] = [5000, 60_000]

/** Sends once however often it is pressed, and by itself again when the line is back. */
function useSending(website: string) {
  const [sending, setSending] = useState<Sending | null>(null)
  const [error, setError] = useState<unknown>()
  const busy = useRef(false)
  const send = async (): Promise<void> => {
    if (busy.current) return
    busy.current = true
    setError(undefined)
    try {
      lastReceipt.write(await submitDraft(website, setSending))
      go(`${HOME}/report/done`, { replace: true })
      discardDraft()
    } catch (fault) {
      setError(fault)
    } finally {
      busy.current = false
      setSending(null)
    }
  }
  const again = useRef(send)
  again.current = send
  const tries = useRef(0)
  useEffect(() => {
    if (!(error instanceof Unreachable)) return
    const retry = (): void => void again.current()
    // A bad line often calls itself a line: it is tried again without being told of a better one, ever less often.
    const timer = setTimeout(retry, Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** tries.current++))
    window.addEventListener('online', retry)
    return () => {
      clearTimeout(timer)
      window.removeEventListener('online', retry)
    }
  }, [error])
  return { sending, error, send }
}

function Stage({ sending }: { readonly sending: Sending }) {
  const words = useWords(reportWords)
  return sending.kind === 'photo' ? words.send.photo(sending.at, sending.of) : words.send[sending.kind]
}

/** Which question a refusal is about, by the field it names. */
const ABOUT: readonly (readonly [RegExp, Step])[] = [
  [/^contact/, 'contact'],
  [/^(photos|file)/, 'photo'],
  [/^(address|place|lon|lat)/, 'where'],
  [/^(topic|text|description)/, 'what'],
]

function Trouble({ error }: { readonly error: unknown }) {
  const words = useWords(reportWords)
  const tell = useFaultText()
  const text = error instanceof Unreachable ? words.send.unsent : tell(error)
  const field = error instanceof ApiProblem ? error.field : null
  const step = field === null ? undefined : ABOUT.find(([names]) => names.test(field))?.[1]
  return (
    <div>
      <Fault text={text} />
      {step && (
        <Link className={shell.secondary} to={`${HOME}/report/${step}`}>
          {words.send.mend}
        </Link>
      )}
    </div>
  )
}

function Summary() {
  const words = useWords(reportWords)
  const language = useLanguage()
  const draft = useDraft()
  const topic = useRead('topics', readTopics).data?.topics.find(({ code }) => code === draft.topic)
  const { accuracy } = draft.place ?? { accuracy: null }
  const point = accuracy === null ? words.send.pointOnMap : words.where.accuracy(accuracy)
  const contact = draft.contact.trim() || words.send.noContact
  const rows: readonly (readonly [Step, string, string])[] = [
    ['photo', words.send.photos, words.send.count(draft.photos.length)],
    ['where', words.send.place, [draft.place && point, draft.address.trim()].filter(Boolean).join(' · ')],
    [
      'what',
      words.send.topic,
      [draft.topic === null ? words.send.other : (topic?.name[language] ?? words.what.chosen), draft.text.trim()]
        .filter(Boolean)
        .join(' · '),
    ],
    ['contact', words.send.contact, draft.wantsNews ? `${contact} · ${words.send.news}` : contact],
  ]
  return (
    <dl className={styles.summary}>
      {rows.map(([step, name, value]) => (
        <div key={step}>
          <dt>{name}</dt>
          <dd>
            <span>{value}</span>
            <Link className={shell.plain} to={`${HOME}/report/${step}`} aria-label={words.send.changeNamed(name)}>
              {words.send.change}
            </Link>
          </dd>
        </div>
      ))}
    </dl>
  )
}
