import { z } from 'zod'
import { findCity } from '#organisation/queries-places.ts'
import type { Db } from '#platform/db.ts'

const instant = z.iso.datetime().transform((text) => new Date(text))
const Simulation = z.object({
  seed: z.number(),
  cases: z.number(),
  from: instant,
  to: instant,
  clockEnd: instant,
  finishedAt: instant.nullable(),
})
/** The last simulation of a city; `finishedAt` is the simulated moment it reached, null while it runs or when it was cut off. */
export type Simulation = z.output<typeof Simulation>

/** What the city's settings say of its last simulation, so that one that was cut off can be called again with the same words; undefined when there was none. */
export async function findSimulation(db: Db, cityId: string): Promise<Simulation | undefined> {
  const city = await findCity(db, cityId)
  const read = Simulation.safeParse(city?.settings.simulation)
  return read.success ? read.data : undefined
}
