import { sql } from 'kysely'
import { inForce } from '#organisation/in-force.ts'
import type { DivisionLevel } from '#organisation/place-code.ts'
import type { Db } from '#platform/db.ts'

export interface NamedPlace {
  readonly level: DivisionLevel | 'zone' | 'grid'
  readonly code: string
  readonly name: string
  readonly nameEn: string | null
}

/** Divisions, zones and grids in force on a day ('YYYY-MM-DD'), one line each. */
const places = (cityId: string, on: string) => sql`
  select level, code, name, name_en from division where city_id = ${cityId} and ${inForce('division', on)}
  union all select 'zone', code, name, name_en from functional_zone where city_id = ${cityId} and ${inForce('functional_zone', on)}
  union all select 'grid', code, name, null from grid where city_id = ${cityId} and ${inForce('grid', on)}`

/** Another text as soon as a place of the city begins, ends or is named anew: names change by new rows, never inside one. Cheaper than reading them all. */
export async function readPlaceStamp(tx: Db, cityId: string): Promise<string> {
  const { rows } = await sql<{ stamp: string }>`
    select string_agg(concat_ws(' ', part, total, ended, latest), ' ' order by part) as stamp from (
      select 'division' as part, count(*) as total, count(valid_to) as ended, max(id::text) as latest from division where city_id = ${cityId}
      union all select 'grid', count(*), count(valid_to), max(id::text) from grid where city_id = ${cityId}
      union all select 'zone', count(*), count(valid_to), max(code || name) from functional_zone where city_id = ${cityId}
    ) as counted`.execute(tx)
  return rows[0]?.stamp ?? ''
}

export async function listNamedPlaces(tx: Db, cityId: string, on: string): Promise<NamedPlace[]> {
  const { rows } = await sql<NamedPlace>`${places(cityId, on)}`.execute(tx)
  return rows
}

export interface FoundPost {
  readonly id: string
  readonly title: string
  readonly titleEn: string | null
  readonly unitId: string
  readonly unitName: string
  readonly unitNameEn: string | null
  /** Place code of what the unit serves. */
  readonly areaCode: string
  readonly people: { readonly name: string; readonly kind: 'holder' | 'deputy' }[]
}

const containing = (word: string): string => `%${word.replaceAll(/[\\%_]/g, (sign) => `\\${sign}`)}%`

/**
 * Posts in force on a day whose unit and title hold every word, or that somebody of such a name is in within the areas `byPersonIn`; the highest rank of the widest area
 * first. Words are to be in lower case.
 */
export async function listPostsNamed(
  tx: Db,
  cityId: string,
  { words, byPersonIn, limit }: { words: readonly string[]; byPersonIn: readonly string[]; limit: number },
  on: string,
): Promise<FoundPost[]> {
  const asked = words.map(containing)
  const { rows } = await sql<FoundPost>`
    with of_person as (
      select a.post_id from person p join appointment a on a.city_id = ${cityId} and a.person_id = p.id and ${inForce('a', on)}
      where p.city_id = ${cityId} and ${byPersonIn.length > 0} and p.active and lower(p.name) like all (${asked}::text[])
    ), found as (
      select post.id, post.title, post.title_en, post.rank, u.id as unit_id, u.name as unit_name, u.name_en as unit_name_en, u.area_code, length(u.area_code) as depth
      from post join unit u on u.city_id = ${cityId} and u.id = post.unit_id and ${inForce('u', on)}
      where post.city_id = ${cityId} and ${inForce('post', on)} and (
        lower(concat_ws(' ', u.name, u.name_en, post.title, post.title_en)) like all (${asked}::text[])
        or (post.id in (select post_id from of_person)
          and exists (select from unnest(${byPersonIn}::text[]) as own(code) where starts_with(u.area_code, own.code)))
      )
      order by depth, post.rank desc, post.id limit ${limit}
    )
    select id, title, title_en, unit_id, unit_name, unit_name_en, area_code, held.people
    from found cross join lateral (
      select coalesce(jsonb_agg(jsonb_build_object('name', p.name, 'kind', a.kind) order by a.kind desc, p.name), '[]') as people
      from appointment a join person p on p.city_id = ${cityId} and p.id = a.person_id and p.active
      where a.city_id = ${cityId} and a.post_id = found.id and ${inForce('a', on)}
    ) held
    order by depth, rank desc, id`.execute(tx)
  return rows
}
