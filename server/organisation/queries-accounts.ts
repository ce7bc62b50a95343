import { type RawBuilder, sql } from 'kysely'
import { inForce } from '#organisation/in-force.ts'
import type { AppointmentKind } from '#organisation/kinds.ts'
import type { Db } from '#platform/db.ts'
import '#organisation/tables.ts'

export interface PersonFilter {
  /** Areas of whoever asks: people with a post in one of them, and people without any post. */
  readonly areas: readonly string[]
  readonly on: string
  readonly search?: string | undefined
  /** Whether `search` may look at names and logins. */
  readonly byName: boolean
  readonly unitId?: string | undefined
  readonly roleCode?: string | undefined
  readonly active?: boolean | undefined
  readonly signIn?: boolean | undefined
}

const SIGNS_IN = sql<boolean>`(person.active and person.login is not null and person.password_hash is not null)`

/** Whether the person is appointed on the day to a post for which `condition` (of post, u) holds. */
const appointed = (cityId: string, on: string, condition: RawBuilder<unknown>): RawBuilder<boolean> => sql<boolean>`exists (
  select from appointment a join post on post.city_id = a.city_id and post.id = a.post_id
  join unit u on u.city_id = post.city_id and u.id = post.unit_id
  where a.city_id = ${cityId} and a.person_id = person.id and ${inForce('a', on)} and ${condition})`

const inAreas = (areas: readonly string[]): RawBuilder<boolean> =>
  sql<boolean>`exists (select from unnest(${areas}::text[]) as own(code) where starts_with(u.area_code, own.code))`

function visible(tx: Db, cityId: string, { areas, on, search, byName, unitId, roleCode, active, signIn }: PersonFilter) {
  const text = sql`strpos(post.title || ' ' || u.name || ' ' || coalesce(u.name_en, ''), ${search ?? ''}) > 0`
  const own = byName
    ? sql`strpos(person.name, ${search ?? ''}) > 0 or strpos(coalesce(person.login, ''), lower(${search ?? ''})) > 0`
    : sql`false`
  return tx
    .selectFrom('person')
    .where('person.cityId', '=', cityId)
    .where(sql<boolean>`(${appointed(cityId, on, inAreas(areas))} or not ${appointed(cityId, on, sql`true`)})`)
    .$if(search !== undefined, (query) => query.where(sql<boolean>`(${own} or ${appointed(cityId, on, text)})`))
    .$if(unitId !== undefined, (query) => query.where(appointed(cityId, on, sql`u.id = ${unitId}::uuid`)))
    .$if(roleCode !== undefined, (query) => query.where(appointed(cityId, on, sql`post.role_code = ${roleCode}`)))
    .$if(active !== undefined, (query) => query.where('person.active', '=', active ?? true))
    .$if(signIn !== undefined, (query) => query.where(sql<boolean>`${SIGNS_IN} = ${signIn}::boolean`))
}

export interface PersonSummary {
  readonly id: string
  readonly name: string
  readonly login: string | null
  readonly active: boolean
  readonly mustChangePassword: boolean
  readonly maySignIn: boolean
}

/** A page of the people that pass a filter by id, those after `after` only. */
export const listPersons = (
  tx: Db,
  cityId: string,
  filter: PersonFilter,
  after: string | undefined,
  limit: number,
): Promise<PersonSummary[]> =>
  visible(tx, cityId, filter)
    .select(['person.id', 'person.name', 'person.login', 'person.active', 'person.mustChangePassword'])
    .select(SIGNS_IN.as('maySignIn'))
    .$if(after !== undefined, (query) => query.where('person.id', '>', after ?? ''))
    .orderBy('person.id')
    .limit(limit)
    .execute()

export async function countPersons(tx: Db, cityId: string, filter: PersonFilter): Promise<number> {
  const { total } = await visible(tx, cityId, filter).select(sql<number>`count(*)`.as('total')).executeTakeFirstOrThrow()
  return total
}

/** A person if whoever has these areas may see them. */
export const findVisiblePerson = (tx: Db, cityId: string, id: string, areas: readonly string[], on: string) =>
  visible(tx, cityId, { areas, on, byName: false })
    .where('person.id', '=', id)
    .select(['person.id', 'person.name', 'person.login', 'person.active', 'person.mustChangePassword', 'person.locale', 'person.createdAt'])
    .select(SIGNS_IN.as('maySignIn'))
    .executeTakeFirst()

const appointments = (tx: Db, cityId: string) =>
  tx
    .selectFrom('appointment')
    .innerJoin('post', (join) => join.onRef('post.cityId', '=', 'appointment.cityId').onRef('post.id', '=', 'appointment.postId'))
    .innerJoin('unit', (join) => join.onRef('unit.cityId', '=', 'post.cityId').onRef('unit.id', '=', 'post.unitId'))
    .innerJoin('role', (join) => join.onRef('role.cityId', '=', 'post.cityId').onRef('role.code', '=', 'post.roleCode'))
    .where('appointment.cityId', '=', cityId)

