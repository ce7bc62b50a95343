import { sql } from 'kysely'
import { inForce } from '#organisation/in-force.ts'
import type { Level } from '#platform/actor.ts'
import type { Db } from '#platform/db.ts'

export interface PostSought {
  readonly permission: string
  readonly level: Level
  readonly placeCode: string
}

/**
 * Posts of centres at a level whose role holds a permission and whose areas hold a place, on a day ('YYYY-MM-DD'), by id. Areas as for an actor: the
 * post's own, else the divisions of its unit's zone, else the unit's area.
 */
export async function listCentrePosts(tx: Db, cityId: string, { permission, level, placeCode }: PostSought, on: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select post.id from post
    join unit u on u.city_id = post.city_id and u.id = post.unit_id and ${inForce('u', on)}
    join role r on r.city_id = post.city_id and r.code = post.role_code
    where post.city_id = ${cityId} and ${inForce('post', on)}
      and u.level = ${level} and u.kind in ('centre', 'workstation') and ${permission} = any (r.permissions)
      and exists (select from unnest(coalesce(post.area_codes, (
        select array_agg(z.division_code) from zone_division z
        where z.city_id = u.city_id and z.zone_code = u.zone_code and ${inForce('z', on)}
      ), array[u.area_code])) as own(code) where starts_with(${placeCode}, own.code))
    order by post.id`.execute(tx)
  return rows.map(({ id }) => id)
}
