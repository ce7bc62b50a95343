import { sql } from 'kysely'
import { inForce } from '#organisation/in-force.ts'
import type { Db } from '#platform/db.ts'
import '#organisation/tables.ts'

/** Somewhere in the city with the codes and names a report from there would get. */
export interface PlacePoint {
  readonly lon: number
  readonly lat: number
  readonly placeCode: string
  readonly streetCode: string
  readonly zoneCode: string | null
  readonly regionClass: number
  readonly names: readonly string[]
}

interface AreaRow {
  readonly code: string
  readonly streetCode: string
  readonly zoneCode: string | null
  readonly regionClass: number
  readonly names: readonly string[]
  readonly points: readonly (readonly [number, number])[]
}

/** Random points (WGS-84 degrees, to seven digits as stored) inside every management grid, and inside every community that has none, by street. Server engine. */
export async function listPlacePoints(db: Db, cityId: string, perArea: number, on: string): Promise<Map<string, PlacePoint[]>> {
  const { rows } = await sql<AreaRow>`
    with area as (
      select code, community_code as community, name, region_class, area from grid
      where city_id = ${cityId} and kind = 'management' and ${inForce('grid', on)}
      union all
      select code, code, null, coalesce((select (settings ->> 'regionClassOutsideGrids')::int from city where city_id = ${cityId}), 1), area
      from division where city_id = ${cityId} and level = 'community' and area is not null and ${inForce('division', on)}
        and not exists (select from grid where grid.city_id = ${cityId} and kind = 'management' and community_code = division.code)
    )
    select area.code, street.code as street_code, zone.zone_code, area.region_class,
      array_remove(array[area.name, community.name, street.name, district.name], null) as names,
      (select json_agg(json_build_array(round(st_x(geom)::numeric, 7), round(st_y(geom)::numeric, 7)))
        from st_dump(st_generatepoints(area.area, ${perArea}::int, 1272))) as points
    from area
    join division community on community.city_id = ${cityId} and community.code = area.community and ${inForce('community', on)}
    join division street on street.city_id = ${cityId} and street.code = community.parent_code and ${inForce('street', on)}
    join division district on district.city_id = ${cityId} and district.code = street.parent_code and ${inForce('district', on)}
    left join zone_division zone on zone.city_id = ${cityId} and zone.division_code = street.code and ${inForce('zone', on)}
    order by area.code`.execute(db)
  const points = rows.flatMap(({ points, code, ...area }) => points.map(([lon, lat]) => ({ ...area, placeCode: code, lon, lat })))
  return Map.groupBy(points, ({ streetCode }) => streetCode)
}
