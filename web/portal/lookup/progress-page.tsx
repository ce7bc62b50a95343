import { useState } from 'react'
import { useLanguage, useWords } from '#web/shared/language/language.ts'
import { useMoments } from '#web/shared/time/moment.ts'
import { lookUp, type Progress, readTopics } from '../api.ts'
import { StateMark } from '../parts/state-mark.tsx'
import { Screen } from '../shell/screen.tsx'
import shell from '../shell/shell.module.css'
import { useRead } from '../shell/use-read.ts'
import { Fault, useFaultText } from '../shell/waiting.tsx'
import styles from './lookup.module.css'
import type { Key } from './lookup-page.tsx'
import { Rating } from './rating.tsx'
import { Wish } from './wish.tsx'
import { lookupWords } from './words.ts'

interface ProgressPageProps {
  readonly given: Key
  readonly progress: Progress
  readonly onProgress: (progress: Progress) => void
  readonly onLeave: () => void
}

/** The stage in plain words, what happened, the photos, and what one may say to it. */
export function ProgressPage({ given, progress, onProgress, onLeave }: ProgressPageProps) {
  const words = useWords(lookupWords)
  const language = useLanguage()
  const { stage, mayRate, state } = progress
  const [told, setTold] = useState('')
  const [error, setError] = useState<unknown>()
  const tell = useFaultText()
  const refresh = async (toTell: string): Promise<void> => {
    setTold('')
    setError(undefined)
    try {
      onProgress(await lookUp(given))
      setTold(toTell)
    } catch (fault) {
      setError(fault)
    }
  }
  return (
    <Screen title={stage[language]}>
      <Facts progress={progress} />
      <p role="status" className={told === '' ? undefined : shell.note}>
        {told}
      </p>
      {error !== undefined && <Fault text={tell(error)} />}
      {mayRate && <Rating given={given} onRated={refresh} />}
      <Steps progress={progress} />
      <Photos progress={progress} />
      {state !== 'done' && <Wish given={given} />}
      <div className={`${styles.ways} no-print`}>
        <button type="button" className={shell.secondary} onClick={() => refresh(words.refreshed)}>
          {words.refresh}
        </button>
        <button type="button" className={shell.secondary} onClick={onLeave}>
          {words.again}
        </button>
      </div>
    </Screen>
  )
}

function Facts({ progress }: { readonly progress: Progress }) {
  const words = useWords(lookupWords)
  const language = useLanguage()
  const { moment } = useMoments()
  const { number, topic, type, state, joined, reportedAt, dueAt } = progress
  const named = useRead('topics', readTopics).data?.topics.find(({ code }) => code === topic)
  return (
    <div className={styles.facts}>
      <p>
        <StateMark state={state} /> · {type?.[language] ?? named?.name[language] ?? ''}
      </p>
      <p className={styles.faint}>
        {number} · {words.reported(moment(reportedAt))}
      </p>
      {dueAt !== null && (
        <p>
          <b>{words.due(moment(dueAt))}</b>
        </p>
      )}
      {joined && (
        <p>
          {words.joined}: <StateMark state={joined.state} /> · {joined.stage[language]}
        </p>
      )}
    </div>
  )
}

function Steps({ progress: { steps, history } }: { readonly progress: Progress }) {
  const words = useWords(lookupWords)
  const language = useLanguage()
  const { moment } = useMoments()
  return (
    <section>
      <h2>{words.steps}</h2>
      <ol className={styles.steps}>
        {steps.toReversed().map(({ at, words: text }, index) => (
          <li key={`${at} ${text.zh}`} aria-current={index === 0 ? 'step' : undefined}>
            <span>{text[language]}</span>
            <time dateTime={at}>{moment(at)}</time>
          </li>
        ))}
      </ol>
      {history.verified ? <p className={styles.faint}>✓ {words.verified(history.entries)}</p> : <Fault text={words.broken} />}
    </section>
  )
}

function Photos({ progress: { photos } }: { readonly progress: Progress }) {
  const words = useWords(lookupWords)
  if (photos.length === 0) return null
  return (
    <section>
      <h2>{words.photos}</h2>
      <ul className={styles.photos}>
        {photos.map(({ purpose, url, thumbnailUrl }) => (
          <li key={thumbnailUrl}>
            <a href={url} target="_blank" rel="noreferrer" aria-label={words.enlarge(words.purposes[purpose])}>
              <img src={thumbnailUrl} alt={words.purposes[purpose]} loading="lazy" />
            </a>
            <span>{words.purposes[purpose]}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}
