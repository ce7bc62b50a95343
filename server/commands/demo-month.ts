import { currentCalendar } from '#catalogue/load-calendar.ts'
import { addWorkingTime } from '#catalogue/working-calendar.ts'
import { say } from '#commands/exit.ts'
import { showProgress } from '#commands/progress.ts'
import { DEMO_CITY_ID } from '#demo/city.ts'
import { createDemoCity } from '#demo/create-demo-city.ts'
import { findCity } from '#organisation/queries-places.ts'
import type { Config } from '#platform/config.ts'
import type { Db } from '#platform/db.ts'
import { openFileStore } from '#platform/open-files.ts'
import { Problem } from '#platform/problem.ts'
import { findSimulation } from '#simulation/find-simulation.ts'
import { simulateCases } from '#simulation/simulate-cases.ts'

const DAY = 86_400_000
export const DEMO_CASES = 1200
const SEED = 1272

/** Work for those whom visitors sign in as on the street: drains and covers in 官渡 (Guandu), which its water bureau repairs. */
const SHOWCASE = { placePrefix: '530111', typeCodes: ['C0102', 'C0103', 'C0104'], logins: ['guandu-inspector', 'guandu-water'] }

interface DemoMonth {
  readonly now: Date
  readonly cases?: number
  readonly signal?: AbortSignal
}

/** Makes the demo city when there is none, showing how far it is. */
export async function makeDemoCity(db: Db, at: Date): Promise<void> {
  const progress = showProgress('演示城市 / demo city')
  const { created } = await createDemoCity(db, {
    at,
    onProgress: (done, total, what) => progress.to(done, total, `${what.zh} / ${what.en}`),
  })
  progress.end()
  if (created) say('演示城市已建成 / the demo city is made')
}

/**
 * Plays the month before the city was made, all roles through the real use cases. Seeded, and each case has its own fixed ids:
 * a run that was cut off goes on where it stopped, a finished one adds nothing.
 */
export async function simulateDemoMonth(db: Db, config: Config, { now, cases = DEMO_CASES, signal }: DemoMonth): Promise<void> {
  const city = await findCity(db, DEMO_CITY_ID)
  if (!city || (await findSimulation(db, DEMO_CITY_ID))?.finishedAt) return
  const to = await withinKnownCalendar(db, city.createdAt < now ? city.createdAt : now)
  const progress = showProgress('模拟过去一个月 / simulating the past month')
  const report = await simulateCases(db, {
    cityId: DEMO_CITY_ID,
    from: new Date(to.getTime() - 30 * DAY),
    to,
    cases,
    seed: SEED,
    showcase: SHOWCASE,
    files: openFileStore(config.files),
    ...(signal && { signal }),
    onProgress: (done, total, at) => progress.to(done, total, at.toISOString().slice(0, 10)),
  })
  progress.end()
  if (signal?.aborted) return
  say(`过去一个月已就绪 / the past month is there: ${JSON.stringify(report.byStage)}`)
}

/** A month that ends beyond the published calendar could set no deadlines: it is played two months before the calendar's end instead. */
async function withinKnownCalendar(db: Db, to: Date): Promise<Date> {
  const calendar = await currentCalendar(db, DEMO_CITY_ID)
  try {
    addWorkingTime(calendar, to, 8 * 3_600_000)
    return to
  } catch (error) {
    const knownUntil = error instanceof Problem ? error.details.knownUntil : undefined
    if (typeof knownUntil !== 'number') throw error
    say(
      `工作日历公布至 ${knownUntil} 年，演示月份取该年 10 月 / the calendar is published until ${knownUntil}: the demo month is October of that year`,
    )
    return new Date(Date.UTC(knownUntil, 9, 31))
  }
}
