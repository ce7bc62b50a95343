import { sql } from 'kysely'
import { STATE_COLUMNS } from '#cases/queries.ts'
import type { Db } from '#platform/db.ts'
import '#cases/tables.ts'

/** Cases of a city in the order of their ids, or one of them. */
export const listCasesAfter = (tx: Db, cityId: string, after: string, limit: number, caseId?: string) =>
  tx
    .selectFrom('case')
    .select(STATE_COLUMNS)
    .where('cityId', '=', cityId)
    .where('id', '>', after)
    .$if(caseId !== undefined, (query) => query.where('id', '=', caseId ?? ''))
    .orderBy('id')
    .limit(limit)
    .execute()

/** All events of these cases with their instants spelled to the microsecond, as the hash spells them. */
export const listHashedEvents = (tx: Db, cityId: string, caseIds: readonly string[]) =>
  tx
    .selectFrom('caseEvent')
    .selectAll()
    .select(sql<string>`to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`.as('atText'))
    .where('cityId', '=', cityId)
    .where('caseId', 'in', [...caseIds])
    .orderBy('caseId')
    .orderBy('seq')
    .execute()
