import type { CaseAction } from '#cases/act-on-case.ts'
import { deleteExpiredContacts, listToEscalate, listToResume } from '#cases/queries.ts'
import { listCityIds, listSweptCityIds } from '#cases/queries-sweep.ts'
import { escalateCase } from '#cases/supervise-case.ts'
import { resumeCase } from '#cases/suspend-case.ts'
import { systemActor } from '#platform/actor.ts'
import { type Db, inTransaction } from '#platform/db.ts'
import { newId } from '#platform/identifier.ts'
import { Problem } from '#platform/problem.ts'

const BATCH = 200
const FIRST = '00000000-0000-0000-0000-000000000000'
type Due = (tx: Db, cityId: string, at: Date, after: string, limit: number) => Promise<{ id: string; version: number }[]>

/**
 * What time itself does to cases: climbs the escalation ladder, resumes what was suspended until now. Returns how many cases moved. One city when it is
 * named, else all but those whose past is still being simulated: there the simulator says what time it is.
 */
export async function sweepCases(db: Db, at: Date, only?: string): Promise<{ escalated: number; resumed: number }> {
  let [escalated, resumed] = [0, 0]
  for (const cityId of only === undefined ? await listSweptCityIds(db) : [only]) {
    resumed += await moveAll(db, cityId, at, listToResume, (tx, actor, one) => resumeCase(tx, actor, { ...one, note: '' }))
    escalated += await moveAll(db, cityId, at, listToEscalate, escalateCase)
  }
  return { escalated, resumed }
}

/** Walks all that is due in batches, each case once, so that cases that cannot move never keep the others waiting. */
async function moveAll(db: Db, cityId: string, at: Date, due: Due, action: CaseAction<Record<never, never>>): Promise<number> {
  let [moved, after] = [0, FIRST]
  for (;;) {
    const rows = await due(db, cityId, at, after, BATCH)
    moved += await moveEach(db, cityId, at, rows, action)
    const last = rows.at(-1)
    if (last === undefined || rows.length < BATCH) return moved
    after = last.id
  }
}

/** Each in a transaction of its own; one that somebody moved meanwhile, or whose calendar is not published, is left for the next pass. */
async function moveEach(
  db: Db,
  cityId: string,
  at: Date,
  rows: readonly { id: string; version: number }[],
  action: CaseAction<Record<never, never>>,
): Promise<number> {
  let moved = 0
  for (const { id, version } of rows) {
    const submission = { caseId: id, version, requestId: newId(at) }
    try {
      await inTransaction(db, (tx) => action(tx, systemActor(cityId, at), submission))
      moved += 1
    } catch (error) {
      if (!(error instanceof Problem)) throw error
    }
  }
  return moved
}

/** Removes reporters' names and contacts whose retention is over. */
export async function forgetContacts(db: Db, at: Date): Promise<void> {
  for (const cityId of await listCityIds(db)) await deleteExpiredContacts(db, cityId, at)
}
