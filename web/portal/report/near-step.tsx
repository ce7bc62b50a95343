import { useEffect } from 'react'
import { useLanguage, useWords } from '#web/shared/language/language.ts'
import { type NearCase, readNear, readTopics } from '../api.ts'
import { MeToo } from '../me-too/me-too.tsx'
import { Pictogram } from '../parts/pictogram.tsx'
import { partsWords } from '../parts/words.ts'
import shell from '../shell/shell.module.css'
import { useRead } from '../shell/use-read.ts'
import { useDraft } from './draft-store.ts'
import { goOn } from './go-on.ts'
import styles from './report.module.css'
import { StepScreen } from './step-screen.tsx'
import { reportWords } from './words.ts'

/** Nobody waits longer than this for what may not even be there, ms. */
const PATIENCE = 5000

/** Whether it was reported already; where nothing is near the question is not asked. */
export function NearStep() {
  const words = useWords(reportWords)
  const cases = useNear()
  const next = (
    <button type="button" className={shell.primary} onClick={() => goOn('near')}>
      {cases ? words.near.other : words.near.pass}
    </button>
  )
  if (!cases)
    return (
      <StepScreen step="near" title={words.near.looking} next={next}>
        <p role="status" />
      </StepScreen>
    )
  return (
    <StepScreen key="found" step="near" title={words.near.title} lead={words.near.lead} next={next}>
      <ul className={styles.near}>
        {cases.map((each) => (
          <Near key={each.ref} near={each} />
        ))}
      </ul>
    </StepScreen>
  )
}

/** What is near; goes on by itself when that is nothing, or cannot be learnt. */
function useNear(): readonly NearCase[] | undefined {
  const { place, topic } = useDraft()
  const asked = place && { lon: place.lon, lat: place.lat, topic: topic === null || topic === 'other' ? undefined : topic }
  const { data, error } = useRead(asked && `near ${JSON.stringify(asked)}`, () => readNear(asked ?? { lon: 0, lat: 0 }))
  const isOver = error !== undefined || data?.cases.length === 0
  useEffect(() => {
    if (isOver) goOn('near', { replace: true })
  }, [isOver])
  const isKnown = data !== undefined
  useEffect(() => {
    if (isKnown) return
    const timer = setTimeout(() => goOn('near', { replace: true }), PATIENCE)
    return () => clearTimeout(timer)
  }, [isKnown])
  return data && data.cases.length > 0 ? data.cases : undefined
}

function Near({ near }: { readonly near: NearCase }) {
  const words = useWords(partsWords)
  const language = useLanguage()
  const topic = useRead('topics', readTopics).data?.topics.find(({ code }) => code === near.topic)
  const facts = [words.metres(near.metres), words.reportedOn(near.reportedOn), ...(near.blurred ? [words.blurred] : [])]
  return (
    <li>
      <Pictogram name={topic?.pictogram ?? 'question'} />
      <div>
        <h2>{topic?.name[language] ?? near.topic}</h2>
        <p>{near.stage[language]}</p>
        <p className={styles.facts}>{facts.join(' · ')}</p>
        <MeToo caseRef={near.ref} count={near.meToo} name={topic?.name[language] ?? near.topic} />
      </div>
    </li>
  )
}
