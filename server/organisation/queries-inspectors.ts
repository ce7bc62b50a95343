import { sql } from 'kysely'
import { inForce } from '#organisation/in-force.ts'
import type { Db } from '#platform/db.ts'
import '#organisation/tables.ts'

/** Somebody who may be named to look at a place: the person, and every unit they belong to that day. */
export interface Inspector {
  readonly personId: string
  readonly memberOf: readonly string[]
}

/** The person as an inspector for a place on a day ('YYYY-MM-DD'): holds or deputises a post with `case.inspect` whose area covers the place; else undefined. */
export async function findInspector(
  tx: Db,
  cityId: string,
  personId: string,
  placeCode: string,
  on: string,
): Promise<Inspector | undefined> {
  const row = await postsInForce(tx, cityId, on)
    .select(sql<string[]>`array_agg(distinct post.unit_id)`.as('memberOf'))
    .select(sql<boolean>`bool_or('case.inspect' = any(role.permissions) and ${covers(placeCode)})`.as('inspects'))
    .where('appointment.personId', '=', personId)
    .executeTakeFirst()
  return row?.inspects ? { personId, memberOf: row.memberOf } : undefined
}

/** People who may be named to look at a place on a day, the narrowest area first (the inspector of the grid before one of the city), at most `limit`; or just the one of that login. */
export const listInspectorsFor = (tx: Db, cityId: string, placeCode: string, on: string, limit: number, login?: string) =>
  postsInForce(tx, cityId, on)
    .select(['person.id', 'person.name', 'post.title', 'unit.name as unitName', 'unit.level', 'post.unitId'])
    .where(sql<boolean>`'case.inspect' = any(role.permissions)`)
    .where(covers(placeCode))
    .$if(login !== undefined, (query) => query.where('person.login', '=', login ?? ''))
    .orderBy(sql`length(unit.area_code)`, 'desc')
    .orderBy('person.id')
    .limit(limit)
    .execute()

const covers = (placeCode: string) =>
  sql<boolean>`exists (select 1 from unnest(coalesce(post.area_codes, array[unit.area_code]::text[])) as area(code) where starts_with(${placeCode}::text, area.code))`

const postsInForce = (tx: Db, cityId: string, on: string) =>
  tx
    .selectFrom('appointment')
    .innerJoin('post', (join) => join.onRef('post.cityId', '=', 'appointment.cityId').onRef('post.id', '=', 'appointment.postId'))
    .innerJoin('unit', (join) => join.onRef('unit.cityId', '=', 'post.cityId').onRef('unit.id', '=', 'post.unitId'))
    .innerJoin('role', (join) => join.onRef('role.cityId', '=', 'post.cityId').onRef('role.code', '=', 'post.roleCode'))
    .innerJoin('person', (join) => join.onRef('person.cityId', '=', 'appointment.cityId').onRef('person.id', '=', 'appointment.personId'))
    .where('appointment.cityId', '=', cityId)
    .where('person.active', '=', true)
    .where(inForce('appointment', on))
    .where(inForce('post', on))
