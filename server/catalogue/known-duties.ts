import type { z } from 'zod'
import type { Actor } from '#platform/actor.ts'
import type { Db } from '#platform/db.ts'
import { readDuties } from './catalogue-seed.ts'
import type { DutiesAnswer } from './contract.ts'
import { listUnitDuties } from './queries.ts'

/** The same with their names: a duty of the city's own has no other name than its code. */
export async function listDuties(tx: Db, { cityId }: Pick<Actor, 'cityId'>): Promise<z.input<typeof DutiesAnswer>> {
  const names = new Map(readDuties().map((duty) => [duty.code, duty]))
  const known = [...(await knownDuties(tx, cityId))]
  return { duties: known.map((code) => ({ code, name: names.get(code)?.name ?? code, nameEn: names.get(code)?.nameEn ?? code })) }
}

/** The duties a rule may name in a city: the shipped ones and those its own units have. */
export async function knownDuties(tx: Db, cityId: string): Promise<ReadonlySet<string>> {
  return new Set([...readDuties().map(({ code }) => code), ...(await listUnitDuties(tx, cityId))])
}
