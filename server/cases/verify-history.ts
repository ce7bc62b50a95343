import { isDeepStrictEqual } from 'node:util'
import type { CaseEvent, CaseState } from '#cases/case-state.ts'
import { GENESIS, hashOf, replayHistory } from '#cases/history.ts'
import { listCasesAfter, listHashedEvents } from '#cases/queries-history.ts'
import type { Db } from '#platform/db.ts'

/** What is wrong with the history of one case; `seq` is the first event it shows at, null when the row itself disagrees. */
export interface BrokenHistory {
  readonly caseId: string
  readonly number: string
  readonly seq: number | null
  readonly reason: 'gap' | 'prev_hash' | 'hash' | 'cut_off' | 'projection' | 'unreadable'
}
export interface Verification {
  readonly cases: number
  readonly events: number
  readonly broken: readonly BrokenHistory[]
}

export type HashedEvent = Omit<CaseEvent, 'at'> & { readonly at: Date; readonly atText: string }
const BATCH = 500
const FIRST = '00000000-0000-0000-0000-000000000000'

/**
 * Walks every case of a city (or one case): each event must follow the one before it, hash to what it says, and the whole history must replay
 * to the row exactly. Reads in batches; nothing is locked, so it may run beside the day's work (a case that moves meanwhile is read again).
 */
export async function verifyHistory(
  db: Db,
  scope: { cityId: string; caseId?: string; onProgress?: (cases: number) => void },
): Promise<Verification> {
  const broken: BrokenHistory[] = []
  let [cases, events, after] = [0, 0, FIRST]
  for (;;) {
    const rows = await listCasesAfter(db, scope.cityId, after, BATCH, scope.caseId)
    const last = rows.at(-1)
    if (last === undefined) return { cases, events, broken }
    const histories = Map.groupBy(
      await listHashedEvents(
        db,
        scope.cityId,
        rows.map((row) => row.id),
      ),
      (event) => event.caseId,
    )
    for (const row of rows) {
      const history = histories.get(row.id) ?? []
      const fault = faultOf(row, history) && (await faultAgain(db, row))
      if (fault) broken.push({ caseId: row.id, number: row.number, ...fault })
      events += history.length
    }
    cases += rows.length
    after = last.id
    scope.onProgress?.(cases)
  }
}

/** Row and events are two statements: a case that moved between them looks broken once, not every time it is read. */
async function faultAgain(db: Db, seen: CaseState): Promise<Fault | null> {
  let fault: Fault | null = null
  for (let reading = 0; reading < 3; reading += 1) {
    const [row] = await listCasesAfter(db, seen.cityId, FIRST, 1, seen.id)
    fault = row ? faultOf(row, await listHashedEvents(db, seen.cityId, [seen.id])) : null
    if (fault === null) return null
  }
  return fault
}

type Fault = Pick<BrokenHistory, 'seq' | 'reason'>

/** The first thing wrong with a case's history, null when all is well. Pure. */
export function faultOf(row: CaseState, events: readonly HashedEvent[]): Fault | null {
  let prevHash = GENESIS
  for (const [index, event] of events.entries()) {
    if (event.seq !== index + 1) return { seq: index + 1, reason: 'gap' }
    if (event.prevHash !== prevHash) return { seq: event.seq, reason: 'prev_hash' }
    const { hash, atText, ...facts } = event
    if (hashOf({ ...facts, at: atText }) !== hash) return { seq: event.seq, reason: 'hash' }
    prevHash = hash
  }
  if (events.length !== row.version || prevHash !== row.headHash) return { seq: events.length, reason: 'cut_off' }
  return projectionFault(row, events)
}

function projectionFault(row: CaseState, events: readonly HashedEvent[]): Fault | null {
  try {
    const replayed = replayHistory(row.cityId, row.id, events)
    return isDeepStrictEqual(replayed, row) ? null : { seq: null, reason: 'projection' }
  } catch {
    return { seq: null, reason: 'unreadable' }
  }
}
