import type { CaseAction } from '#cases/act-on-case.ts'
import { deleteExpiredContacts, listToEscalate, listToResume } from '#cases/queries.ts'
import { listCityIds, listSweptCityIds } from '#cases/queries-sweep.ts'
import { escalateCase } from '#cases/supervise-case.ts'
import { resumeCase } from '#cases/suspend-case.ts'
import { systemActor } from '#platform/actor.ts'
import { type Db, inTransaction } from '#platform/db.ts'
import { newId } from '#platform/identifier.ts'
import { Problem } from '#platform/problem.ts'

/** Cases moved in one pass; what is left is taken in the next, so that a backlog never holds anything up. */
const BATCH = 200

/**
 * What time itself does to cases: climbs the escalation ladder, resumes what was suspended until now. Returns how many cases moved. One city when it is
 * named, else all but those whose past is still being simulated: there the simulator says what time it is.
 */
export async function sweepCases(db: Db, at: Date, only?: string): Promise<{ escalated: number; resumed: number }> {
  let [escalated, resumed] = [0, 0]
  for (const cityId of only === undefined ? await listSweptCityIds(db) : [only]) {
    resumed += await each(db, cityId, at, await listToResume(db, cityId, at, BATCH), (tx, actor, one) =>
      resumeCase(tx, actor, { ...one, note: '' }),
    )
    escalated += await each(db, cityId, at, await listToEscalate(db, cityId, at, BATCH), escalateCase)
  }
  return { escalated, resumed }
}

/** Each in a transaction of its own; one that somebody moved meanwhile, or whose calendar is not published, is left for the next pass. */
async function each(
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
