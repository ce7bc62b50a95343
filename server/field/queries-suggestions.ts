import { sql } from 'kysely'
import type { Point } from '#field/queries-grids.ts'
import type { Db } from '#platform/db.ts'
import '#cases/tables.ts'

export interface Sample {
  readonly typeCode: string
  readonly reportedAt: Date
  readonly metres: number | null
  readonly byMe: boolean
}

/** Rows read at most of each: the cost stays the same however long the history is. */
const [MOST_OPEN, MOST_ENDED_A_PLACE, MOST_MINE] = [200, 40, 60]

const degreesAround = (metres: number, lat: number): number => metres / 111_320 / Math.max(0.01, Math.cos((lat * Math.PI) / 180))

/**
 * Cases with a type within `metres` of a point: open ones by the index of their places, ended ones since a moment by place code and time, newest first;
 * of those in the given areas.
 */
export async function listTypesNear(
  tx: Db,
  { cityId, personId, areas }: { cityId: string; personId: string | null; areas: readonly string[] },
  { lon, lat }: Point,
  metres: number,
  placeCodes: readonly string[],
  since: Date,
): Promise<Sample[]> {
  const here = sql`st_setsrid(st_makepoint(${lon}::float8, ${lat}::float8), 4326)`
  const box = sql`st_expand(${here}, ${degreesAround(metres, lat)}::float8)`
  const columns = sql`c.type_code, c.reported_at, c.place_code, st_distance(c.place::geography, ${here}::geography) as metres,
    c.reporter_id is not distinct from ${personId}::uuid as by_me`
  const inAreas =
    areas.length === 0
      ? sql`false`
      : sql.join(
          areas.map((area) => sql`starts_with(place_code, ${area})`),
          sql` or `,
        )
  const { rows } = await sql<Sample>`
    select type_code, reported_at, metres, by_me from (
      (select ${columns} from "case" c
        where c.city_id = ${cityId} and c.closed_at is null and c.place && ${box} and c.type_code is not null and c.reported_at >= ${since}
        order by c.place <-> ${here} limit ${MOST_OPEN})
      union all
      select ended.* from unnest(${[...placeCodes]}::text[]) as near(code) cross join lateral (
        select ${columns} from "case" c
        where c.city_id = ${cityId} and c.place_code = near.code and c.reported_at >= ${since} and c.closed_at is not null and c.type_code is not null
        order by c.reported_at desc limit ${MOST_ENDED_A_PLACE}
      ) ended
    ) found where metres <= ${metres} and (${inAreas})`.execute(tx)
  return rows
}

/** Types somebody reported last, by the index of reporters. */
export const listTypesReportedBy = async (tx: Db, cityId: string, personId: string): Promise<Sample[]> => {
  const rows = await tx
    .selectFrom('case')
    .select(['typeCode', 'reportedAt'])
    .where('cityId', '=', cityId)
    .where('reporterId', '=', personId)
    .orderBy('id', 'desc')
    .limit(MOST_MINE)
    .execute()
  return rows.flatMap(({ typeCode, reportedAt }) => (typeCode === null ? [] : [{ typeCode, reportedAt, metres: null, byMe: true }]))
}
