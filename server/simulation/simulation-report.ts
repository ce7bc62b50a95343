import { type ActionName, isOpen, type Stage } from '#cases/lifecycle.ts'
import type { Thread } from '#simulation/thread.ts'

/** What a run has come to. Counts are of all cases of the run, also those that an earlier, interrupted start made. */
export interface SimulationReport {
  readonly cases: number
  /** False when it was stopped half-way. */
  readonly finished: boolean
  readonly byStage: Readonly<Partial<Record<Stage, number>>>
  readonly byAction: Readonly<Partial<Record<ActionName, number>>>
  /** Of the cases that were dispatched, the share that was late or is overdue at the end. */
  readonly overdueShare: number
  /** Steps that could not be taken, by the code of the problem; those cases stay where they were. */
  readonly refused: Readonly<Record<string, number>>
  /** Cases that people have taken over meanwhile. */
  readonly takenOver: number
  /** Shifts of inspectors on the street. */
  readonly patrols: number
  /** Of this start alone. */
  readonly events: number
  readonly seconds: number
  readonly eventsPerSecond: number
}

export interface Tally {
  readonly refused: ReadonlyMap<string, number>
  readonly takenOver: number
  readonly patrols: number
  readonly events: number
  readonly seconds: number
  readonly finished: boolean
}

export function reportOn(threads: readonly Thread[], end: Date, tally: Tally): SimulationReport {
  const actions = threads.flatMap(({ did }) => [...did])
  const dispatched = threads.filter(({ row }) => row.dispatchedAt !== null)
  return {
    cases: threads.length,
    finished: tally.finished,
    byStage: summed(threads.map(({ row }) => [row.stage, 1] as const)),
    byAction: summed(actions),
    overdueShare: dispatched.length === 0 ? 0 : dispatched.filter((thread) => isLate(thread, end)).length / dispatched.length,
    refused: Object.fromEntries(tally.refused),
    takenOver: tally.takenOver,
    patrols: tally.patrols,
    events: tally.events,
    seconds: tally.seconds,
    eventsPerSecond: tally.seconds === 0 ? 0 : tally.events / tally.seconds,
  }
}

const isLate = ({ row }: Thread, end: Date): boolean =>
  row.onTime === false || (isOpen(row.stage) && row.onTime === null && row.dueAt !== null && row.dueAt < end)

function summed<Key extends string>(counts: readonly (readonly [Key, number])[]): Partial<Record<Key, number>> {
  const sums: Partial<Record<Key, number>> = {}
  for (const [key, count] of counts) sums[key] = (sums[key] ?? 0) + count
  return sums
}
