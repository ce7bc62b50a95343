import { rebuildFigures } from '#cases/keep-figures.ts'
import { unknownCity } from '#catalogue/problems.ts'
import { say } from '#commands/exit.ts'
import { withDatabase } from '#commands/with-database.ts'
import { findCity } from '#organisation/queries-places.ts'
import { systemClock } from '#platform/clock.ts'

/** Makes the monthly figures of a city anew from its cases. */
export async function rebuildMonths(options: { city: string }): Promise<void> {
  await withDatabase(async ({ db }) => {
    if (!(await findCity(db, options.city))) throw unknownCity(options.city)
    await rebuildFigures(db, options.city, systemClock.now())
    say('已重建月度数字 / the monthly figures were made anew')
  })
}
