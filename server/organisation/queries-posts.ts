import type { Insertable, Selectable } from 'kysely'
import { sql } from 'kysely'
import { inBatches } from '#organisation/area.ts'
import { inForce } from '#organisation/in-force.ts'
import type { AppointmentTable, PersonTable, PostTable, RoleTable } from '#organisation/tables.ts'
import type { Db } from '#platform/db.ts'

export type Role = Selectable<RoleTable>
export type Post = Selectable<PostTable>
export type Person = Selectable<PersonTable>
export type Appointment = Selectable<AppointmentTable>

export const findRole = (tx: Db, cityId: string, code: string): Promise<Role | undefined> =>
  tx.selectFrom('role').selectAll().where('cityId', '=', cityId).where('code', '=', code).executeTakeFirst()

export const listRoles = (tx: Db, cityId: string): Promise<Role[]> =>
  tx.selectFrom('role').selectAll().where('cityId', '=', cityId).orderBy('code').execute()

export const findPost = (tx: Db, cityId: string, id: string): Promise<Post | undefined> =>
  tx.selectFrom('post').selectAll().where('cityId', '=', cityId).where('id', '=', id).executeTakeFirst()

export const findPerson = (tx: Db, cityId: string, id: string): Promise<Person | undefined> =>
  tx.selectFrom('person').selectAll().where('cityId', '=', cityId).where('id', '=', id).executeTakeFirst()

export const findPersonByLogin = (tx: Db, cityId: string, login: string): Promise<Person | undefined> =>
  tx.selectFrom('person').selectAll().where('cityId', '=', cityId).where('login', '=', login).executeTakeFirst()

export async function insertRoles(tx: Db, roles: readonly Insertable<RoleTable>[]): Promise<void> {
  for (const batch of inBatches(roles)) await tx.insertInto('role').values(batch).execute()
}

export async function insertPosts(tx: Db, posts: readonly Insertable<PostTable>[]): Promise<void> {
  for (const batch of inBatches(posts)) await tx.insertInto('post').values(batch).execute()
}

export async function insertPersons(tx: Db, persons: readonly Insertable<PersonTable>[]): Promise<void> {
  for (const batch of inBatches(persons)) await tx.insertInto('person').values(batch).execute()
}

export async function insertAppointments(tx: Db, appointments: readonly Insertable<AppointmentTable>[]): Promise<void> {
  for (const batch of inBatches(appointments)) await tx.insertInto('appointment').values(batch).execute()
}

/** Locks a post for the rest of the transaction, so that two appointments to it are decided one after the other. */
export const lockPost = (tx: Db, cityId: string, id: string): Promise<Post | undefined> =>
  tx.selectFrom('post').selectAll().where('cityId', '=', cityId).where('id', '=', id).forUpdate().executeTakeFirst()

/** All appointments to a post, past and future too, oldest first. */
export const listAppointmentsToPost = (tx: Db, cityId: string, postId: string): Promise<Appointment[]> =>
  tx
    .selectFrom('appointment')
    .selectAll()
    .where('cityId', '=', cityId)
    .where('postId', '=', postId)
    .orderBy('validFrom')
    .orderBy('id')
    .execute()

/** Ends an appointment on a day; that day is the first it no longer holds. */
export async function setAppointmentEnd(tx: Db, cityId: string, id: string, validTo: string | null): Promise<void> {
  await tx.updateTable('appointment').set({ validTo }).where('cityId', '=', cityId).where('id', '=', id).execute()
}

/** Who holds or deputises in the posts of a unit on a day; a post nobody holds comes once with nulls. */
export const listPostsOfUnit = (tx: Db, cityId: string, unitId: string, on: string) =>
  tx
    .selectFrom('post')
    .leftJoin('appointment', (join) =>
      join.onRef('appointment.cityId', '=', 'post.cityId').onRef('appointment.postId', '=', 'post.id').on(inForce('appointment', on)),
    )
    .leftJoin('person', (join) => join.onRef('person.cityId', '=', 'appointment.cityId').onRef('person.id', '=', 'appointment.personId'))
    .select(['post.id', 'post.unitId', 'post.roleCode', 'post.title', 'post.titleEn', 'post.rank', 'post.areaCodes'])
    .select(['post.validFrom', 'post.validTo', 'appointment.id as appointmentId', 'appointment.kind', 'appointment.personId'])
    .select(['appointment.validFrom as since', 'appointment.validTo as until', 'person.name as personName'])
    .where('post.cityId', '=', cityId)
    .where('post.unitId', '=', unitId)
    .where(inForce('post', on))
    .orderBy('post.rank', 'desc')
    .orderBy('post.id')
    .orderBy(sql`appointment.kind`, 'desc')
    .execute()

export const findAppointment = (tx: Db, cityId: string, id: string): Promise<Appointment | undefined> =>
  tx.selectFrom('appointment').selectAll().where('cityId', '=', cityId).where('id', '=', id).executeTakeFirst()

/** People with a post whose unit lies in one of the areas on a day, and everybody without any post; by id. */
const visible = (tx: Db, cityId: string, areas: readonly string[], on: string) =>
  tx
    .selectFrom('person')
    .where('person.cityId', '=', cityId)
    .where(
      sql<boolean>`(exists (
        select from appointment a join post on post.city_id = a.city_id and post.id = a.post_id
        join unit u on u.city_id = post.city_id and u.id = post.unit_id
        where a.city_id = ${cityId} and a.person_id = person.id and ${inForce('a', on)}
          and exists (select from unnest(${areas}::text[]) as own(code) where starts_with(u.area_code, own.code))
      ) or not exists (select from appointment a where a.city_id = ${cityId} and a.person_id = person.id and ${inForce('a', on)}))`,
    )

export interface PersonSummary {
  readonly id: string
  readonly name: string
  readonly login: string | null
  readonly active: boolean
}

/** A page of the people an actor with these areas may see, those after `after` only. */
export const listPersons = (
  tx: Db,
  cityId: string,
  areas: readonly string[],
  on: string,
  after: string | undefined,
  limit: number,
): Promise<PersonSummary[]> =>
  visible(tx, cityId, areas, on)
    .select(['person.id', 'person.name', 'person.login', 'person.active'])
    .$if(after !== undefined, (query) => query.where('person.id', '>', after ?? ''))
    .orderBy('person.id')
    .limit(limit)
    .execute()

export async function countPersons(tx: Db, cityId: string, areas: readonly string[], on: string): Promise<number> {
  const { total } = await visible(tx, cityId, areas, on).select(sql<number>`count(*)`.as('total')).executeTakeFirstOrThrow()
  return total
}

/** Sets a person's password hash (argon2id in PHC form). */
export async function setPasswordHash(tx: Db, cityId: string, personId: string, passwordHash: string): Promise<void> {
  await tx.updateTable('person').set({ passwordHash }).where('cityId', '=', cityId).where('id', '=', personId).execute()
}
