import { type RawBuilder, sql } from 'kysely'
import { type Area, PRECISION } from '#organisation/area.ts'
import { inForce } from '#organisation/in-force.ts'
import type { Db } from '#platform/db.ts'
import '#organisation/tables.ts'

/** An outline on a drawing, by whatever key the drawing knows it. */
export interface KeyedOutline {
  readonly key: string
  readonly area: Area
}

export interface Carving {
  readonly parentCode: string
  readonly area: Area
  readonly others: readonly KeyedOutline[]
  readonly on: string
}

export interface CarvedRow {
  /** Null for the new outline itself. */
  readonly key: string | null
  /** Null where nothing is left. */
  readonly area: Area | null
}

/** Less than this, in square metres, is what drawing by hand leaves over. */
const CRUMB = 1

/** Degrees, two centimetres: nearer than this, what is drawn on a border is meant to lie on it. */
const SNAP = 2e-7

const snapped = (area: RawBuilder<unknown>, to: RawBuilder<unknown>): RawBuilder<unknown> =>
  sql`st_collectionextract(st_makevalid(st_snap(${area}, ${to}, ${SNAP})), 3)`
const read = (area: RawBuilder<unknown>): RawBuilder<unknown> =>
  sql`st_collectionextract(st_makevalid(st_setsrid(st_geomfromgeojson(${area}), 4326)), 3)`
const parts = (area: RawBuilder<unknown>): RawBuilder<unknown> =>
  sql`(select st_asgeojson(case when count(*) = 1 then (array_agg(part.geom))[1] else st_collect(part.geom) end, 9)::json
    from st_dump(st_collectionextract(${area}, 3)) part where st_area(part.geom::geography) > ${CRUMB} having count(*) > 0)`

/** The new outline as far as it lies in its parent, and what is left of each of the others that it takes ground from. */
export async function listCarved(tx: Db, cityId: string, { parentCode, area, others, on }: Carving): Promise<CarvedRow[]> {
  const { rows } = await sql<CarvedRow>`
    with parent as materialized (select area from division where city_id = ${cityId} and code = ${parentCode} and ${inForce('division', on)}),
    known as materialized (
      select o.key, ${read(sql`o.area::text`)} as area from json_to_recordset(${JSON.stringify(others)}::json) as o(key text, area json)
    ), inside as materialized (
      select case when parent.area is null then given.area else st_intersection(given.area, parent.area, ${PRECISION}::float8) end as area
      from (select ${read(sql`${JSON.stringify(area)}::text`)} as area) given left join parent on true
    ), drawn as materialized (
      select ${snapped(sql`inside.area`, sql`coalesce((select st_collect(known.area) from known), inside.area)`)} as area from inside
    ), other as materialized (select known.key, ${snapped(sql`known.area`, sql`drawn.area`)} as area from known cross join drawn)
    select null as key, ${parts(sql`drawn.area`)} as area from drawn
    union all
    select other.key, ${parts(sql`st_difference(other.area, drawn.area, ${PRECISION}::float8)`)}
    from other join drawn on other.area && drawn.area where st_relate(other.area, drawn.area, '2********')`.execute(tx)
  return rows
}
