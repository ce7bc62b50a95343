import { readCityToday } from '#organisation/city-today.ts'
import { organisationProblems } from '#organisation/problems.ts'
import { findPersonByLogin, insertPersons } from '#organisation/queries-posts.ts'
import type { Actor } from '#platform/actor.ts'
import type { Db } from '#platform/db.ts'
import { newId } from '#platform/identifier.ts'

export interface AddPerson {
  readonly name: string
  /** Null for people who never sign in. */
  readonly login: string | null
  /** argon2id in PHC form, of a password to be changed at the first sign-in; null until one is set. */
  readonly passwordHash: string | null
  readonly locale: 'zh' | 'en'
}

export interface AddedPerson {
  readonly id: string
  readonly name: string
  readonly login: string | null
  readonly locale: 'zh' | 'en'
  readonly active: boolean
}

/** Adds a person, who may do nothing until appointed to a post. Throws organisation.login_taken. */
export async function addPerson(tx: Db, actor: Actor, { name, login, passwordHash, locale }: AddPerson): Promise<AddedPerson> {
  await readCityToday(tx, actor)
  const { cityId } = actor
  if (login !== null && (await findPersonByLogin(tx, cityId, login)) !== undefined) throw organisationProblems.loginTaken(login, 'login')
  const id = newId(actor.at)
  const mustChangePassword = passwordHash !== null
  await insertPersons(tx, [{ cityId, id, login, passwordHash, name, locale, active: true, createdAt: actor.at, mustChangePassword }])
  return { id, name, login, locale, active: true }
}
