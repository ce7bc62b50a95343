import { randomInt } from 'node:crypto'
import { hashPassword } from '#identity/password-hash.ts'
import { deleteSessionsOf } from '#identity/queries-sessions.ts'
import { requireVisible } from '#organisation/appoint-person.ts'
import { requireCovered } from '#organisation/carry-over.ts'
import { readCityToday } from '#organisation/city-today.ts'
import { organisationProblems } from '#organisation/problems.ts'
import { listSeats, setPerson } from '#organisation/queries-accounts.ts'
import { findPerson, findPersonByLogin, type Person, setPasswordHash } from '#organisation/queries-posts.ts'
import type { Actor } from '#platform/actor.ts'
import type { Db } from '#platform/db.ts'

/** A person all of whose posts lie in the actor's areas. Throws organisation.not_found, .outside_area. */
export async function requireManaged(tx: Db, actor: Actor, id: string): Promise<Person> {
  const { today } = await readCityToday(tx, actor)
  await requireVisible(tx, actor, id, today, 'id')
  const person = await findPerson(tx, actor.cityId, id)
  if (person === undefined) throw organisationProblems.noPerson(id, 'id')
  const seats = await listSeats(tx, actor.cityId, [id], today)
  requireCovered(
    actor,
    seats.map(({ areaCode }) => areaCode),
  )
  return person
}

const shown = ({ id, name, login, active, passwordHash, mustChangePassword }: Person) => {
  const maySignIn = active && login !== null && passwordHash !== null
  return { id, name, login, active, maySignIn, mustChangePassword }
}

/** Another name or language for a person. Throws organisation.not_found, .outside_area. */
export async function changePerson(tx: Db, actor: Actor, id: string, change: { name: string; locale: 'zh' | 'en' }) {
  const person = await requireManaged(tx, actor, id)
  await setPerson(tx, actor.cityId, id, change)
  return shown({ ...person, ...change })
}

/** Gives a person a login or takes it away, which ends their sessions. Throws organisation.login_taken, .own_account. */
export async function setLogin(tx: Db, actor: Actor, id: string, login: string | null) {
  const person = await requireManaged(tx, actor, id)
  if (login === null && id === actor.personId) throw organisationProblems.ownAccount()
  const other = login === null ? undefined : await findPersonByLogin(tx, actor.cityId, login)
  if (login !== null && other !== undefined && other.id !== id) throw organisationProblems.loginTaken(login, 'login')
  await setPerson(tx, actor.cityId, id, { login })
  if (login === null) await deleteSessionsOf(tx, actor.cityId, id)
  return shown({ ...person, login })
}

/** Letters and digits that nobody mistakes for one another when they are read out. */
const SIGNS = 'abcdefghjkmnpqrstuvwxyz23456789'
const GROUPS = 4

/** Four groups of four signs, some 79 bits. */
const drawPassword = (): string =>
  Array.from({ length: GROUPS }, () => Array.from({ length: 4 }, () => SIGNS[randomInt(SIGNS.length)]).join('')).join('-')

/**
 * A password drawn for a person, told once, to be changed at the next sign-in; their sessions end. Nobody draws their own. Throws
 * organisation.no_login while they have no login, .own_account, .not_found, .outside_area.
 */
export async function resetPassword(tx: Db, actor: Actor, id: string) {
  const { login } = await requireManaged(tx, actor, id)
  if (id === actor.personId) throw organisationProblems.ownAccount()
  if (login === null) throw organisationProblems.noLogin(id)
  const oneTimePassword = drawPassword()
  await setPasswordHash(tx, actor.cityId, id, await hashPassword(oneTimePassword), true)
  await deleteSessionsOf(tx, actor.cityId, id)
  return { login, mustChangePassword: true as const, oneTimePassword }
}

/** Disables an account, which ends its sessions, or enables it again. Nobody disables their own. Throws organisation.own_account, .not_found, .outside_area. */
export async function setActive(tx: Db, actor: Actor, id: string, active: boolean) {
  const person = await requireManaged(tx, actor, id)
  if (id === actor.personId) throw organisationProblems.ownAccount()
  await setPerson(tx, actor.cityId, id, { active })
  if (!active) await deleteSessionsOf(tx, actor.cityId, id)
  return shown({ ...person, active })
}
