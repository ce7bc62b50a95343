import { makeDemoCity, simulateDemoMonth } from '#commands/demo-month.ts'
import { withDatabase } from '#commands/with-database.ts'
import { systemClock } from '#platform/clock.ts'

export async function createDemo(options: { cases: string }): Promise<void> {
  await withDatabase(async ({ db }, config) => {
    await makeDemoCity(db, systemClock.now())
    await simulateDemoMonth(db, config, { now: systemClock.now(), cases: Number(options.cases) })
  })
}
