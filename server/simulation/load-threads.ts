import type { ActionName } from '#cases/lifecycle.ts'
import type { Db } from '#platform/db.ts'
import { type EventFact, listCasesByIds, listEventFacts } from '#simulation/queries.ts'
import type { Thread } from '#simulation/thread.ts'
import type { World } from '#simulation/world.ts'

const BATCH = 500

export interface Loaded {
  readonly threads: ReadonlyMap<number, Thread>
  /** Indices of cases that somebody but the simulator and the clock has acted on: from then on they are theirs. */
  readonly takenOver: ReadonlySet<number>
}

/** The cases of these indices that are there already, as they stand: what an earlier run has made, or what the clock has just moved. */
export async function loadThreads(db: Db, world: World, indices: readonly number[]): Promise<Loaded> {
  const threads = new Map<number, Thread>()
  const takenOver = new Set<number>()
  for (let start = 0; start < indices.length; start += BATCH) {
    const indexOf = new Map(indices.slice(start, start + BATCH).map((index) => [world.caseIdOf(index), index]))
    const ids = [...indexOf.keys()]
    const events = Map.groupBy(await listEventFacts(db, world.cityId, ids), ({ caseId }) => caseId)
    for (const row of await listCasesByIds(db, world.cityId, ids)) {
      const index = indexOf.get(row.id) ?? -1
      const own = events.get(row.id) ?? []
      threads.set(index, { index, fate: world.fateOf(index), row, lastAt: own.at(-1)?.at ?? row.reportedAt, did: counted(own) })
      if (own.some((event) => isForeign(world, index, event))) takenOver.add(index)
    }
  }
  return { threads, takenOver }
}

const isForeign = (world: World, index: number, { personId, requestId, at, seq }: EventFact): boolean =>
  personId !== null && requestId !== world.idOf(at, index, seq - 1, 'event')

function counted(events: readonly EventFact[]): Map<ActionName, number> {
  const did = new Map<ActionName, number>()
  for (const { action } of events) did.set(action, (did.get(action) ?? 0) + 1)
  return did
}
