import type { CaseState } from '#cases/case-state.ts'
import { applyEvent, BLANK } from '#cases/history.ts'
import { isOpen, type Stage } from '#cases/lifecycle.ts'
import { listCasesAfter, listHashedEvents } from '#cases/queries-history.ts'
import type { HashedEvent } from '#cases/verify-history.ts'
import type { Db } from '#platform/db.ts'

/** A real history up to one of its events, with the state it leads to. */
export interface Template {
  readonly state: CaseState
  readonly events: readonly HashedEvent[]
}

export interface Templates {
  /** Histories that stand at each open stage: real ones, cut where they stood there. */
  readonly open: ReadonlyMap<Stage, readonly Template[]>
  readonly closed: readonly Template[]
}

const FIRST = '00000000-0000-0000-0000-000000000000'
const MOST = 2000

/** Every state a history went through, with the events that led there. */
function cutsOf(row: CaseState, events: readonly HashedEvent[]): Template[] {
  const cuts: Template[] = []
  let state: CaseState = { ...BLANK, cityId: row.cityId, id: row.id }
  for (const [index, event] of events.entries()) {
    state = applyEvent(state, event)
    cuts.push({ state, events: events.slice(0, index + 1) })
  }
  return cuts
}

/** A copy cannot follow another case: histories that were merged into one are left out, and none is cut while a request waits for a ruling on a return. */
const copies = ({ state }: Template): boolean => state.primaryCaseId === null && state.pending !== 'return'

/**
 * The histories of a city (2,000 at most) as templates: every history cut after each of its events stands for an open case, the whole ones that
 * were closed for closed cases. A prefix of a valid history is a valid history. Throws when the city has none closed.
 */
export async function readTemplates(db: Db, cityId: string): Promise<Templates> {
  const rows = await listCasesAfter(db, cityId, FIRST, MOST)
  const ids = rows.map(({ id }) => id)
  const histories = Map.groupBy(ids.length === 0 ? [] : await listHashedEvents(db, cityId, ids), ({ caseId }) => caseId)
  const cuts = rows.flatMap((row) => cutsOf(row, histories.get(row.id) ?? [])).filter(copies)
  const closed = cuts.filter(({ state, events }) => state.stage === 'closed' && events.length === histories.get(state.id)?.length)
  if (closed.length === 0) throw new Error(`city ${cityId} has no closed case to copy: load the demo city with its past month first`)
  const open = Map.groupBy(
    cuts.filter(({ state }) => isOpen(state.stage)),
    ({ state }) => state.stage,
  )
  return { open, closed }
}
