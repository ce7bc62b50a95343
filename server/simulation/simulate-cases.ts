import { setImmediate } from 'node:timers/promises'
import { sweepCases } from '#cases/sweep-cases.ts'
import { setCitySetting } from '#organisation/queries-places.ts'
import { type Db, inTransaction } from '#platform/db.ts'
import type { FileStore } from '#platform/files.ts'
import { Problem } from '#platform/problem.ts'
import { Agenda, type Entry } from '#simulation/agenda.ts'
import { loadThreads } from '#simulation/load-threads.ts'
import { nextStep, type PlannedStep } from '#simulation/next-step.ts'
import { performReport, performStep } from '#simulation/perform-step.ts'
import { simulationProblems } from '#simulation/problems.ts'
import { reportOn, type SimulationReport } from '#simulation/simulation-report.ts'
import type { Thread } from '#simulation/thread.ts'
import { openWorld, type Showcase, type World } from '#simulation/world.ts'

const HOUR = 3_600_000
/** The clock's own work, before that of the cases. */
const SWEEP = -1

export interface SimulationOptions {
  readonly cityId: string
  /** Cases are reported from here … */
  readonly from: Date
  /** … to here. */
  readonly to: Date
  readonly cases: number
  readonly seed: number
  readonly showcase?: Showcase
  /** Until when cases go on; `to` unless said. What is not due by then stays where it is. */
  readonly clockEnd?: Date
  /** Told of every report: how many of the cases there are, and the simulated moment. */
  readonly onProgress?: (done: number, total: number, at: Date) => void
  /** Stops after the step at hand; the same call later goes on from there. */
  readonly signal?: AbortSignal
  /** Keeps the pictures that cases show; without it only their records are made. */
  readonly files?: FileStore
}

/**
 * Makes a past of a city: cases reported over an interval and moved through the loop by everybody whose step it is, in the order of time, each step
 * through its use case in a transaction of its own. The same seed, city and interval give the same cases; a run that was cut off goes on where it
 * was. Until it has finished, `sweepCases` leaves the city alone. Throws simulation.bad_interval, unknown_city, empty_city;
 * what a use case refuses is counted.
 */
export async function simulateCases(db: Db, options: SimulationOptions): Promise<SimulationReport> {
  const { cityId, from, to, cases, seed, showcase, clockEnd = to } = options
  if (!(from < to && to <= clockEnd) || !Number.isInteger(cases) || cases < 1) throw simulationProblems.badInterval()
  const world = await openWorld(db, { cityId, from, to, cases, seed, showcase }, options.files)
  const parameters = { seed, cases, from: from.toISOString(), to: to.toISOString(), clockEnd: clockEnd.toISOString() }
  await setCitySetting(db, cityId, 'simulation', { ...parameters, finishedAt: null })
  const run = new Run(db, world, clockEnd, options)
  await run.load()
  const finished = await run.go()
  if (finished) await setCitySetting(db, cityId, 'simulation', { ...parameters, finishedAt: clockEnd.toISOString() })
  return run.report(finished)
}

interface Planned extends Entry {
  /** Null: the report itself, or the clock's work. */
  readonly step: PlannedStep | null
}

class Run {
  private readonly agenda = new Agenda<Planned>()
  private readonly threads = new Map<number, Thread>()
  /** What counts of the agenda for each case: an entry that was overtaken is not it. */
  private readonly current = new Map<number, Planned>()
  private readonly sweeps = new Set<number>()
  private readonly refused = new Map<string, number>()
  private readonly takenOver = new Set<number>()
  private readonly started = performance.now()
  private events = 0
  private readonly db: Db
  private readonly world: World
  private readonly end: Date
  private readonly options: SimulationOptions
  constructor(db: Db, world: World, end: Date, options: SimulationOptions) {
    this.db = db
    this.world = world
    this.end = end
    this.options = options
  }

