import { sql } from 'kysely'
import type { Stage } from '#cases/lifecycle.ts'
import type { SeenColumns } from '#cases/queries-related.ts'
import type { Db } from '#platform/db.ts'
import '#cases/tables.ts'

export interface NearbyCase extends SeenColumns {
  readonly id: string
  readonly number: string
  readonly stage: Stage
  readonly typeCode: string | null
  readonly description: string
  readonly address: string
  readonly reportedAt: Date
  readonly metres: number
}

/**
 * Cases within `metres` of a point that are open, or ended in the same place since a moment: at most 50, nearest first. Two branches,
 * because each has its own index: open cases by position, recent ones by place and time.
 */
export async function listCasesNear(
  tx: Db,
  cityId: string,
  point: { lon: number; lat: number },
  placeCode: string,
  metres: number,
  since: Date,
): Promise<NearbyCase[]> {
  // biome-ignore format: a signature
  const here = sql`st_setsrid(st_makepoint(${point.lon}::float8, ${point.lat}::float8), 4326)`
  const box = sql`st_expand(${here}, ${metres / 111_320 / Math.max(0.01, Math.cos((point.lat * Math.PI) / 180))}::float8)`
  const columns = sql`id, number, stage, type_code, description, address, reported_at, place_code, unit_id, assisting, reporter_id, inspector_id, photos, st_distance(place::geography, ${here}::geography) as metres`
  const { rows } = await sql<NearbyCase>`
    select * from (
      select ${columns} from "case" where city_id = ${cityId} and closed_at is null and place && ${box}
      union all
      select ${columns} from "case"
      where city_id = ${cityId} and place_code = ${placeCode} and reported_at >= ${since} and closed_at is not null and stage in ('closed', 'declined') and place && ${box}
    ) near where metres <= ${metres} order by metres limit 50`.execute(tx)
  return rows
}
