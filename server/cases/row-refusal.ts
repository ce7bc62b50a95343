import type { CaseState } from '#cases/case-state.ts'
import type { RefusalFacts } from '#cases/refusal.ts'
import type { Actor } from '#platform/actor.ts'

/** What the one who asks has to do with a case, instead of the ids of others. */
export interface Mine {
  readonly reported: boolean
  readonly handled: boolean
  readonly checked: boolean
}

/** The part of a case's row (as answered over HTTP) from which its possible actions follow. */
export type RefusalRow = Omit<RefusalFacts, 'reporterId' | 'handledBy' | 'checkedBy'> & { readonly mine: Mine }
type Person = Pick<Actor, 'personId'>

/** Whether this person reported, ever handled, or checked the case. Nobody (personId null) did none of it. */
export const mineOf = (row: Pick<CaseState, 'reporterId' | 'handledBy' | 'checkedBy'>, { personId }: Person): Mine => ({
  reported: personId !== null && row.reporterId === personId,
  handled: personId !== null && row.handledBy.includes(personId),
  checked: personId !== null && row.checkedBy === personId,
})

/**
 * Turns a row of a list, as `me` was answered it, into the argument of `refusalOf` and `possibleActions`: for `me` they say of it what they say
 * of the whole case. The ids of other people are not in a row, so ask it for nobody else.
 */
export const rowState = ({ mine, ...row }: RefusalRow, me: Person): RefusalFacts => ({
  ...row,
  reporterId: mine.reported ? me.personId : null,
  handledBy: mine.handled && me.personId !== null ? [me.personId] : [],
  checkedBy: mine.checked ? me.personId : null,
})
