import type { Verification } from '#cases/verify-history.ts'
import { describeLimit } from '#catalogue/time-limit.ts'
import { type Agreement, agreement, compareGrids, compareVerdicts, isComplete, type Replayed } from '#replay/compare.ts'
import type { Driven } from '#replay/drive-all.ts'
import type { PlannedRequest } from '#replay/drive-request.ts'
import type { PlacedBy } from '#replay/place-request.ts'
import type { Preparation } from '#replay/prepare-replay.ts'
import { gridList, incompleteList, placedOtherwise, verdictList, withoutTarget } from '#replay/write-lists.ts'

/** What the files alone say; all a dry run reports. */
export interface PreparationReport {
  readonly cityId: string
  readonly requests: number
  readonly districts: number
  readonly grids: number
  readonly types: number
  readonly departments: number
  readonly open: number
  /** How the requests get their place. */
  readonly placed: Readonly<Record<PlacedBy, number>>
  /** Where the limits come from: recorded; recorded but not after the opening (the shortest limit instead); the type's median; the mapping's default. */
  readonly limits: { readonly recorded: number; readonly notAfterOpening: number; readonly median: number; readonly default: number }
  /** Local times that came twice (end of summer time): the first coming was taken. */
  readonly ambiguousTimes: number
}

export interface ReplayReport extends PreparationReport {
  /** The requests asked for: all of them, or the first so many. */
  readonly asked: number
  readonly inLoop: number
  readonly complete: number
  /** On time or not, over requests with target and closing time; and over those of them with a recorded verdict. */
  readonly verdict: { readonly both: Agreement; readonly withVerdict: Agreement; readonly reasons: Readonly<Record<string, number>> }
  readonly grid: Agreement & { readonly reasons: Readonly<Record<string, number>> }
  /** The unit the routing rules proposed against the recorded department. */
  readonly routing: Agreement
  readonly history: Verification
  readonly driven: Driven & { readonly seconds: number; readonly requestsPerSecond: number; readonly eventsPerSecond: number }
}

/** Figures of a preparation, and its two lists by file name. */
export function reportPreparation({ draft, catalogue, plans }: Preparation): { report: PreparationReport; lists: Record<string, string> } {
  const { withoutTarget: unknown, content } = catalogue
  const limits = new Map(
    content.conditions.map(({ typeCode, limitValue, limitUnit }) => [typeCode, { value: limitValue, unit: limitUnit }]),
  )
  const spell = (code: string): string => {
    const limit = limits.get(code)
    return limit === undefined ? '' : `${describeLimit(limit, 'en')} (${unknown.has(code) ? 'default' : 'median of the type'})`
  }
  const count = (test: (plan: PlannedRequest) => boolean): number => plans.filter(test).length
  const placedBy = (by: PlacedBy): number => count(({ placement }) => placement.by === by)
  const report: PreparationReport = {
    cityId: draft.frame.cityId,
    requests: plans.length,
    districts: new Set(draft.areas.list.map(({ districtPart }) => districtPart)).size,
    grids: draft.areas.list.length,
    types: content.types.length,
    departments: draft.staff.departments.size,
    open: count(({ request }) => request.closedAt === null),
    placed: { point: placedBy('point'), 'recorded-grid': placedBy('recorded-grid'), outside: placedBy('outside') },
    limits: {
      recorded: count(({ request }) => request.targetAt !== null && request.targetAt > request.openedAt),
      notAfterOpening: count(({ request }) => request.targetAt !== null && request.targetAt <= request.openedAt),
      median: count(({ request, typeCode }) => request.targetAt === null && !unknown.has(typeCode)),
      default: count(({ request, typeCode }) => request.targetAt === null && unknown.has(typeCode)),
    },
    ambiguousTimes: count(({ request }) => request.ambiguousTime),
  }
  return { report, lists: { 'placed-otherwise.csv': placedOtherwise(plans), 'without-target.csv': withoutTarget(plans, spell) } }
}

/** Compares what became of the requests with what was recorded of them: figures, and the lists of those that differ by file name. */
export function reportOutcome(asked: number, replayed: Replayed, districtLength: number) {
  const [verdict, grid] = [compareVerdicts(replayed), compareGrids(replayed, districtLength)]
  const incomplete = replayed.filter(([plan, outcome]) => !isComplete(plan, outcome))
  const routed = replayed.filter(([, outcome]) => outcome.routed !== null)
  return {
    figures: {
      asked,
      inLoop: replayed.length,
      complete: replayed.length - incomplete.length,
      verdict: { both: verdict.both, withVerdict: verdict.withVerdict, reasons: tally(verdict.disagreements) },
      grid: { ...grid.all, reasons: tally(grid.disagreements) },
      routing: agreement(routed.length, routed.filter(([, outcome]) => outcome.routed === true).length),
    },
    lists: {
      'verdict-differs.csv': verdictList(verdict),
      'grid-differs.csv': gridList(grid),
      'incomplete.csv': incompleteList(incomplete),
    },
  }
}

const tally = (differing: readonly { readonly reason: string }[]): Record<string, number> => {
  const counts: Record<string, number> = {}
  for (const { reason } of differing) counts[reason] = (counts[reason] ?? 0) + 1
  return counts
}
