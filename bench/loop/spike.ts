import { setTimeout as sleep } from 'node:timers/promises'
import type { Cast } from './cast.ts'
import { quantile } from './figures.ts'
import { runLifecycle } from './one-lifecycle.ts'

/** Lifecycles begun a second, one after another. */
export const SPIKE = [1, 15, 1, 25, 2, 35, 10] as const

export interface SpikePhase {
  readonly rate: number
  readonly begun: number
  /** Seconds from beginning to closing. */
  readonly p50: number
  readonly longest: number
  /** Seconds after the phase until all it had begun were closed. */
  readonly recovered: number
}

export interface SpikeResult {
  readonly phases: readonly SpikePhase[]
  readonly failures: readonly string[]
  readonly ids: readonly string[]
}

interface Run {
  readonly phase: number
  readonly began: number
  ended: number
}

/** Begins lifecycles at the rates of the spike, whether or not the earlier ones are done, each rate for so many seconds. */
export async function runSpike(cast: Cast, phaseSeconds: number): Promise<SpikeResult> {
  const [runs, failures, ids]: [Run[], string[], string[]] = [[], [], []]
  const working: Promise<void>[] = []
  const ends: number[] = []
  const begin = (phase: number): void => {
    const run = { phase, began: performance.now(), ended: Number.NaN }
    runs.push(run)
    const done = (id: string): void => {
      run.ended = performance.now()
      ids.push(id)
    }
    working.push(runLifecycle(cast).then(done, (error: unknown) => void failures.push(String(error))))
  }
  for (const [phase, rate] of SPIKE.entries()) {
    const from = performance.now()
    for (let index = 0; index < rate * phaseSeconds; index++) {
      await sleep(Math.max(0, from + (1000 * index) / rate - performance.now()))
      begin(phase)
    }
    await sleep(Math.max(0, from + 1000 * phaseSeconds - performance.now()))
    ends.push(performance.now())
  }
  await Promise.all(working)
  return {
    phases: SPIKE.map((rate, phase) =>
      phaseOf(
        rate,
        ends[phase] ?? 0,
        runs.filter((run) => run.phase === phase),
      ),
    ),
    failures,
    ids,
  }
}

function phaseOf(rate: number, end: number, runs: readonly Run[]): SpikePhase {
  const took = runs.map(({ began, ended }) => (ended - began) / 1000)
  const last = Math.max(...runs.map(({ ended }) => ended))
  return { rate, begun: runs.length, p50: quantile(took, 0.5), longest: Math.max(...took), recovered: Math.max(0, (last - end) / 1000) }
}
