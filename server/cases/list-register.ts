import type { z } from 'zod'
import type { RegisterListAnswer, RegisterListQuery } from '#cases/contract-register-list.ts'
import { countEntries, listEntries } from '#cases/queries-register-list.ts'
import type { Actor } from '#platform/actor.ts'
import type { Db } from '#platform/db.ts'

/** A page of a register by code: the entries of the actor's areas and those in no grid, narrowed by text and state. */
export async function listRegister(
  tx: Db,
  { cityId, areas }: Actor,
  query: RegisterListQuery,
): Promise<z.output<typeof RegisterListAnswer>> {
  const found = await listEntries(tx, cityId, areas, query)
  const entries = found.slice(0, query.limit)
  return {
    entries,
    next: found.length > query.limit ? (entries.at(-1)?.code ?? null) : null,
    total: query.after === undefined ? await countEntries(tx, cityId, areas, query) : null,
  }
}
