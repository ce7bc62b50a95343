import { sql } from 'kysely'
import type { LightMoments } from '#cases/light-moments.ts'
import { lightSql } from '#cases/queries-lights.ts'
import { inForce } from '#organisation/in-force.ts'
import type { UnitTable } from '#organisation/tables.ts'
import { type Actor, LEVELS } from '#platform/actor.ts'
import type { Db } from '#platform/db.ts'
import '#cases/tables.ts'

export interface UnitLoad extends Pick<UnitTable, 'id' | 'name' | 'nameEn' | 'kind' | 'duty' | 'level' | 'areaCode'> {
  readonly open: number
  readonly waiting: number
  readonly handling: number
  readonly suspended: number
  readonly yellow: number
  readonly red: number
  readonly overdue: number
  readonly handlers: number
}

/** Units answered at most. */
const MOST = 500

/** Its area is the place or lies above it; a unit of a functional zone serves what the zone holds. */
const servesPlace = (cityId: string, placeCode: string, on: string) => sql`case when unit.zone_code is null
  then starts_with(${placeCode}::text, unit.area_code)
  else exists (
    select from zone_division member where member.city_id = ${cityId} and member.zone_code = unit.zone_code
    and starts_with(${placeCode}::text, member.division_code) and ${inForce('member', on)}
  ) end`

/**
 * The open cases each unit leads, of those the actor may see, counted now by the index on open cases: the units in force on a day ('YYYY-MM-DD') that are neither centres nor of a
 * level above the actor's. With a place (which must lie in the actor's areas) those that serve it, the nearest first, idle ones too; without, those with
 * open cases whose area lies in one of the actor's or above it, the fullest first.
 */
export async function listUnitLoads(
  tx: Db,
  actor: Actor,
  placeCode: string | undefined,
  on: string,
  moments: LightMoments,
): Promise<UnitLoad[]> {
  const light = lightSql(moments)
  const serves = placeCode === undefined ? sql`load.open > 0` : servesPlace(actor.cityId, placeCode, on)
  // Who serves a place of the actor's is near, also a functional zone's unit, whose own area lies elsewhere.
  const near =
    placeCode === undefined
      ? sql`exists (select from unnest(${[...actor.areas]}::text[]) as area (code) where starts_with(unit.area_code, area.code) or starts_with(area.code, unit.area_code))`
      : sql`true`
  const order = placeCode === undefined ? sql`load.open desc` : sql`length(unit.area_code) desc`
  const { rows } = await sql<UnitLoad>`
    select unit.id, unit.name, unit.name_en, unit.kind, unit.duty, unit.level, unit.area_code, load.*, (
        select count(distinct appointment.person_id)
        from post
        join role on role.city_id = post.city_id and role.code = post.role_code and 'case.handle' = any (role.permissions)
        join appointment on appointment.city_id = post.city_id and appointment.post_id = post.id and ${inForce('appointment', on)}
        where post.city_id = ${actor.cityId} and post.unit_id = unit.id and ${inForce('post', on)}
      ) as handlers
    from unit
    cross join lateral (
      select count(*) as open,
        count(*) filter (where "case".stage = 'dispatched') as waiting,
        count(*) filter (where "case".stage = 'handling') as handling,
        count(*) filter (where "case".stage = 'suspended') as suspended,
        count(*) filter (where ${light} = 'yellow') as yellow,
        count(*) filter (where ${light} = 'red') as red,
        count(*) filter (where "case".due_at < ${moments.at} or "case".stage_due_at < ${moments.at}) as overdue
      from "case" where "case".city_id = ${actor.cityId} and "case".unit_id = unit.id and "case".closed_at is null
        and (unit.id = ${actor.unitId}::uuid or exists (select from unnest(${[...actor.areas]}::text[]) as own (code) where starts_with("case".place_code, own.code)))
    ) load
    where unit.city_id = ${actor.cityId} and unit.kind <> 'centre' and unit.level = any (${LEVELS.slice(LEVELS.indexOf(actor.level))}::text[]) and ${inForce('unit', on)} and ${serves}
      and ${near}
    order by ${order}, unit.code
    limit ${MOST}`.execute(tx)
  return rows
}
