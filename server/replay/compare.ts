import type { PlannedRequest } from '#replay/drive-request.ts'
import { STEPS_TO_CLOSE, STEPS_TO_HANDLING } from '#replay/drive-request.ts'
import type { Outcome } from '#replay/queries.ts'

/** `share` is null when there is nothing to compare. */
export interface Agreement {
  readonly rows: number
  readonly agree: number
  readonly share: number | null
}
export const agreement = (rows: number, agree: number): Agreement => ({ rows, agree, share: rows === 0 ? null : agree / rows })

export type VerdictReason = 'no_recorded_verdict' | 'closed_at_target' | 'recorded_late_but_in_time' | 'recorded_on_time_but_late'
export type GridReason = 'point_in_no_area' | 'shared_point' | 'same_district' | 'other_district' | 'unknown_recorded_grid'

export interface Disagreement<Reason> {
  readonly plan: PlannedRequest
  readonly outcome: Outcome
  readonly reason: Reason
}

/** Our verdict against the recorded one, over the requests with both a target and a closing time. */
export interface VerdictComparison {
  readonly both: Agreement
  /** Those of them that also have a recorded verdict. */
  readonly withVerdict: Agreement
  readonly disagreements: readonly Disagreement<VerdictReason>[]
}

/** The grid found by the request's own point against the recorded one, over the requests that have both a usable point and a recorded grid. */
export interface GridComparison {
  readonly all: Agreement
  readonly disagreements: readonly Disagreement<GridReason>[]
}

export type Replayed = readonly (readonly [PlannedRequest, Outcome])[]

/** Whether a case went as far as its request did: closed through all steps, or at the handling unit. */
export const isComplete = ({ request }: PlannedRequest, { stage, version }: Outcome): boolean =>
  request.closedAt === null ? stage === 'handling' && version >= STEPS_TO_HANDLING : stage === 'closed' && version >= STEPS_TO_CLOSE

export function compareVerdicts(replayed: Replayed): VerdictComparison {
  const both = replayed.filter(([{ request }]) => request.targetAt !== null && request.closedAt !== null)
  const recorded = both.filter(([{ request }]) => request.recordedOnTime !== null)
  const disagreements = both.flatMap(([plan, outcome]): Disagreement<VerdictReason>[] =>
    plan.request.recordedOnTime === outcome.onTime ? [] : [{ plan, outcome, reason: verdictReason(plan) }],
  )
  const inRecorded = disagreements.filter(({ plan }) => plan.request.recordedOnTime !== null).length
  return {
    both: agreement(both.length, both.length - disagreements.length),
    withVerdict: agreement(recorded.length, recorded.length - inRecorded),
    disagreements,
  }
}

function verdictReason({ request }: PlannedRequest): VerdictReason {
  if (request.recordedOnTime === null) return 'no_recorded_verdict'
  if (request.closedAt?.getTime() === request.targetAt?.getTime()) return 'closed_at_target'
  return request.recordedOnTime ? 'recorded_on_time_but_late' : 'recorded_late_but_in_time'
}

/** A point with so many different recorded grids is not where the problem was: an address register's default, the city hall. */
const GRIDS_OF_A_SHARED_POINT = 5

export function compareGrids(replayed: Replayed, districtLength: number): GridComparison {
  const both = replayed.filter(([{ request }]) => request.point !== null && request.recordedGrid !== null)
  const shared = sharedPoints(both)
  const disagreements = both.flatMap(([plan, outcome]): Disagreement<GridReason>[] =>
    plan.placement.by === 'point' && outcome.placeCode === plan.placement.recordedGrid
      ? []
      : [{ plan, outcome, reason: gridReason(plan, outcome, shared, districtLength) }],
  )
  return { all: agreement(both.length, both.length - disagreements.length), disagreements }
}

const pointKey = ({ request }: PlannedRequest): string => `${request.point?.lon} ${request.point?.lat}`

function sharedPoints(replayed: Replayed): ReadonlySet<string> {
  const grids = new Map<string, Set<string>>()
  for (const [plan] of replayed) {
    const known = grids.get(pointKey(plan)) ?? new Set()
    grids.set(pointKey(plan), known.add(plan.placement.recordedGrid ?? ''))
  }
  return new Set([...grids].filter(([, of]) => of.size >= GRIDS_OF_A_SHARED_POINT).map(([key]) => key))
}

function gridReason(plan: PlannedRequest, outcome: Outcome, shared: ReadonlySet<string>, districtLength: number): GridReason {
  const { by, recordedGrid } = plan.placement
  if (by !== 'point') return 'point_in_no_area'
  if (recordedGrid === undefined) return 'unknown_recorded_grid'
  if (shared.has(pointKey(plan))) return 'shared_point'
  return recordedGrid.slice(0, districtLength) === outcome.placeCode.slice(0, districtLength) ? 'same_district' : 'other_district'
}
