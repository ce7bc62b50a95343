import type { ReactNode } from 'react'
import { useWords } from '#web/shared/language/language.ts'
import { goBack, HOME } from '../shell/address.ts'
import { Screen } from '../shell/screen.tsx'
import shell from '../shell/shell.module.css'
import { progressOf, STEPS, type Step } from './draft.ts'
import styles from './report.module.css'
import { reportWords } from './words.ts'

interface StepScreenProps {
  readonly step: Step
  readonly title: string
  readonly lead?: string
  /** The button that goes on, where there is one. */
  readonly next?: ReactNode
  readonly children?: ReactNode
}

/** One question, how far one has come, and the way back. */
export function StepScreen({ step, title, lead, next, children }: StepScreenProps) {
  const words = useWords(reportWords)
  const before = STEPS[STEPS.indexOf(step) - 1]
  const back = before === 'near' ? 'what' : before
  const { at, of } = progressOf(step)
  const above = (
    <div className={styles.progress}>
      <p>{words.progress(at, of)}</p>
      <progress max={of} value={at} aria-label={words.progress(at, of)} />
    </div>
  )
  const actions = (
    <>
      <button type="button" className={shell.secondary} onClick={() => goBack(back ? `${HOME}/report/${back}` : HOME)}>
        {words.back}
      </button>
      {next}
    </>
  )
  return (
    <Screen title={title} lead={lead} above={above} actions={actions}>
      {children}
    </Screen>
  )
}
