import { type RawBuilder, sql } from 'kysely'
import type { Subscription } from '#messages/queries-subscriptions.ts'
import type { Db } from '#platform/db.ts'
import '#cases/tables.ts'
import '#catalogue/tables.ts'

export interface CountedType {
  readonly typeCode: string | null
  readonly name: string | null
  readonly nameEn: string | null
  readonly reported: number
  readonly closed: number
}

type Area = Pick<Subscription, 'placeCode' | 'lon' | 'lat' | 'radiusMetres'>

const inArea = ({ placeCode, lon, lat, radiusMetres }: Area): RawBuilder<boolean> =>
  placeCode === null
    ? sql<boolean>`st_dwithin(c.place::geography, st_setsrid(st_makepoint(${lon}::float8, ${lat}::float8), 4326)::geography, ${radiusMetres}::float8)`
    : sql<boolean>`c.place_code >= ${placeCode} and c.place_code < ${`${placeCode}~`}`

/** How many problems of each type were reported in an area from one instant to before another, and how many closed; the most frequent first. */
export async function countByType(tx: Db, cityId: string, area: Area, from: Date, to: Date): Promise<CountedType[]> {
  const { rows } = await sql<CountedType>`
    with told as (
      select c.catalogue_version_id, c.type_code, 1 as reported, 0 as closed from "case" c
      where c.city_id = ${cityId} and c.reported_at >= ${from} and c.reported_at < ${to} and c.stage not in ('voided', 'merged') and ${inArea(area)}
      union all
      select c.catalogue_version_id, c.type_code, 0, 1 from "case" c
      where c.city_id = ${cityId} and c.closed_at >= ${from} and c.closed_at < ${to} and c.stage = 'closed' and ${inArea(area)}
    )
    select told.type_code, t.name, t.name_en, sum(told.reported)::int as reported, sum(told.closed)::int as closed
    from told left join problem_type t on t.city_id = ${cityId} and t.version_id = told.catalogue_version_id and t.code = told.type_code
    group by told.type_code, t.name, t.name_en order by sum(told.reported + told.closed) desc, told.type_code`.execute(tx)
  return rows
}
