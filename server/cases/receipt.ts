import type { CaseEvent } from '#cases/case-state.ts'
import type { ActionName, Stage } from '#cases/lifecycle.ts'

/** The answer to every write on a case: a pure function of the event it left, so that a replay gets the very same answer. */
export interface Receipt {
  readonly id: string
  readonly number: string
  readonly action: ActionName
  readonly stage: Stage
  readonly version: number
  readonly at: string
  readonly hash: string
}

export const receiptOf = (event: CaseEvent, number: string): Receipt => ({
  id: event.caseId,
  number,
  action: event.action,
  stage: event.toStage,
  version: event.seq,
  at: event.at.toISOString(),
  hash: event.hash,
})