  /** Takes up what an earlier start left; what is not there yet is to be reported. */
  async load(): Promise<void> {
    const indices = Array.from({ length: this.world.cases }, (_, index) => index)
    const { threads, takenOver } = await loadThreads(this.db, this.world, indices)
    for (const index of takenOver) this.takenOver.add(index)
    for (const index of indices) {
      const thread = threads.get(index)
      const arrival = this.world.arrivalOf(index)
      if (thread) this.follow(thread)
      else if (arrival <= this.world.to) this.plan({ index, at: arrival.getTime(), step: null })
    }
  }

  /** Returns whether it came to the end. */
  async go(): Promise<boolean> {
    const { signal } = this.options
    for (let entry = this.agenda.pop(); entry && entry.at <= this.end.getTime(); entry = this.agenda.pop()) {
      if (signal?.aborted) return false
      if (entry.index === SWEEP) await this.sweep(entry.at)
      else if (this.current.get(entry.index) === entry) await this.move(entry)
      // Whoever waits for the connection or the event loop comes first.
      await setImmediate()
    }
    return true
  }

  report(finished: boolean): SimulationReport {
    const seconds = (performance.now() - this.started) / 1000
    const { refused, events } = this
    return reportOn([...this.threads.values()], this.end, { refused, events, seconds, finished, takenOver: this.takenOver.size })
  }

  private plan(planned: Planned): void {
    this.current.set(planned.index, planned)
    this.agenda.push(planned)
  }

  /** Notes how a case stands and plans what is next on it: by people, and by the clock on the full hour. */
  private follow(thread: Thread): void {
    const { index, row } = thread
    this.threads.set(index, thread)
    this.current.delete(index)
    const step = this.takenOver.has(index) ? null : nextStep(thread, this.world)
    if (step) this.plan({ index, at: step.at, step })
    for (const due of [row.nextEscalationAt, row.suspendedUntil]) {
      const at = due === null ? null : Math.ceil(due.getTime() / HOUR) * HOUR
      if (at === null || this.sweeps.has(at)) continue
      this.sweeps.add(at)
      this.agenda.push({ index: SWEEP, at, step: null })
    }
  }

  private async move({ index, step, at }: Planned): Promise<void> {
    const known = this.threads.get(index)
    try {
      const thread = await inTransaction(this.db, (tx) =>
        known && step ? performStep(tx, this.world, known, step) : performReport(tx, this.world, index),
      )
      this.events += 1
      this.follow(thread)
      if (!known) this.options.onProgress?.(this.threads.size, this.world.cases, new Date(at))
    } catch (error) {
      if (!(error instanceof Problem)) throw error
      await this.refuse(index, error)
    }
  }

  /** The case stays where it is; one that somebody else has moved is theirs from now on. */
  private async refuse(index: number, { code }: Problem): Promise<void> {
    this.current.delete(index)
    if (code === 'case.stale') await this.reload([index])
    else this.refused.set(code, (this.refused.get(code) ?? 0) + 1)
  }

  private async sweep(at: number): Promise<void> {
    this.sweeps.delete(at)
    for (let moved = 1; moved > 0 && !this.options.signal?.aborted; ) {
      const due = [...this.threads.values()].filter(({ row }) => isDue(row.nextEscalationAt, at) || isDue(row.suspendedUntil, at))
      const { escalated, resumed } = await sweepCases(this.db, new Date(at), this.world.cityId)
      moved = escalated + resumed
      this.events += moved
      await this.reload(due.map(({ index }) => index))
    }
  }

  private async reload(indices: readonly number[]): Promise<void> {
    const { threads, takenOver } = await loadThreads(this.db, this.world, indices)
    for (const index of takenOver) this.takenOver.add(index)
    for (const thread of threads.values()) if (thread.row.version !== this.threads.get(thread.index)?.row.version) this.follow(thread)
  }
}

const isDue = (due: Date | null, at: number): boolean => due !== null && due.getTime() <= at
