import { type Selectable, sql } from 'kysely'
import { inForce } from '#organisation/in-force.ts'
import type { DivisionLevel } from '#organisation/place-code.ts'
import type { CityTable } from '#organisation/tables.ts'
import type { Db } from '#platform/db.ts'

export type City = Selectable<CityTable>

/** The city's own row; undefined when there is none of that id. */
export const findCity = (tx: Db, cityId: string): Promise<City | undefined> =>
  tx.selectFrom('city').selectAll().where('cityId', '=', cityId).executeTakeFirst()

/** Names in force on the day asked for; null where the place does not reach down to the level. */
export interface PlaceNames {
  readonly grid: string | null
  readonly community: string | null
  readonly street: string | null
  readonly district: string | null
  readonly city: string | null
  readonly zone: string | null
}

/** Where a point lies. `placeCode` is the deepest code: the management grid's, else the division's. */
export interface Place {
  readonly placeCode: string
  readonly gridCode: string | null
  readonly communityCode: string | null
  readonly streetCode: string | null
  readonly districtCode: string | null
  readonly cityCode: string | null
  readonly zoneCode: string | null
  readonly regionClass: number
  readonly names: PlaceNames
  /** The same in English, where they have such a name. */
  readonly namesEn: PlaceNames
}

interface PlaceRow {
  readonly level: DivisionLevel | 'grid' | 'zone'
  readonly code: string
  readonly name: string
  readonly nameEn: string | null
  readonly regionClass: number | null
}

/**
 * The place of a point (WGS-84 degrees) on a day ('YYYY-MM-DD'): the management grid that covers it, else the deepest division that does;
 * undefined outside the city. A point on a shared border belongs to the lowest code of those that touch it, so the answer never varies.
 * Outside management grids the region class is the city's setting `regionClassOutsideGrids`, 1 unless set.
 */
export async function findPlaceAt(tx: Db, cityId: string, lon: number, lat: number, on: string): Promise<Place | undefined> {
  const point = sql`st_setsrid(st_makepoint(${lon}::float8, ${lat}::float8), 4326)`
  const { rows } = await sql<PlaceRow>`
    with found_grid as (
      select code, community_code, name, region_class from grid
      where city_id = ${cityId} and kind = 'management' and st_covers(area, ${point}) and ${inForce('grid', on)}
      order by code limit 1
    ), found_division as (
      select code from division
      where not exists (select from found_grid) and city_id = ${cityId} and st_covers(area, ${point}) and ${inForce('division', on)}
      order by length(code) desc, code limit 1
    ), base as (
      select community_code as code from found_grid union all select code from found_division
    ), prefix as (
      select left(base.code, n) as code from base cross join generate_series(1, length(base.code)) n
    ), chain as (
      select d.level, d.code, d.name, d.name_en from division d
      where d.city_id = ${cityId} and d.code = any (array(select code from prefix)) and ${inForce('d', on)}
    ), zone as (
      select z.code, z.name, z.name_en from zone_division m join prefix on m.city_id = ${cityId} and m.division_code = prefix.code
      join functional_zone z on z.city_id = m.city_id and z.code = m.zone_code
      where ${inForce('m', on)} and ${inForce('z', on)}
      order by length(m.division_code) desc, z.code limit 1
    ), elsewhere as (
      select coalesce((settings ->> 'regionClassOutsideGrids')::smallint, 1) as region_class from city where city_id = ${cityId}
    )
    select 'grid' as level, code, name, null as name_en, region_class from found_grid
    union all select level, code, name, name_en, (select region_class from elsewhere) from chain
    union all select 'zone', code, name, name_en, null from zone`.execute(tx)
  return rows.some((row) => row.level !== 'zone') ? readPlace(rows) : undefined
}

function readPlace(rows: readonly PlaceRow[]): Place {
  const at = (level: PlaceRow['level']): PlaceRow | undefined => rows.find((row) => row.level === level)
  const code = (level: PlaceRow['level']): string | null => at(level)?.code ?? null
  const names = (field: 'name' | 'nameEn'): PlaceNames => {
    const name = (level: PlaceRow['level']): string | null => at(level)?.[field] ?? null
    const divisions = { community: name('community'), street: name('street'), district: name('district'), city: name('city') }
    return { grid: name('grid'), ...divisions, zone: name('zone') }
  }
  const places = rows.filter((row) => row.level !== 'zone')
  const deepest = at('grid') ?? places.reduce((deep, row) => (row.code.length > deep.code.length ? row : deep))
  return {
    placeCode: deepest.code,
    gridCode: code('grid'),
    communityCode: code('community'),
    streetCode: code('street'),
    districtCode: code('district'),
    cityCode: code('city'),
    zoneCode: code('zone'),
    regionClass: deepest.regionClass ?? 1,
    names: names('name'),
    namesEn: names('nameEn'),
  }
}

export async function insertCity(tx: Db, city: Omit<City, 'calendarStamp'>): Promise<void> {
  await tx.insertInto('city').values(city).execute()
}

/** Sets one key of the city's settings and leaves the others as they are; `value` is stored as JSON. */
export async function setCitySetting(tx: Db, cityId: string, key: string, value: unknown): Promise<void> {
  await sql`update city set settings = settings || ${JSON.stringify({ [key]: value })}::jsonb where city_id = ${cityId}`.execute(tx)
}
