import type { CaseState } from '#cases/case-state.ts'
import type { ActionName } from '#cases/lifecycle.ts'
import type { Fate } from '#simulation/fate.ts'

/** One case as the simulator follows it: exactly what the database says of it, and its fate. */
export interface Thread {
  readonly index: number
  readonly fate: Fate
  readonly row: CaseState
  /** When its last event happened. */
  readonly lastAt: Date
  /** How often each action was done on it. */
  readonly did: ReadonlyMap<ActionName, number>
}

export const timesDone = (thread: Pick<Thread, 'did'>, action: ActionName): number => thread.did.get(action) ?? 0

/** The thread after one more action. */
export const advanced = (thread: Thread, row: CaseState, action: ActionName, at: Date): Thread => ({
  ...thread,
  row,
  lastAt: at,
  did: new Map(thread.did).set(action, timesDone(thread, action) + 1),
})
