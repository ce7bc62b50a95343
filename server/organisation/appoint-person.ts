import { administratorsOf, SEPARATION_RULES, separationFault } from '#organisation/administrators.ts'
import { readCityToday } from '#organisation/city-today.ts'
import type { AppointmentKind } from '#organisation/kinds.ts'
import { organisationProblems } from '#organisation/problems.ts'
import { findVisiblePerson, listGrantsOf } from '#organisation/queries-accounts.ts'
import {
  type Appointment,
  findAppointment,
  findRole,
  insertAppointments,
  listAppointmentsToPost,
  lockPost,
  type Post,
  setAppointmentEnd,
} from '#organisation/queries-posts.ts'
import { findUnit } from '#organisation/queries-units.ts'
import { overlaps, type Period } from '#organisation/staffing.ts'
import { type Actor, coversPlace, mayDo } from '#platform/actor.ts'
import type { Db } from '#platform/db.ts'
import { newId } from '#platform/identifier.ts'

export interface AppointPerson extends Period {
  readonly personId: string
  readonly postId: string
  /** A post has one holder at a time and any number of deputies, who may do what the holder may. */
  readonly kind: AppointmentKind
}

/** Whose business an appointment is: posts that administer nothing by people.edit, those that administer by security.edit, either by whoever owns the server. */
export type Office = 'people' | 'security' | 'operator'

/**
 * Appoints a person to a post for a period; a person may have several posts, but never be two administrators. Throws organisation.not_found,
 * .appointment_overlap, .wrong_day, .more_than_held, .not_yours_to_grant, .separation.
 */
export async function appointPerson(tx: Db, actor: Actor, input: AppointPerson, office: Office = 'people'): Promise<Appointment> {
  const { today } = await readCityToday(tx, actor)
  const { cityId } = actor
  checkPeriod(input)
  await requireVisible(tx, actor, input.personId, today)
  const post = await lockCoveredPost(tx, actor, input.postId)
  const granted = (await findRole(tx, cityId, post.roleCode))?.permissions ?? []
  refuseOtherOffice(granted, office, 'postId')
  refuseOwnGain(actor, input.personId, granted)
  await refuseJoined(tx, cityId, input, granted)
  checkOpen(post, input)
  checkFree(await listAppointmentsToPost(tx, cityId, input.postId), input)
  const { personId, postId, kind, validFrom, validTo } = input
  const appointment = { cityId, id: newId(actor.at), personId, postId, kind, validFrom, validTo }
  await insertAppointments(tx, [appointment])
  return appointment
}

/** Ends an appointment: `on` is the first day it no longer holds. Nobody unseats an administrator but by security.edit. Throws organisation.not_found, .wrong_day, .not_yours_to_grant. */
export async function endAppointment(tx: Db, actor: Actor, id: string, on: string, office: Office = 'people'): Promise<Appointment> {
  const appointment = await findAppointment(tx, actor.cityId, id)
  if (appointment === undefined) throw organisationProblems.noAppointment(id, 'id')
  const post = await findCoveredPost(tx, actor, appointment.postId)
  if (post === undefined) throw organisationProblems.noAppointment(id, 'id')
  refuseOtherOffice((await findRole(tx, actor.cityId, post.roleCode))?.permissions ?? [], office, 'id')
  const ended = { ...appointment, validTo: on }
  checkPeriod(ended, 'on')
  await setAppointmentEnd(tx, actor.cityId, id, on)
  return ended
}

/** Refuses a period that ends before it begins. */
export function checkPeriod({ validFrom, validTo }: Period, field = 'validTo'): void {
  if (validTo === null || validTo >= validFrom) return
  const rule = { zh: `不得早于起始日 ${validFrom}`, en: `it must not come before the first day, ${validFrom}` }
  throw organisationProblems.wrongDay(validTo, rule, field)
}

