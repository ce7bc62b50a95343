import { sql } from 'kysely'
import { inForce } from '#organisation/in-force.ts'
import type { Level } from '#platform/actor.ts'
import type { Db, Tables } from '#platform/db.ts'
import '#organisation/tables.ts'

/** A duty as rules ask for it; `level` null takes a unit of any level. */
export interface WantedDuty {
  readonly duty: string
  readonly level: Level | null
}

export interface RoutedCommunity {
  readonly code: string
  readonly name: string
  readonly zoneCode: string | null
}

/** The nearest unit of a duty and level for a community. */
export interface NearestUnit {
  readonly community: string
  readonly duty: string
  readonly level: Level | null
  readonly unitId: string
  readonly unitName: string
  readonly unitNameEn: string | null
}

/** Communities in force on a day with the functional zone each lies in, by code; all of the city, or those named. */
export async function listRoutedCommunities(tx: Db, cityId: string, on: string, codes?: readonly string[]): Promise<RoutedCommunity[]> {
  const { rows } = await sql<RoutedCommunity>`
    select d.code, d.name, (
      select m.zone_code from zone_division m
      join functional_zone z on z.city_id = m.city_id and z.code = m.zone_code
      where m.city_id = d.city_id and starts_with(d.code, m.division_code) and ${inForce('m', on)} and ${inForce('z', on)}
      order by length(m.division_code) desc, z.code limit 1
    ) as zone_code
    from division d
    where d.city_id = ${cityId} and d.level = 'community' and ${inForce('d', on)}
      and (${codes === undefined} or d.code = any(${codes ?? []}::text[]))
    order by d.code`.execute(tx)
  return rows
}

/** For every community and every wanted duty the unit that `listUnitsByDuty` would name first among those of the level: one statement for all of them. */
export async function listNearestUnits(
  tx: Db,
  cityId: string,
  on: string,
  communities: readonly RoutedCommunity[],
  duties: readonly WantedDuty[],
): Promise<NearestUnit[]> {
  const { rows } = await sql<NearestUnit>`
    select distinct on (c.code, w.duty, w.level) c.code as community, w.duty, w.level, u.id as unit_id, u.name as unit_name, u.name_en as unit_name_en
    from json_to_recordset(${JSON.stringify(communities)}::json) as c(code text, "zoneCode" text)
    cross join json_to_recordset(${JSON.stringify(duties)}::json) as w(duty text, level text)
    join unit u on u.city_id = ${cityId} and u.duty = w.duty and (w.level is null or u.level = w.level) and ${inForce('u', on)}
      and (u.zone_code = c."zoneCode" or (u.zone_code is null and starts_with(c.code, u.area_code)))
    order by c.code, w.duty, w.level, u.zone_code is null, length(u.area_code) desc, u.code`.execute(tx)
  return rows
}

/**
 * Gathers statistics of tables (named as in TypeScript), so that queries on rows just added are planned well, the checks of foreign keys among them;
 * inside a transaction nobody else does it, and the embedded engine never does it by itself.
 */
export async function setStatistics(tx: Db, tables: readonly (keyof Tables)[]): Promise<void> {
  await sql`analyze ${sql.join(tables.map((table) => sql.table(table)))}`.execute(tx)
}
