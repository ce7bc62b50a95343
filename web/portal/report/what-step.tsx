import { useState } from 'react'
import { useLanguage, useWords } from '#web/shared/language/language.ts'
import { readTopics, type Topic } from '../api.ts'
import { LongField } from '../parts/field.tsx'
import { Pictogram } from '../parts/pictogram.tsx'
import { useSettled } from '../parts/place-search.tsx'
import shell from '../shell/shell.module.css'
import { useRead } from '../shell/use-read.ts'
import { Fault, Waiting } from '../shell/waiting.tsx'
import { hasTopic } from './draft.ts'
import { changeDraft, readDraft, useDraft } from './draft-store.ts'
import { goOn } from './go-on.ts'
import styles from './report.module.css'
import { StepScreen } from './step-screen.tsx'
import { reportWords } from './words.ts'

/** Letters from which on a text may tell its topic. */
const TELLING = 2

/** What is the matter: a tap on a topic goes on; words of one's own are enough as well. */
export function WhatStep() {
  const words = useWords(reportWords)
  const { text } = useDraft()
  const [missing, setMissing] = useState(false)
  const next = (): void => {
    if (hasTopic(readDraft())) goOn('what')
    else setMissing(true)
  }
  return (
    <StepScreen
      step="what"
      title={words.what.title}
      lead={words.what.lead}
      next={
        <button type="button" className={shell.primary} onClick={next}>
          {words.next}
        </button>
      }
    >
      <LongField
        label={words.what.textFirst}
        hint={words.what.textHint}
        value={text}
        most={1000}
        rows={2}
        onText={(changed) => {
          setMissing(false)
          changeDraft({ text: changed })
        }}
      />
      {missing && <Fault text={words.what.missing} />}
      <Topics />
    </StepScreen>
  )
}

function Topics() {
  const words = useWords(reportWords)
  const { text } = useDraft()
  const { data, error, retry } = useRead('topics', readTopics)
  const settled = useSettled(text.trim())
  const proposal = useRead(settled.length < TELLING ? null : `topics ${settled}`, () => readTopics(settled.slice(0, 200)))
  if (!data) return <Waiting error={error} retry={retry} />
  const proposed = (proposal.data?.proposed ?? []).flatMap((code) => data.topics.filter((topic) => topic.code === code))
  return (
    <>
      <div role="status">{proposed.length > 0 && <h2 className={styles.group}>{words.what.proposed}</h2>}</div>
      {proposed.length > 0 && <TopicList topics={proposed} />}
      {proposed.length > 0 && <h2 className={styles.group}>{words.what.all}</h2>}
      <TopicList topics={data.topics} />
    </>
  )
}

function TopicList({ topics }: { readonly topics: readonly Topic[] }) {
  const words = useWords(reportWords)
  const language = useLanguage()
  const { topic: chosen } = useDraft()
  const choose = (code: string): void => {
    changeDraft({ topic: code })
    goOn('what')
  }
  return (
    <ul className={styles.topics}>
      {topics.map(({ code, pictogram, name, hint }) => (
        <li key={code}>
          <button type="button" className={chosen === code ? styles.taken : undefined} onClick={() => choose(code)}>
            <Pictogram name={pictogram} />
            <span>
              <b>{name[language]}</b>
              <small>{hint[language]}</small>
              {chosen === code && <small className={styles.mark}>✓ {words.what.chosen}</small>}
            </span>
          </button>
        </li>
      ))}
    </ul>
  )
}
