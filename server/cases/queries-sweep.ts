import { sql } from 'kysely'
import { isOpen, STAGES } from '#cases/lifecycle.ts'
import type { Db } from '#platform/db.ts'
import '#organisation/tables.ts'
import '#cases/tables.ts'

export const listCityIds = async (tx: Db): Promise<string[]> =>
  (await tx.selectFrom('city').select('cityId').orderBy('cityId').execute()).map((row) => row.cityId)

/** Cities whose clock is the real one: all but those with a simulation that has not finished (setting `simulation`). */
export const listSweptCityIds = async (tx: Db): Promise<string[]> => {
  const rows = await tx
    .selectFrom('city')
    .select('cityId')
    .where(sql<boolean>`settings -> 'simulation' is null or settings -> 'simulation' ->> 'finishedAt' is not null`)
    .orderBy('cityId')
    .execute()
  return rows.map((row) => row.cityId)
}

/** Open cases inside any of these place codes, in the order of their ids. */
export const listOpenCasesIn = (tx: Db, cityId: string, codes: readonly string[]) =>
  tx
    .selectFrom('case')
    .select(['id', 'version', 'lon', 'lat', 'placeCode', 'zoneCode', 'regionClass'])
    .where('cityId', '=', cityId)
    .where('stage', 'in', STAGES.filter(isOpen))
    .where('closedAt', 'is', null)
    .where((where) => where.or(codes.map((code) => where.and([where('placeCode', '>=', code), where('placeCode', '<', `${code}~`)]))))
    .orderBy('id')
    .execute()
