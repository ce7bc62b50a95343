import { type ConcernedParent, GRID_LEVELS } from '#organisation/concerned-parents.ts'
import type { SupposedGrid } from '#organisation/queries-coverage.ts'
import { listGridsWithin } from '#organisation/queries-grids.ts'
import type { Db } from '#platform/db.ts'

/** The communities in which the added grids are the first of their kind on a day. */
export async function listFirstGrids(tx: Db, cityId: string, added: readonly SupposedGrid[], on: string): Promise<ConcernedParent[]> {
  const found: ConcernedParent[] = []
  for (const { kind, communityCode } of added) {
    const there = await listGridsWithin(tx, cityId, communityCode, on)
    if (!there.some((grid) => grid.kind === kind)) found.push({ parentCode: communityCode, level: GRID_LEVELS[kind] })
  }
  return found
}
