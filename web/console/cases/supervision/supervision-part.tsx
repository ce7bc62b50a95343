import { type RefObject, useState } from 'react'
import { refusalOf } from '#cases/refusal.ts'
import { rowState } from '#cases/row-refusal.ts'
import type { Receipt } from '#web/console/cases/api.ts'
import { NextStep, type NextStepProps } from '#web/console/cases/case/next-step.tsx'
import { useMe } from '#web/shared/session/session.tsx'
import { DECIDES } from './decides.ts'
import { Facts } from './facts.tsx'
import { RulingForm } from './ruling-form.tsx'

export interface SupervisionPartProps extends NextStepProps {
  /** Puts the reader into the grounds. */
  readonly rule: RefObject<(() => void) | null>
  /** The reader is ruling by keys: the next request is begun at once. */
  readonly atOnce: boolean
  readonly onDone: (receipt: Receipt) => void
  readonly onRuling: (ruling: boolean) => void
}

/** What a supervisor sees first of a case: the request to rule on, or how it stands and what the list is for. */
export function SupervisionPart({ rule, atOnce, onDone, onRuling, ...part }: SupervisionPartProps) {
  const me = useMe()
  const { of } = part
  // Kept from when the case was opened: should somebody else rule first, the form stays and says so.
  const [kind] = useState(() => (of.pending !== null && refusalOf(DECIDES[of.pending], rowState(of, me), me) === null ? of.pending : null))
  if (kind !== null)
    return (
      <RulingForm
        of={of}
        kind={kind}
        isPrimary={part.open === null}
        rule={rule}
        atOnce={atOnce}
        onDone={onDone}
        onLeave={() => onRuling(false)}
      />
    )
  return (
    <>
      <Facts of={of} />
      <NextStep {...part} />
    </>
  )
}
