import type { PersonAction } from '#cases/contract.ts'
import { nextActions } from '#cases/next-steps.ts'
import { refusalOf } from '#cases/refusal.ts'
import { rowState } from '#cases/row-refusal.ts'
import type { CaseRow } from '#web/console/cases/api.ts'
import { isPersonAction } from '#web/console/cases/case/possible.ts'
import type { Me } from '#web/shared/session/session.tsx'

/** The step a case waits for and that this person may take; null when it waits for somebody else. */
export function awaitedStep(row: CaseRow, me: Me): PersonAction | null {
  const state = rowState(row, me)
  return (
    nextActions({ ...row, urgeDueAt: null })
      .filter(isPersonAction)
      .find((action) => refusalOf(action, state, me) === null) ?? null
  )
}
