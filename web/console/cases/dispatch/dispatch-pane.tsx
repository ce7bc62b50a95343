import { lazy, type RefObject, Suspense, useState } from 'react'
import { refusalOf } from '#cases/refusal.ts'
import { rowState } from '#cases/row-refusal.ts'
import type { Receipt } from '#web/console/cases/api.ts'
import { NextStep, type NextStepProps } from '#web/console/cases/case/next-step.tsx'
import { PaneGuard } from '#web/console/cases/workbench/pane-guard.tsx'
import { useWords } from '#web/shared/language/language.ts'
import { useMe } from '#web/shared/session/session.tsx'
import { Empty, Loading } from '#web/shared/states/states.tsx'
import styles from './dispatch.module.css'
import { DispatchForm } from './dispatch-form.tsx'
import { ReturnedNote } from './returned-note.tsx'
import { dispatchWords } from './words.ts'

const CaseView = lazy(async () => ({ default: (await import('#web/console/cases/case/case-view.tsx')).CaseView }))

/** Actions after which a case is no longer this desk's, so that the next one opens. */
const MOVES_ON: readonly string[] = ['dispatch', 'recall', 'refer-down', 'request-up', 'redispatch']

export interface DispatchPaneProps {
  readonly caseId: string | null
  /** The list has no case that could be opened. */
  readonly isEmpty: boolean
  /** What Enter in the list does with the case that is open. */
  readonly confirm: RefObject<(() => void) | null>
  readonly onDone: (receipt: Receipt) => void
}

/** The case that is open, with its unit to be chosen at the top. */
export function DispatchPane({ caseId, isEmpty, confirm, onDone }: DispatchPaneProps) {
  const words = useWords(dispatchWords)
  const finish = (receipt: Receipt): void => {
    if (MOVES_ON.includes(receipt.action)) onDone(receipt)
  }
  return (
    <section className={styles.pane} aria-label={words.dispatch}>
      {caseId === null ? (
        isEmpty ? (
          <Empty title={words.allDone}>{words.allDoneText}</Empty>
        ) : (
          <Loading rows={12} />
        )
      ) : (
        <PaneGuard key={caseId}>
          <Suspense fallback={<Loading rows={12} />}>
            <CaseView
              caseId={caseId}
              withMap={false}
              onDone={finish}
              desk={(part) => <Desk key={part.of.id} {...part} confirm={confirm} onDone={finish} />}
            />
          </Suspense>
        </PaneGuard>
      )}
    </section>
  )
}

type DeskProps = NextStepProps & Pick<DispatchPaneProps, 'confirm' | 'onDone'>

/** The form for a case that waited for its unit when it was opened: should somebody else be quicker, it stays and says so. */
function Desk({ confirm, onDone, ...part }: DeskProps) {
  const me = useMe()
  const { of } = part
  const [isWaiting] = useState(() => refusalOf('dispatch', rowState(of, me), me) === null)
  return (
    <>
      <ReturnedNote of={of} />
      {isWaiting ? (
        <DispatchForm {...part} confirm={confirm} onDone={onDone} />
      ) : (
        <NextStep {...part} lead={of.stage === 'dispatched' ? 'recall' : undefined} />
      )}
    </>
  )
}
