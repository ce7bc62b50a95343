import type { PersonAction } from '#cases/contract.ts'
import { ACTION_NAMES, type ActionName, ruleOf } from '#cases/lifecycle.ts'
import { type Doer, type Refusal, refusalOf } from '#cases/refusal.ts'
import { type RefusalRow, rowState } from '#cases/row-refusal.ts'

/** An action that a person takes on a case that is there: neither the system's own nor one that makes a case. */
export const isPersonAction = (action: ActionName): action is PersonAction =>
  ruleOf(action).from.length > 0 && ruleOf(action).permission !== 'system'

export interface Offered {
  readonly action: PersonAction
  /** Null when it may be done. */
  readonly refusal: Refusal | null
}

/** The actions of this stage that the reader's post is made for, each with what stands against it: judged by the function the server enforces. */
export function offeredActions(row: RefusalRow, me: Doer): readonly Offered[] {
  const state = rowState(row, me)
  return ACTION_NAMES.filter(isPersonAction)
    .filter((action) => ruleOf(action).from.includes(row.stage) && me.permissions.has(ruleOf(action).permission))
    .map((action) => ({ action, refusal: refusalOf(action, state, me) }))
}
