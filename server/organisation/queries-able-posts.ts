import { sql } from 'kysely'
import { inForce } from '#organisation/in-force.ts'
import type { Level } from '#platform/actor.ts'
import type { Db } from '#platform/db.ts'

/** Posts looked for under a key of the caller's; all that is not null must fit. */
export interface PostsAsked {
  readonly key: string
  readonly permissions: readonly string[]
  readonly levels: readonly Level[] | null
  readonly ofCentre: boolean
  readonly placeCode: string | null
  readonly unitIds: readonly string[] | null
  readonly personIds: readonly string[] | null
  readonly notPersonIds: readonly string[]
  readonly notUnitIds: readonly string[]
}

export interface AblePost {
  readonly key: string
  readonly postId: string
  readonly title: string
  readonly titleEn: string | null
  readonly unitId: string
  readonly unitName: string
  readonly unitNameEn: string | null
  readonly level: Level
  /** Names of who holds or deputises in it, the holder first. */
  readonly holders: string[]
  /** How many posts fit this key, those beyond `limit` counted. */
  readonly total: number
}

/**
 * For every key the posts in force on a day ('YYYY-MM-DD') that somebody fit holds, the lowest rank and the narrowest area first, at most `limit` of a key.
 * Areas of a post as in `findActor`: its own, else the divisions of its unit's zone, else its unit's area. One statement for all keys, in steps that are
 * each made whole before the next: where nothing was ever analysed (the embedded engine), a planner left free multiplies posts, units and people first.
 */
export async function listAblePosts(tx: Db, cityId: string, asked: readonly PostsAsked[], on: string, limit: number): Promise<AblePost[]> {
  if (asked.length === 0) return []
  const rows = await sql<AblePost>`
    with ask as (
      select row_number() over () as number, ask.* from jsonb_to_recordset(${JSON.stringify(asked)}::jsonb) as ask("key" text, permissions text[], levels text[], "ofCentre" boolean,
        "placeCode" text, "unitIds" uuid[], "personIds" uuid[], "notPersonIds" uuid[], "notUnitIds" uuid[])
    ), post_of as materialized (
      select ask.number, ask."key", post.id as post_id, post.title, post.title_en, post.rank, post.area_codes,
        u.id as unit_id, u.name as unit_name, u.name_en as unit_name_en, u.level, u.area_code, u.zone_code
      from ask
      join role r on r.city_id = ${cityId} and r.permissions @> ask.permissions
      join post on post.city_id = ${cityId} and post.role_code = r.code and ${inForce('post', on)}
      join unit u on u.city_id = ${cityId} and u.id = post.unit_id and ${inForce('u', on)}
      where (ask.levels is null or u.level = any(ask.levels))
        and (not ask."ofCentre" or u.kind in ('centre', 'workstation'))
        and (ask."unitIds" is null or u.id = any(ask."unitIds"))
        and (ask."placeCode" is null or exists (
          select from unnest(coalesce(post.area_codes, (
            select array_agg(z.division_code) from zone_division z where z.city_id = ${cityId} and z.zone_code = u.zone_code and ${inForce('z', on)}
          ), array[u.area_code]::text[])) as area(code) where starts_with(ask."placeCode", area.code)))
    ), holder as materialized (
      select post_of.*, a.kind, p.id as person_id, p.name as person_name
      from post_of
      join appointment a on a.city_id = ${cityId} and a.post_id = post_of.post_id and ${inForce('a', on)}
      join person p on p.city_id = ${cityId} and p.id = a.person_id and p.active
    ), fit as (
      select h."key", h.post_id, h.title, h.title_en, h.rank, h.unit_id, h.unit_name, h.unit_name_en, h.level,
        length(h.area_code) as depth, array_agg(distinct h.kind || ' ' || h.person_name order by h.kind || ' ' || h.person_name desc) as holders
      from holder h join ask on ask.number = h.number
      where (ask."personIds" is null or h.person_id = any(ask."personIds"))
        and h.person_id <> all(ask."notPersonIds")
        and not exists (
          select from appointment other join post held on held.city_id = ${cityId} and held.id = other.post_id and ${inForce('held', on)}
          where other.city_id = ${cityId} and other.person_id = h.person_id and ${inForce('other', on)} and held.unit_id = any(ask."notUnitIds"))
      group by h."key", h.post_id, h.title, h.title_en, h.rank, h.unit_id, h.unit_name, h.unit_name_en, h.level, h.area_code
    ), ordered as (
      select fit.*, count(*) over (partition by "key") as total, row_number() over (partition by "key" order by rank, depth desc, title, post_id) as place from fit
    )
    select "key", post_id, title, title_en, unit_id, unit_name, unit_name_en, level, holders, total::int as total from ordered
    where place <= ${limit} order by "key", place`.execute(tx)
  return rows.rows.map((row) => ({ ...row, holders: row.holders.map((held) => held.slice(held.indexOf(' ') + 1)) }))
}
