import { sql } from 'kysely'
import type { CaseState } from '#cases/case-state.ts'
import type { Relation } from '#cases/contract-next.ts'
import type { Stage } from '#cases/lifecycle.ts'
import type { Db } from '#platform/db.ts'
import '#cases/tables.ts'

/** What decides whether one may see a case, and its photos. */
export type SeenColumns = Pick<CaseState, 'placeCode' | 'unitId' | 'assisting' | 'reporterId' | 'inspectorId' | 'photos'>

export interface RelatedCase extends SeenColumns {
  readonly id: string
  readonly number: string
  readonly relation: Relation
  readonly stage: Stage
  readonly typeCode: string | null
  readonly description: string
  readonly address: string
  readonly reportedAt: Date
  readonly closedAt: Date | null
  readonly metres: number
}

type Beside = Pick<
  CaseState,
  'cityId' | 'id' | 'lon' | 'lat' | 'placeCode' | 'typeCode' | 'componentCode' | 'shopfrontCode' | 'primaryCaseId'
>
const EACH = 20
const LONGEST_DAYS = 365

/**
 * Cases beside one: its primary and its siblings under that, those merged into it, the latest at its component or shopfront whenever they ended,
 * and those of its type within `metres` that are open, or ended in the same place since a moment. A case found in several ways comes once, by the first.
 * Every branch has an index of its own and at most 20 rows. Ordered by relation, then distance, then the latest.
 */
export async function listRelated(tx: Db, row: Beside, metres: number, since: Date): Promise<RelatedCase[]> {
  const here = sql`st_setsrid(st_makepoint(${row.lon}::float8, ${row.lat}::float8), 4326)`
  const box = sql`st_expand(${here}, ${metres / 111_320 / Math.max(0.01, Math.cos((row.lat * Math.PI) / 180))}::float8)`
  const reportedSince = new Date(since.getTime() - LONGEST_DAYS * 86_400_000)
  const { rows } = await sql<RelatedCase>`
    with found as (
      (select id, 1 as nth from "case" where city_id = ${row.cityId} and id = ${row.primaryCaseId}::uuid)
      union all (select id, 2 as nth from "case" where city_id = ${row.cityId} and primary_case_id = ${row.id}::uuid order by reported_at desc limit ${EACH})
      union all (select id, 2 as nth from "case" where city_id = ${row.cityId} and primary_case_id = ${row.primaryCaseId}::uuid order by reported_at desc limit ${EACH})
      union all (select id, 3 as nth from "case" where city_id = ${row.cityId} and component_code = ${row.componentCode}::text order by reported_at desc limit ${EACH})
      union all (select id, 4 as nth from "case" where city_id = ${row.cityId} and shopfront_code = ${row.shopfrontCode}::text order by reported_at desc limit ${EACH})
      union all (select id, 5 as nth from "case" where city_id = ${row.cityId} and closed_at is null and place && ${box}
        and type_code = ${row.typeCode}::text and st_distance(place::geography, ${here}::geography) <= ${metres} order by reported_at desc limit ${EACH})
      union all (select id, 5 as nth from "case" where city_id = ${row.cityId} and place_code = ${row.placeCode} and reported_at >= ${reportedSince} and closed_at >= ${since} and stage in ('closed', 'declined')
        and type_code = ${row.typeCode}::text and place && ${box} and st_distance(place::geography, ${here}::geography) <= ${metres} order by reported_at desc limit ${EACH})
    ), once as (select id, min(nth) as nth from found where id <> ${row.id}::uuid group by id)
    select c.id, c.number, (array['primary', 'merged', 'component', 'shopfront', 'nearby'])[nth] as relation, c.stage, c.type_code, c.description, c.address,
      c.reported_at, c.closed_at, c.place_code, c.unit_id, c.assisting, c.reporter_id, c.inspector_id, c.photos,
      st_distance(c.place::geography, ${here}::geography) as metres
    from once join "case" c on c.city_id = ${row.cityId} and c.id = once.id
    order by nth, c.closed_at is not null, round(st_distance(c.place::geography, ${here}::geography)::numeric), c.reported_at desc`.execute(
    tx,
  )
  return rows
}
