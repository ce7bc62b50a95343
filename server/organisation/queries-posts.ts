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

/** How many appointments to a post hold on a day or later. */
export async function countAppointmentsFrom(tx: Db, cityId: string, postId: string, on: string): Promise<number> {
  const { total } = await tx
    .selectFrom('appointment')
    .select(sql<number>`count(*)`.as('total'))
    .where('cityId', '=', cityId)
    .where('postId', '=', postId)
    .where((where) => where.or([where('validTo', 'is', null), where('validTo', '>', on)]))
    .executeTakeFirstOrThrow()
  return total
}

/** Ends a post on a day; that day is the first without it. */
export async function setPostEnd(tx: Db, cityId: string, id: string, validTo: string): Promise<void> {
  await tx.updateTable('post').set({ validTo }).where('cityId', '=', cityId).where('id', '=', id).execute()
}

/** Sets a person's password hash (argon2id in PHC form); `mustChange` when somebody else chose the password. */
export async function setPasswordHash(tx: Db, cityId: string, personId: string, passwordHash: string, mustChange = false): Promise<void> {
  await tx
    .updateTable('person')
    .set({ passwordHash, mustChangePassword: mustChange })
    .where('cityId', '=', cityId)
    .where('id', '=', personId)
    .execute()
}
