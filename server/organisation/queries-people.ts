import { type Selectable, sql } from 'kysely'
import type { PersonTable } from '#organisation/tables.ts'
import type { Level } from '#platform/actor.ts'
import type { AreaName, KnownPassword, PostPolicy, PostSummary, SignIn } from '#platform/actor-directory.ts'
import type { Db } from '#platform/db.ts'

export const findSignIn = async (tx: Db, cityId: string, login: string): Promise<SignIn | undefined> =>
  tx
    .selectFrom('person')
    .select(['id as personId', 'passwordHash', 'active'])
    .where('cityId', '=', cityId)
    .where('login', '=', login)
    .executeTakeFirst()

/** What changing one's own password is checked against; undefined when there is no such person. */
export const findPassword = (tx: Db, cityId: string, personId: string): Promise<KnownPassword | undefined> =>
  tx.selectFrom('person').select(['login', 'passwordHash']).where('cityId', '=', cityId).where('id', '=', personId).executeTakeFirst()

export const findPersonName = (
  tx: Db,
  cityId: string,
  personId: string,
): Promise<Pick<Selectable<PersonTable>, 'name' | 'locale' | 'mustChangePassword'> | undefined> =>
  tx
    .selectFrom('person')
    .select(['name', 'locale', 'mustChangePassword'])
    .where('cityId', '=', cityId)
    .where('id', '=', personId)
    .executeTakeFirst()

/** Somebody in force in a post on the city's own day of `at`, its holder rather than a deputy; undefined when it is vacant. */
export async function findHolderOfPost(tx: Db, cityId: string, postId: string, at: Date): Promise<string | undefined> {
  const { rows } = await sql<{ personId: string }>`
    with today as (select (${at}::timestamptz at time zone time_zone)::date as day from city where city_id = ${cityId})
    select a.person_id from today
    join appointment a on a.city_id = ${cityId} and a.post_id = ${postId} and a.valid_from <= day and (a.valid_to is null or a.valid_to > day)
    join person on person.city_id = ${cityId} and person.id = a.person_id and person.active
    order by a.kind desc, a.id limit 1`.execute(tx)
  return rows[0]?.personId
}

/** Posts in force on the city's own day of `at`: those held before those deputised in, then by rank, highest first. */
export async function listPostsOfPerson(tx: Db, cityId: string, personId: string, at: Date): Promise<PostSummary[]> {
  const { rows } = await sql<PostSummary>`
    with today as (select (${at}::timestamptz at time zone time_zone)::date as day from city where city_id = ${cityId})
    select post.id, post.title, post.title_en, max(a.kind) as kind, u.level, u.id as unit_id, u.name as unit_name, u.name_en as unit_name_en
    from today
    join appointment a on a.city_id = ${cityId} and a.person_id = ${personId}
      and a.valid_from <= day and (a.valid_to is null or a.valid_to > day)
    join post on post.city_id = a.city_id and post.id = a.post_id and post.valid_from <= day and (post.valid_to is null or post.valid_to > day)
    join unit u on u.city_id = post.city_id and u.id = post.unit_id and u.valid_from <= day and (u.valid_to is null or u.valid_to > day)
    group by post.id, post.title, post.title_en, post.rank, u.level, u.id, u.name, u.name_en
    order by max(a.kind) desc, post.rank desc, post.id`.execute(tx)
  return rows
}

/** Divisions and grids in force on the city's own day of `at`, named in the order of `codes`; a code without one is its own name. */
export async function listAreaNames(tx: Db, cityId: string, codes: readonly string[], at: Date): Promise<AreaName[]> {
  const { rows } = await sql<AreaName>`
    with today as (select (${at}::timestamptz at time zone time_zone)::date as day from city where city_id = ${cityId})
    select asked.code, coalesce(d.name, g.name, asked.code) as name, d.name_en
    from today cross join unnest(${codes}::text[]) with ordinality as asked(code, place)
    left join division d on d.city_id = ${cityId} and d.code = asked.code and d.valid_from <= day and (d.valid_to is null or d.valid_to > day)
    left join lateral (
      select g.name from grid g where g.city_id = ${cityId} and g.code = asked.code and g.valid_from <= day and (g.valid_to is null or g.valid_to > day)
      order by g.kind limit 1
    ) g on true
    order by asked.place`.execute(tx)
  return rows
}

export interface ActorRow {
  readonly unitId: string
  readonly memberOf: string[]
  readonly level: Level
  readonly ofCentre: boolean
  readonly rank: number
  readonly areas: string[]
  readonly permissions: string[]
  readonly locale: 'zh' | 'en'
  readonly roleCode: string
  readonly isDemo: boolean
  /** City setting `signIn`, unread. */
  readonly signIn: unknown
}

/** Role of a post and what the city sets for sessions in it. */
export const findPostPolicy = (tx: Db, cityId: string, postId: string): Promise<PostPolicy | undefined> =>
  tx
    .selectFrom('post')
    .innerJoin('city', 'city.cityId', 'post.cityId')
    .select(['post.roleCode', sql<unknown>`city.settings -> 'signIn'`.as('settings')])
    .where('post.cityId', '=', cityId)
    .where('post.id', '=', postId)
    .executeTakeFirst()

/**
 * Everything an actor is, in one statement; undefined when the person is inactive or not in the post on the city's own day of `at`.
 * Whoever must choose a password first holds no permission. Areas: the post's own, else the divisions of its unit's zone, else the unit's area.
 */
export async function findActor(tx: Db, cityId: string, personId: string, postId: string, at: Date): Promise<ActorRow | undefined> {
  const { rows } = await sql<ActorRow>`
    with today as (
      select (${at}::timestamptz at time zone time_zone)::date as day, is_demo, settings -> 'signIn' as sign_in from city where city_id = ${cityId}
    ),
    held as (
      select post.id, post.unit_id, post.role_code, post.rank, post.area_codes from today
      join appointment a on a.city_id = ${cityId} and a.person_id = ${personId}
        and a.valid_from <= day and (a.valid_to is null or a.valid_to > day)
      join post on post.city_id = a.city_id and post.id = a.post_id and post.valid_from <= day and (post.valid_to is null or post.valid_to > day)
    )
    select held.unit_id, array(select distinct unit_id from held) as member_of, u.level,
      u.kind in ('centre', 'workstation') as of_centre, held.rank, p.locale,
      held.role_code, today.is_demo, today.sign_in,
      case when p.must_change_password then '{}'::text[] else r.permissions end as permissions,
      coalesce(held.area_codes, (
        select array_agg(z.division_code order by z.division_code) from zone_division z
        where z.city_id = u.city_id and z.zone_code = u.zone_code and z.valid_from <= day and (z.valid_to is null or z.valid_to > day)
      ), array[u.area_code]) as areas
    from today
    join held on held.id = ${postId}
    join person p on p.city_id = ${cityId} and p.id = ${personId} and p.active
    join unit u on u.city_id = ${cityId} and u.id = held.unit_id and u.valid_from <= day and (u.valid_to is null or u.valid_to > day)
    join role r on r.city_id = ${cityId} and r.code = held.role_code
    limit 1`.execute(tx)
  return rows[0]
}
