import type { Db } from '#platform/db.ts'
import { readDuties } from './catalogue-seed.ts'
import { listUnitDuties } from './queries.ts'

/** The duties a rule may name in a city: the shipped ones and those its own units have. */
export async function knownDuties(tx: Db, cityId: string): Promise<ReadonlySet<string>> {
  return new Set([...readDuties().map(({ code }) => code), ...(await listUnitDuties(tx, cityId))])
}
