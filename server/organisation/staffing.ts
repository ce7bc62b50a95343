import type { StaffPart } from '#organisation/kinds.ts'

/** A kind of grid staff as far as the rule asks: its code and which part of 1+5+X it is. */
export interface DemandedKind {
  readonly code: string
  readonly part: StaffPart
}

/** The kinds every grid must have somebody of: one head and each core kind of the city's list; the others a grid may have or not. */
export const listDemanded = <K extends DemandedKind>(kinds: readonly K[]): K[] => kinds.filter(({ part }) => part !== 'other')

/** The demanded kinds nobody in the grid is of. `present` are the kind codes of the people it has on the day. */
export function findVacancies<K extends DemandedKind>(kinds: readonly K[], present: Iterable<string>): K[] {
  const filled = new Set(present)
  return listDemanded(kinds).filter(({ code }) => !filled.has(code))
}

/** A grid has one head: whether one more person of this kind would be one too many. */
export const isOneTooMany = (kind: DemandedKind, present: readonly string[]): boolean => kind.part === 'head' && present.includes(kind.code)

/** Days 'YYYY-MM-DD' from `validFrom` up to but not including `validTo`; null is open. */
export interface Period {
  readonly validFrom: string
  readonly validTo: string | null
}

/** Whether two periods share a day. */
export const overlaps = (a: Period, b: Period): boolean =>
  (a.validTo === null || b.validFrom < a.validTo) && (b.validTo === null || a.validFrom < b.validTo)
