import { say } from '#commands/exit.ts'
import { showProgress } from '#commands/progress.ts'
import { withDatabase } from '#commands/with-database.ts'
import { systemClock } from '#platform/clock.ts'
import { openFileStore } from '#platform/open-files.ts'
import { simulateCases } from '#simulation/simulate-cases.ts'

const DAY = 86_400_000

export async function simulate(options: { city: string; cases: string; days: string; seed: string }): Promise<void> {
  const to = systemClock.now()
  const progress = showProgress('模拟 / simulation')
  const report = await withDatabase(({ db }, config) =>
    simulateCases(db, {
      cityId: options.city,
      from: new Date(to.getTime() - Number(options.days) * DAY),
      to,
      cases: Number(options.cases),
      seed: Number(options.seed),
      files: openFileStore(config.files),
      onProgress: (done, total, at) => progress.to(done, total, at.toISOString().slice(0, 16)),
    }),
  )
  progress.end()
  say(JSON.stringify(report, null, 2))
}
