import { type Db, inTransaction } from '#platform/db.ts'
import { caseIdOf, driveRequest, type PlannedRequest, type Stage } from '#replay/drive-request.ts'
import { listExistingCases } from '#replay/queries.ts'

export interface Driven {
  /** Requests driven now. */
  readonly requests: number
  readonly events: number
  /** Requests an earlier run had driven. */
  readonly already: number
}

/** Cases looked up in one statement. */
const BATCH = 5000

/**
 * Drives all requests, `parallel` at a time, each in a transaction of its own: an interrupted replay leaves whole cases only, and the next run goes on
 * after them. `onProgress` hears of every request. The first failure stops the rest and is thrown.
 */
export async function driveAll(
  db: Db,
  stage: Stage,
  plans: readonly PlannedRequest[],
  parallel: number,
  onProgress: (done: number, total: number) => void,
): Promise<Driven> {
  const done = await existingCases(db, stage.cityId, plans)
  const waiting = plans.filter(({ request }) => !done.has(caseIdOf(stage.cityId, request)))
  const already = plans.length - waiting.length
  let [next, finished, events, failed] = [0, 0, 0, false]
  const drive = async (plan: PlannedRequest): Promise<void> => {
    const steps = await inTransaction(db, (tx) => driveRequest(tx, stage, plan))
    events += steps
    finished += 1
    onProgress(already + finished, plans.length)
  }
  const lane = async (): Promise<void> => {
    for (let plan = waiting[next]; plan !== undefined && !failed; plan = waiting[next]) {
      next += 1
      await drive(plan).catch((error: unknown) => {
        failed = true
        throw error
      })
    }
  }
  onProgress(already, plans.length)
  // All lanes come to rest before the failure is told: nothing goes on behind the back of whoever hears of it.
  const lanes = await Promise.allSettled(Array.from({ length: parallel }, lane))
  const failure = lanes.find((each) => each.status === 'rejected')
  if (failure) throw failure.reason
  return { requests: finished, events, already }
}

async function existingCases(db: Db, cityId: string, plans: readonly PlannedRequest[]): Promise<Set<string>> {
  const found = new Set<string>()
  for (let start = 0; start < plans.length; start += BATCH) {
    const ids = plans.slice(start, start + BATCH).map(({ request }) => caseIdOf(cityId, request))
    for (const id of await listExistingCases(db, cityId, ids)) found.add(id)
  }
  return found
}