/** Nobody appoints themselves to more than their present post allows. */
function refuseOwnGain(actor: Actor, personId: string, granted: readonly string[]): void {
  if (personId !== actor.personId) return
  const gained = granted.filter((each) => !mayDo(actor, each))
  if (gained.length > 0) throw organisationProblems.moreThanHeld(gained, 'personId')
}

/** Who keeps people appoints nobody to administer, and who keeps security appoints nobody else: so it takes two to make an administrator. */
function refuseOtherOffice(granted: readonly string[], office: Office, field: string): void {
  const administrators = administratorsOf(granted)
  if (office === 'operator' || administrators.length > 0 === (office === 'security')) return
  const rule =
    office === 'people'
      ? {
          zh: '该岗位负有管理职责，须由安全管理员任免',
          en: 'the post administers something and is filled and vacated by a security administrator',
        }
      : {
          zh: '该岗位不负管理职责，由系统管理员任免',
          en: 'the post administers nothing and is filled and vacated by a system administrator',
        }
  throw organisationProblems.notYoursToGrant(rule, field, { administrators })
}

/** Refuses an appointment that would make one person, in all posts of the same days, two administrators, or an auditor who does more than read. */
async function refuseJoined(tx: Db, cityId: string, input: AppointPerson, granted: readonly string[]): Promise<void> {
  const held = (await listGrantsOf(tx, cityId, [input.personId])).filter((each) => overlaps(each, input))
  const fault = separationFault([...granted, ...held.flatMap(({ permissions }) => permissions)])
  if (fault !== null) throw organisationProblems.separation(SEPARATION_RULES[fault], 'personId', { fault })
}

/** Refuses an appointment that begins when the post is closed already. */
function checkOpen(post: Post, { validFrom }: Period): void {
  if (post.validTo === null || validFrom < post.validTo) return
  const rule = { zh: `该岗位已于 ${post.validTo} 撤销`, en: `the post was closed on ${post.validTo}` }
  throw organisationProblems.wrongDay(validFrom, rule, 'validFrom')
}

async function findCoveredPost(tx: Db, actor: Actor, postId: string): Promise<Post | undefined> {
  const post = await lockPost(tx, actor.cityId, postId)
  const unit = post && (await findUnit(tx, actor.cityId, post.unitId))
  const codes = [...(unit ? [unit.areaCode] : []), ...(post?.areaCodes ?? [])]
  return codes.every((code) => coversPlace(actor, code)) ? post : undefined
}

/** A post in the actor's areas, locked. Throws organisation.not_found, which does not tell whether there is one elsewhere. */
export async function lockCoveredPost(tx: Db, actor: Actor, postId: string, field = 'postId'): Promise<Post> {
  const post = await findCoveredPost(tx, actor, postId)
  if (post === undefined) throw organisationProblems.noPost(postId, field)
  return post
}

/** Refuses whoever the actor may not see as if there were no such person. Throws organisation.not_found. */
export async function requireVisible(tx: Db, actor: Actor, personId: string, today: string, field = 'personId'): Promise<void> {
  const person = await findVisiblePerson(tx, actor.cityId, personId, actor.areas, today)
  if (person === undefined) throw organisationProblems.noPerson(personId, field)
}

function checkFree(existing: readonly Appointment[], input: AppointPerson): void {
  const clash = existing.find(
    (each) => overlaps(each, input) && (each.personId === input.personId || (each.kind === 'holder' && input.kind === 'holder')),
  )
  if (clash === undefined) return
  const period = `${clash.validFrom} – ${clash.validTo ?? '…'}`
  const rule =
    clash.personId === input.personId
      ? { zh: `此人在 ${period} 已任该岗位`, en: `the person is in this post already, ${period}` }
      : {
          zh: `该岗位在 ${period} 已有正职，同一时间只能有一人；可任命为副职`,
          en: `the post has a holder ${period}, and only one at a time; a deputy may be appointed`,
        }
  throw organisationProblems.overlappingAppointment(rule, 'validFrom', { appointmentId: clash.id })
}
