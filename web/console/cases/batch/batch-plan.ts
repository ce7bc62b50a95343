import type { PersonAction } from '#cases/contract.ts'
import { nextActions } from '#cases/next-steps.ts'
import { type Refusal, type RefusalFacts, refusalOf } from '#cases/refusal.ts'
import { rowState } from '#cases/row-refusal.ts'
import type { CaseRow } from '#web/console/cases/api.ts'
import type { Me } from '#web/shared/session/session.tsx'

/** Which of the selected cases an action would be sent for, and why not for the others. */
export interface BatchPlan {
  readonly action: PersonAction
  readonly able: readonly CaseRow[]
  readonly unable: readonly { readonly row: CaseRow; readonly refusal: Refusal }[]
}

/** More than this at once nobody has looked at. */
export const MOST_AT_ONCE = 200

interface Asked {
  readonly row: CaseRow
  readonly state: RefusalFacts
}

/** Judged by the very function the server enforces. */
function planBatch(action: PersonAction, asked: readonly Asked[], me: Me): BatchPlan {
  const judged = asked.map(({ row, state }) => ({ row, refusal: refusalOf(action, state, me) }))
  return {
    action,
    able: judged.flatMap(({ row, refusal }) => (refusal === null ? [row] : [])),
    unable: judged.flatMap(({ row, refusal }) => (refusal === null ? [] : [{ row, refusal }])),
  }
}

/** The actions that are possible for at least one of the cases: steps they wait for first, the most expected before others, then by how many can take it. */
export function plansFor(actions: readonly PersonAction[], rows: readonly CaseRow[], me: Me): readonly BatchPlan[] {
  if (rows.length > MOST_AT_ONCE) return []
  const asked = rows.map((row) => ({ row, state: rowState(row, me) }))
  const awaited = [...new Set<string>(rows.flatMap((row) => nextActions({ ...row, urgeDueAt: null })))]
  const place = ({ action }: BatchPlan): number => (awaited.includes(action) ? awaited.indexOf(action) : awaited.length)
  return actions
    .map((action) => planBatch(action, asked, me))
    .filter(({ able }) => able.length > 0)
    .sort((a, b) => place(a) - place(b) || b.able.length - a.able.length)
}
