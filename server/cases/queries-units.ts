import { sql } from 'kysely'
import type { Db } from '#platform/db.ts'
import '#cases/tables.ts'

/** Open cases a unit handles or still assists in. */
export async function countOpenCasesOfUnit(tx: Db, cityId: string, unitId: string): Promise<number> {
  const { total } = await tx
    .selectFrom('case')
    .select(sql<number>`count(*)`.as('total'))
    .where('cityId', '=', cityId)
    .where('closedAt', 'is', null)
    .where(sql<boolean>`(unit_id = ${unitId}::uuid or assisting @> ${JSON.stringify([{ unitId, doneAt: null }])}::jsonb)`)
    .executeTakeFirstOrThrow()
  return total
}
