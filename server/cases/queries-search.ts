import { inAreas } from '#cases/queries-registers-export.ts'
import type { Actor } from '#platform/actor.ts'
import type { Db } from '#platform/db.ts'
import '#cases/tables.ts'

export interface FoundEntry {
  readonly register: 'component' | 'shopfront'
  readonly code: string
  readonly name: string
  readonly gridCode: string | null
}

/** Entries of the registers, of the actor's areas or without a grid, whose code begins so, by code; '~' sorts after every digit and letter. */
export async function listEntriesByCode(
  tx: Db,
  { cityId, areas }: Pick<Actor, 'cityId' | 'areas'>,
  prefix: string,
  limit: number,
): Promise<FoundEntry[]> {
  const found = await Promise.all(
    (['component', 'shopfront'] as const).map((register) =>
      tx
        .selectFrom(register)
        .select(['code', 'name', 'gridCode'])
        .where('cityId', '=', cityId)
        .where('code', '>=', prefix)
        .where('code', '<', `${prefix}~`)
        .where(inAreas(areas))
        .orderBy('code')
        .limit(limit)
        .execute()
        .then((rows) => rows.map((row) => ({ register, ...row }))),
    ),
  )
  return found.flat().slice(0, limit)
}
