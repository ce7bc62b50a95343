import { type Selectable, sql } from 'kysely'
import type { CaseEvent, CaseState } from '#cases/case-state.ts'
import { STATE_COLUMNS } from '#cases/queries.ts'
import { inForce } from '#organisation/in-force.ts'
import type { Unit } from '#organisation/queries-units.ts'
import type { RoleTable } from '#organisation/tables.ts'
import type { Db } from '#platform/db.ts'
import '#cases/tables.ts'

/** Somebody in a post of a unit. */
export interface SeatRow {
  readonly personId: string
  readonly postId: string
  readonly unitId: string
  readonly roleCode: string
  readonly rank: number
  readonly areaCodes: string[] | null
  readonly kind: 'holder' | 'deputy'
  readonly login: string | null
}

/** Everybody in a post on a day, in an order that does not depend on ids: by unit, role, holders before deputies, title and name. */
export async function listSeats(tx: Db, cityId: string, on: string): Promise<SeatRow[]> {
  const { rows } = await sql<SeatRow>`
    select a.person_id, a.post_id, post.unit_id, post.role_code, post.rank, post.area_codes, a.kind, p.login
    from appointment a
    join post on post.city_id = a.city_id and post.id = a.post_id and ${inForce('post', on)}
    join unit u on u.city_id = post.city_id and u.id = post.unit_id and ${inForce('u', on)}
    join person p on p.city_id = a.city_id and p.id = a.person_id and p.active
    where a.city_id = ${cityId} and ${inForce('a', on)}
    order by u.code, post.role_code, a.kind desc, post.title, p.name, a.post_id`.execute(tx)
  return rows
}

export const listUnitsInForce = (tx: Db, cityId: string, on: string): Promise<Unit[]> =>
  tx.selectFrom('unit').selectAll().where('cityId', '=', cityId).where(inForce('unit', on)).orderBy('code').execute()

export const listRoles = (tx: Db, cityId: string): Promise<Selectable<RoleTable>[]> =>
  tx.selectFrom('role').selectAll().where('cityId', '=', cityId).execute()

export const listZoneDivisions = (tx: Db, cityId: string, on: string): Promise<{ zoneCode: string; divisionCode: string }[]> =>
  tx
    .selectFrom('zoneDivision')
    .select(['zoneCode', 'divisionCode'])
    .where('cityId', '=', cityId)
    .where(inForce('zoneDivision', on))
    .orderBy('divisionCode')
    .execute()

/** A place where problems are found: a management grid, or a community that has none. Points are [longitude, latitude] inside it, WGS-84. */
export interface Beat {
  readonly code: string
  readonly gridded: boolean
  readonly points: readonly (readonly [number, number])[]
}

/** Points inside every management grid and every community without one, always the same for the same seed; the inner point when an outline is too thin to draw in. */
export async function listBeats(tx: Db, cityId: string, on: string, points: number, seed: number): Promise<Beat[]> {
  const { rows } = await sql<Beat>`
    with places as (
      select code, true as gridded, area from grid where city_id = ${cityId} and kind = 'management' and ${inForce('grid', on)}
      union all
      select d.code, false, d.area from division d
      where d.city_id = ${cityId} and d.level = 'community' and d.area is not null and ${inForce('d', on)}
        and not exists (select from grid g where g.city_id = d.city_id and g.community_code = d.code and g.kind = 'management')
    )
    select code, gridded, coalesce(
      (select json_agg(json_build_array(st_x(p.geom), st_y(p.geom)) order by p.path) from st_dump(st_generatepoints(area, ${points}::int, ${seed}::int)) p),
      json_build_array(json_build_array(st_x(st_pointonsurface(area)), st_y(st_pointonsurface(area))))
    ) as points
    from places order by code`.execute(tx)
  return rows
}

/** Names of districts, streets and communities by code. */
export async function listPlaceNames(tx: Db, cityId: string, on: string): Promise<ReadonlyMap<string, string>> {
  const rows = await tx
    .selectFrom('division')
    .select(['code', 'name'])
    .where('cityId', '=', cityId)
    .where('level', 'in', ['district', 'street', 'community'])
    .where(inForce('division', on))
    .execute()
  return new Map(rows.map(({ code, name }) => [code, name]))
}

/** An entry of a register where a problem can be found; `typeCode` only for components. */
export interface RegisterEntry {
  readonly code: string
  readonly typeCode: string | null
  readonly gridCode: string
  readonly lon: number
  readonly lat: number
  readonly address: string | null
}

export const listComponents = (tx: Db, cityId: string): Promise<RegisterEntry[]> =>
  tx
    .selectFrom('component')
    .select(['code', 'typeCode', 'gridCode', 'lon', 'lat', sql<string | null>`null::text`.as('address')])
    .where('cityId', '=', cityId)
    .where('gridCode', 'is not', null)
    .$narrowType<{ gridCode: string }>()
    .orderBy('code')
    .execute()

export const listShopfronts = (tx: Db, cityId: string): Promise<RegisterEntry[]> =>
  tx
    .selectFrom('shopfront')
    .select(['code', sql<string | null>`null::text`.as('typeCode'), 'gridCode', 'lon', 'lat', 'address'])
    .where('cityId', '=', cityId)
    .where('gridCode', 'is not', null)
    .$narrowType<{ gridCode: string }>()
    .orderBy('code')
    .execute()

/** The cases of these ids as they stand. */
export const listCasesByIds = (tx: Db, cityId: string, ids: readonly string[]): Promise<CaseState[]> =>
  tx
    .selectFrom('case')
    .select(STATE_COLUMNS)
    .where('cityId', '=', cityId)
    .where('id', 'in', [...ids])
    .execute()

export type EventFact = Pick<CaseEvent, 'caseId' | 'seq' | 'action' | 'at' | 'requestId' | 'personId'>

/** What was done on the cases of these ids, by whom and when, in order. */
export const listEventFacts = (tx: Db, cityId: string, ids: readonly string[]): Promise<EventFact[]> =>
  tx
    .selectFrom('caseEvent')
    .select(['caseId', 'seq', 'action', 'at', 'requestId', 'personId'])
    .where('cityId', '=', cityId)
    .where('caseId', 'in', [...ids])
    .orderBy('caseId')
    .orderBy('seq')
    .execute()