/** The posts these people are in on a day, by rank. */
export async function listSeats(tx: Db, cityId: string, personIds: readonly string[], on: string) {
  if (personIds.length === 0) return []
  return appointments(tx, cityId)
    .select(['appointment.personId', 'appointment.kind', 'post.id', 'post.title', 'post.titleEn', 'post.roleCode'])
    .select(['unit.id as unitId', 'unit.name as unitName', 'unit.nameEn as unitNameEn', 'unit.areaCode', 'role.permissions'])
    .where('appointment.personId', 'in', personIds)
    .where(inForce('appointment', on))
    .where(inForce('post', on))
    .orderBy('post.rank', 'desc')
    .orderBy('post.id')
    .execute()
}

/** Everything a person was, is and will be appointed to: what is in force on the day first, then the newest. */
export const listAppointmentsOf = (tx: Db, cityId: string, personId: string, on: string) =>
  appointments(tx, cityId)
    .select(['appointment.id', 'appointment.kind', 'appointment.validFrom', 'appointment.validTo'])
    .select(inForce('appointment', on).as('inForce'))
    .select(['post.id as postId', 'post.roleCode', 'post.title', 'post.titleEn', 'post.rank', 'post.areaCodes'])
    .select(['post.validFrom as postFrom', 'post.validTo as postTo', 'role.name as roleName', 'role.nameEn as roleNameEn'])
    .select(['unit.id as unitId', 'unit.name as unitName', 'unit.nameEn as unitNameEn', 'unit.areaCode'])
    .where('appointment.personId', '=', personId)
    .orderBy(inForce('appointment', on), 'desc')
    .orderBy('appointment.validFrom', 'desc')
    .orderBy('appointment.id')
    .execute()

/** What each appointment of these people allows, past ones too, with its days. */
export const listGrantsOf = (tx: Db, cityId: string, personIds: readonly string[]) =>
  appointments(tx, cityId)
    .select(['appointment.personId', 'appointment.validFrom', 'appointment.validTo', 'post.roleCode', 'role.permissions'])
    .where('appointment.personId', 'in', [...personIds])
    .execute()

/** Who is or will be appointed to a post of a role on a day or later. */
export async function listHoldersOf(tx: Db, cityId: string, roleCode: string, on: string): Promise<string[]> {
  const rows = await appointments(tx, cityId)
    .select('appointment.personId')
    .distinct()
    .where('post.roleCode', '=', roleCode)
    .where((where) => where.or([where('appointment.validTo', 'is', null), where('appointment.validTo', '>', on)]))
    .execute()
  return rows.map(({ personId }) => personId)
}

export interface DeputyRow {
  readonly appointmentId: string
  readonly postId: string
  readonly postTitle: string
  readonly personId: string
  readonly name: string
  readonly kind: AppointmentKind
  readonly validFrom: string
  readonly validTo: string | null
}

/** Who deputises on a day in the posts a person holds. */
export const listDeputiesOf = (tx: Db, cityId: string, personId: string, on: string): Promise<DeputyRow[]> =>
  appointments(tx, cityId)
    .innerJoin('person', (join) => join.onRef('person.cityId', '=', 'appointment.cityId').onRef('person.id', '=', 'appointment.personId'))
    .select(['appointment.id as appointmentId', 'post.id as postId', 'post.title as postTitle', 'person.id as personId', 'person.name'])
    .select(['appointment.kind', 'appointment.validFrom', 'appointment.validTo'])
    .where('appointment.kind', '=', 'deputy')
    .where(inForce('appointment', on))
    .where(
      sql<boolean>`exists (select from appointment held where held.city_id = ${cityId} and held.post_id = post.id
        and held.person_id = ${personId}::uuid and held.kind = 'holder' and ${inForce('held', on)})`,
    )
    .orderBy('post.id')
    .orderBy('appointment.id')
    .execute()

/** The grids a person works in on a day. */
export const listGridsOfPerson = (tx: Db, cityId: string, personId: string, on: string) =>
  tx
    .selectFrom('gridStaff')
    .innerJoin('staffKind', (join) =>
      join.onRef('staffKind.cityId', '=', 'gridStaff.cityId').onRef('staffKind.code', '=', 'gridStaff.kindCode'),
    )
    .leftJoin('grid', (join) =>
      join
        .onRef('grid.cityId', '=', 'gridStaff.cityId')
        .onRef('grid.code', '=', 'gridStaff.gridCode')
        .on('grid.kind', '=', 'management')
        .on(inForce('grid', on)),
    )
    .select([
      'gridStaff.id',
      'gridStaff.gridCode',
      'grid.name as gridName',
      'gridStaff.kindCode',
      'gridStaff.validFrom',
      'gridStaff.validTo',
    ])
    .select(['staffKind.name as kindName', 'staffKind.nameEn as kindNameEn'])
    .where('gridStaff.cityId', '=', cityId)
    .where('gridStaff.personId', '=', personId)
    .where(inForce('gridStaff', on))
    .orderBy('gridStaff.gridCode')
    .execute()

export interface AccountChange {
  readonly name?: string
  readonly locale?: 'zh' | 'en'
  readonly login?: string | null
  readonly passwordHash?: string | null
  readonly active?: boolean
}

export async function setPerson(tx: Db, cityId: string, id: string, change: AccountChange): Promise<void> {
  await tx.updateTable('person').set(change).where('cityId', '=', cityId).where('id', '=', id).execute()
}
