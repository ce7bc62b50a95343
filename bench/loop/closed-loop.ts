import { performance } from 'node:perf_hooks'
import type { Cast } from './cast.ts'
import { runLifecycle } from './one-lifecycle.ts'

/** Desks that are always busy: each begins a case as soon as its last is closed. */
export interface Pace {
  readonly clients: number
  readonly seconds: number
}

export interface Ran {
  readonly lifecycles: number
  readonly seconds: number
  readonly ids: readonly string[]
}

/** Runs lifecycles for so long; those under way at the end are finished and counted, and so is the time they take. */
export async function closedLoop(cast: Cast, { clients, seconds }: Pace): Promise<Ran> {
  const ids: string[] = []
  const from = performance.now()
  const desk = async (): Promise<void> => {
    while (performance.now() - from < seconds * 1000) ids.push(await runLifecycle(cast))
  }
  await Promise.all(Array.from({ length: clients }, desk))
  return { lifecycles: ids.length, seconds: (performance.now() - from) / 1000, ids }
}
