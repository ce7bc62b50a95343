import { sql } from 'kysely'
import { PRECISION } from '#organisation/area.ts'
import type { Db } from '#platform/db.ts'
import '#organisation/tables.ts'

/** Gives a division in force since `validFrom` the union of the outlines of those directly below it that began the same day. */
export async function setOutlineOfParts(tx: Db, cityId: string, code: string, validFrom: string): Promise<void> {
  await sql`
    update division set area = (
      select st_multi(st_union(part.area, ${PRECISION}::float8)) from division part
      where part.city_id = ${cityId} and part.parent_code = ${code} and part.valid_from = ${validFrom}::date
    ) where city_id = ${cityId} and code = ${code} and valid_from = ${validFrom}::date`.execute(tx)
}
