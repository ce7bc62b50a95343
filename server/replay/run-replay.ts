import { verifyHistory } from '#cases/verify-history.ts'
import type { Db } from '#platform/db.ts'
import type { Replayed } from '#replay/compare.ts'
import { type Driven, driveAll } from '#replay/drive-all.ts'
import { caseIdOf, type PlannedRequest } from '#replay/drive-request.ts'
import { loadCast } from '#replay/load-cast.ts'
import { type CityDraft, makeCity } from '#replay/make-city.ts'
import { type Preparation, prepareReplay, type ReplayFiles } from '#replay/prepare-replay.ts'
import { listOutcomes, type Outcome } from '#replay/queries.ts'
import { type PreparationReport, type ReplayReport, reportOutcome, reportPreparation } from '#replay/replay-report.ts'
import { writeFiles } from '#replay/write-lists.ts'

export type ReplayPhase = 'check' | 'drive' | 'compare' | 'verify'

export interface ReplayOptions extends ReplayFiles {
  /** Directory of the report and the lists; made when missing. */
  readonly outDir: string
  /** Check the files, place the requests, write the lists, leave the database as it is. */
  readonly dryRun?: boolean | undefined
  /** Only the first so many requests. The whole file is checked, and the city made, all the same. */
  readonly limit?: number | undefined
  /** Requests driven at once, 8 unless said; on the embedded engine they take turns. */
  readonly parallel?: number | undefined
  readonly onPhase?: ((phase: ReplayPhase) => void) | undefined
  /** Requests driven, of how many. */
  readonly onProgress?: ((done: number, total: number) => void) | undefined
}

export type ReplayResult =
  | { readonly dryRun: true; readonly report: PreparationReport; readonly files: readonly string[] }
  | { readonly dryRun: false; readonly report: ReplayReport; readonly files: readonly string[] }

const PARALLEL = 8
const FIRST = '00000000-0000-0000-0000-000000000000'
const BATCH = 2000

/**
 * Replays recorded service requests: makes them a city of their own and drives each through the whole loop at its own recorded times, then compares
 * what became of them with what was recorded and verifies the history. Repeating it, or resuming one that was interrupted, adds nothing twice.
 * Throws the problems of prepareReplay before anything is written, and replay.other_city.
 */
export async function runReplay(db: Db, options: ReplayOptions): Promise<ReplayResult> {
  options.onPhase?.('check')
  const prepared = await prepareReplay(db, options)
  const { report, lists } = reportPreparation(prepared)
  if (options.dryRun) return { dryRun: true, report, files: writeFiles(options.outDir, lists) }
  const plans = prepared.plans.slice(0, options.limit)
  await makeCity(db, prepared.draft)
  options.onPhase?.('drive')
  const driven = await timed(() => drive(db, prepared, plans, options))
  options.onPhase?.('compare')
  const { cityId } = prepared.draft.frame
  const outcome = reportOutcome(plans.length, await findReplayed(db, cityId, plans), prepared.draft.areas.codeLengths.district)
  options.onPhase?.('verify')
  const whole: ReplayReport = { ...report, ...outcome.figures, history: await verifyHistory(db, { cityId }), driven }
  const json = { 'report.json': `${JSON.stringify(whole, null, 2)}\n` }
  return { dryRun: false, report: whole, files: writeFiles(options.outDir, { ...json, ...lists, ...outcome.lists }) }
}

async function drive(db: Db, { draft }: Preparation, plans: readonly PlannedRequest[], options: ReplayOptions): Promise<Driven> {
  const [first] = plans
  if (first === undefined) return { requests: 0, events: 0, already: 0 }
  const stage = { cityId: draft.frame.cityId, mapping: draft.mapping, cast: await castOf(db, draft, first) }
  return driveAll(db, stage, plans, options.parallel ?? PARALLEL, options.onProgress ?? (() => {}))
}

const castOf = (db: Db, { frame, staff }: CityDraft, { request }: PlannedRequest) => loadCast(db, frame, staff, request.openedAt)

async function timed(work: () => Promise<Driven>): Promise<ReplayReport['driven']> {
  const started = performance.now()
  const driven = await work()
  const seconds = (performance.now() - started) / 1000
  const rate = (count: number): number => Math.round((count / seconds) * 10) / 10
  return {
    ...driven,
    seconds: Math.round(seconds * 10) / 10,
    requestsPerSecond: rate(driven.requests),
    eventsPerSecond: rate(driven.events),
  }
}

/** Every planned request that has a case, with what became of it as the database holds it. */
async function findReplayed(db: Db, cityId: string, plans: readonly PlannedRequest[]): Promise<Replayed> {
  const outcomes = new Map<string, Outcome>()
  let after = FIRST
  for (;;) {
    const batch = await listOutcomes(db, cityId, after, BATCH)
    const last = batch.at(-1)
    if (last === undefined) break
    for (const outcome of batch) outcomes.set(outcome.id, outcome)
    after = last.id
  }
  return plans.flatMap((plan) => {
    const outcome = outcomes.get(caseIdOf(cityId, plan.request))
    return outcome === undefined ? [] : [[plan, outcome] as const]
  })
}
