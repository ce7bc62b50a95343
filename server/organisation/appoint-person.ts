import { requireCovered } from '#organisation/carry-over.ts'
import { readCityToday } from '#organisation/city-today.ts'
import type { AppointmentKind } from '#organisation/kinds.ts'
import { organisationProblems } from '#organisation/problems.ts'
import {
  type Appointment,
  findAppointment,
  findPerson,
  findRole,
  insertAppointments,
  listAppointmentsToPost,
  lockPost,
  type Post,
  setAppointmentEnd,
} from '#organisation/queries-posts.ts'
import { findUnit } from '#organisation/queries-units.ts'
import { overlaps, type Period } from '#organisation/staffing.ts'
import { type Actor, mayDo } from '#platform/actor.ts'
import type { Db } from '#platform/db.ts'
import { newId } from '#platform/identifier.ts'

export interface AppointPerson extends Period {
  readonly personId: string
  readonly postId: string
  /** A post has one holder at a time and any number of deputies, who may do what the holder may. */
  readonly kind: AppointmentKind
}

/** Appoints a person to a post for a period; a person may have several posts. Throws organisation.not_found, .appointment_overlap, .wrong_day. */
export async function appointPerson(tx: Db, actor: Actor, input: AppointPerson): Promise<Appointment> {
  await readCityToday(tx, actor)
  const { cityId } = actor
  checkPeriod(input)
  if ((await findPerson(tx, cityId, input.personId)) === undefined) throw organisationProblems.noPerson(input.personId, 'personId')
  const post = await lockCoveredPost(tx, actor, input.postId)
  await refuseOwnGain(tx, actor, input.personId, post)
  checkOpen(post, input)
  checkFree(await listAppointmentsToPost(tx, cityId, input.postId), input)
  const { personId, postId, kind, validFrom, validTo } = input
  const appointment = { cityId, id: newId(actor.at), personId, postId, kind, validFrom, validTo }
  await insertAppointments(tx, [appointment])
  return appointment
}

/** Ends an appointment: `on` is the first day it no longer holds. Throws organisation.not_found, .wrong_day. */
export async function endAppointment(tx: Db, actor: Actor, id: string, on: string): Promise<Appointment> {
  const appointment = await findAppointment(tx, actor.cityId, id)
  if (appointment === undefined) throw organisationProblems.noAppointment(id, 'id')
  await lockCoveredPost(tx, actor, appointment.postId)
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
async function refuseOwnGain(tx: Db, actor: Actor, personId: string, post: Post): Promise<void> {
  if (personId !== actor.personId) return
  const role = await findRole(tx, actor.cityId, post.roleCode)
  const gained = (role?.permissions ?? []).filter((each) => !mayDo(actor, each))
  if (gained.length > 0) throw organisationProblems.moreThanHeld(gained, 'personId')
}

/** Refuses an appointment that begins when the post is closed already. */
function checkOpen(post: Post, { validFrom }: Period): void {
  if (post.validTo === null || validFrom < post.validTo) return
  const rule = { zh: `该岗位已于 ${post.validTo} 撤销`, en: `the post was closed on ${post.validTo}` }
  throw organisationProblems.wrongDay(validFrom, rule, 'validFrom')
}

/** A post in the actor's areas, locked. Throws organisation.not_found, .outside_area. */
export async function lockCoveredPost(tx: Db, actor: Actor, postId: string, field = 'postId'): Promise<Post> {
  const post = await lockPost(tx, actor.cityId, postId)
  if (post === undefined) throw organisationProblems.noPost(postId, field)
  const unit = await findUnit(tx, actor.cityId, post.unitId)
  requireCovered(actor, [...(unit ? [unit.areaCode] : []), ...(post.areaCodes ?? [])])
  return post
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
