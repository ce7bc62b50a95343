import { useQueryClient } from '@tanstack/react-query'
import { lazy, type ReactNode, Suspense, useDeferredValue, useRef, useState } from 'react'
import { Link } from 'react-router'
import type { PersonAction } from '#cases/contract.ts'
import { CASES, type Case, type Receipt, useCase } from '#web/console/cases/api.ts'
import { useLive } from '#web/shared/api/live.ts'
import { ApiProblem } from '#web/shared/api/problem.ts'
import { useWords } from '#web/shared/language/language.ts'
import { Empty, Failure, Loading } from '#web/shared/states/states.tsx'
import { About } from './about.tsx'
import styles from './case.module.css'
import { CaseHeader } from './case-header.tsx'
import { Clocks } from './clocks.tsx'
import { NextStep, type NextStepProps } from './next-step.tsx'
import { Parts } from './parts.tsx'
import { PhotosSection } from './photos-section.tsx'
import { PlaceMap } from './place-map.tsx'
import { Related } from './related.tsx'
import { Section } from './section.tsx'
import { StageRail } from './stage-rail.tsx'
import { StandardSection } from './standard.tsx'
import { Timeline } from './timeline.tsx'
import { WhyUnit } from './why-unit.tsx'
import { caseWords } from './words.ts'

const ActionForm = lazy(async () => ({ default: (await import('#web/console/cases/actions/action-form.tsx')).ActionForm }))

export interface CaseViewProps {
  readonly caseId: string
  /** Told after the reader took a step with it. */
  readonly onDone?: (receipt: Receipt) => void
  /** Opens the form of this action at once, as a key of the list may ask for. */
  readonly initialAction?: PersonAction | null
  /** What a desk shows in place of the general next step. */
  readonly desk?: ((part: NextStepProps) => ReactNode) | undefined
  /** False where the page around shows the case on a map of its own. */
  readonly withMap?: boolean | undefined
}

/** One case whole: in the reading pane of a list or as a page of its own. */
export function CaseView({ caseId, ...rest }: CaseViewProps) {
  const words = useWords(caseWords)
  const client = useQueryClient()
  const { data, error, refetch } = useCase(caseId)
  // A case is much to draw: a key pressed meanwhile is answered first.
  const drawn = useDeferredValue<Case | null>(data ?? null, null)
  useLive('case.', ({ topic, subjectId }) => {
    if (topic === 'resync' || subjectId === caseId) void client.invalidateQueries({ queryKey: [...CASES, 'one', caseId] })
  })
  if (error instanceof ApiProblem && error.status === 404)
    return (
      <Empty title={words.notFound} action={<Link to="/">{words.backToWork}</Link>}>
        {words.notFoundText}
      </Empty>
    )
  if (!drawn) return error && !data ? <Failure error={error} retry={() => void refetch()} /> : <Loading rows={14} />
  return <Whole key={caseId} of={drawn} {...rest} />
}

interface WholeProps extends Omit<CaseViewProps, 'caseId'> {
  readonly of: Case
}

function Whole({ of, onDone, initialAction = null, desk, withMap = true }: WholeProps) {
  const words = useWords(caseWords)
  const frame = useRef<HTMLElement>(null)
  const [open, setOpen] = useState<PersonAction | null>(initialAction ?? null)
  const focusHead = (): void => frame.current?.querySelector<HTMLElement>('h1')?.focus()
  const finish = (receipt: Receipt): void => {
    setOpen(null)
    focusHead()
    onDone?.(receipt)
  }
  const close = (): void => {
    setOpen(null)
    focusHead()
  }
  const choose = (action: PersonAction): void => setOpen(action === open ? null : action)
  return (
    <article ref={frame} className={styles.case} aria-label={words.page(of.number)}>
      <CaseHeader of={of} />
      {desk ? desk({ of, open, choose }) : <NextStep of={of} open={open} choose={choose} />}
      {open && (
        <Suspense fallback={<Loading rows={4} />}>
          <ActionForm key={open} of={of} action={open} onDone={finish} onCancel={close} />
        </Suspense>
      )}
      <StageRail of={of} />
      <div className={styles.columns}>
        <div className={styles.seen}>
          <PhotosSection of={of} />
          {withMap && (
            <Section title={words.map}>
              <PlaceMap of={of} />
            </Section>
          )}
        </div>
        <div className={styles.known}>
          <About of={of} />
          <Clocks of={of} />
          <StandardSection of={of} />
          <WhyUnit of={of} />
          <Parts of={of} />
          <Related of={of} />
        </div>
      </div>
      <Timeline of={of} />
    </article>
  )
}
