import { say } from '#commands/exit.ts'
import { showProgress } from '#commands/progress.ts'
import { withDatabase } from '#commands/with-database.ts'
import { systemClock } from '#platform/clock.ts'
import type { Db } from '#platform/db.ts'
import { openFileStore } from '#platform/open-files.ts'
import { findSimulation } from '#simulation/find-simulation.ts'
import { simulateCases } from '#simulation/simulate-cases.ts'

const DAY = 86_400_000

interface SimulateFlags {
  readonly city: string
  readonly cases: string
  readonly days: string
  readonly seed: string
}

/** Plays the days before now. A run that was cut off is finished first, with its own interval and seed: run the command again. */
export async function simulate(flags: SimulateFlags): Promise<void> {
  const progress = showProgress('模拟 / simulation')
  const report = await withDatabase(async ({ db }, config) =>
    simulateCases(db, {
      ...(await whatToPlay(db, flags)),
      files: openFileStore(config.files),
      onProgress: (done, total, at) => progress.to(done, total, at.toISOString().slice(0, 16)),
    }),
  )
  progress.end()
  say(JSON.stringify(report, null, 2))
}

async function whatToPlay(db: Db, { city, cases, days, seed }: SimulateFlags) {
  const last = await findSimulation(db, city)
  if (last && last.finishedAt === null) {
    say('上次模拟未完成，先把它做完 / the last simulation was cut off: finishing it')
    return { cityId: city, from: last.from, to: last.to, cases: last.cases, seed: last.seed }
  }
  const to = systemClock.now()
  return { cityId: city, from: new Date(to.getTime() - Number(days) * DAY), to, cases: Number(cases), seed: Number(seed) }
}
