import { sql } from 'kysely'
import type { Area } from '#organisation/area.ts'
import { inForce } from '#organisation/in-force.ts'
import type { Db } from '#platform/db.ts'
import '#organisation/tables.ts'

/** A place's ground, and a point that surely lies on it; degrees, WGS-84. */
export interface PlaceOutline {
  readonly code: string
  readonly lon: number
  readonly lat: number
  readonly area: Area
}

/** How much coarser than the place as a whole its outlines may be: a thousandth of its width shows on no screen. */
const FINENESS = 1000
const DIGITS = 5

/** Outlines of divisions and management grids on a day ('YYYY-MM-DD'), as fine as all of them together need; those without ground are left out. */
export async function listPlaceOutlines(tx: Db, cityId: string, codes: readonly string[], on: string): Promise<PlaceOutline[]> {
  const { rows } = await sql<PlaceOutline>`
    with place as (
      select code, area from division
      where city_id = ${cityId} and code = any(${[...codes]}::text[]) and area is not null and ${inForce('division', on)}
      union all
      select code, area from grid
      where city_id = ${cityId} and kind = 'management' and code = any(${[...codes]}::text[]) and ${inForce('grid', on)}
    ), extent as (
      select greatest(max(st_xmax(area)) - min(st_xmin(area)), max(st_ymax(area)) - min(st_ymin(area))) / ${FINENESS}::float8 as tolerance from place
    )
    select code, st_x(st_pointonsurface(area)) as lon, st_y(st_pointonsurface(area)) as lat,
      st_asgeojson(st_simplifypreservetopology(area, extent.tolerance), ${DIGITS}::int)::json as area
    from place cross join extent order by code`.execute(tx)
  return rows
}
