import { text } from 'node:stream/consumers'
import { say } from '#commands/exit.ts'
import { withDatabase } from '#commands/with-database.ts'
import { hashPassword } from '#identity/password-hash.ts'
import { addPerson } from '#organisation/add-person.ts'
import { appointPerson } from '#organisation/appoint-person.ts'
import { organisationProblems } from '#organisation/problems.ts'
import { findCity } from '#organisation/queries-places.ts'
import { findPersonByLogin, setPasswordHash } from '#organisation/queries-posts.ts'
import { type Actor, systemActor } from '#platform/actor.ts'
import { localDay, systemClock } from '#platform/clock.ts'
import { inTransaction } from '#platform/db.ts'
import { Problem } from '#platform/problem.ts'

const LEAST_CHARACTERS = 12

/** Whoever runs the command line owns the whole city. */
const operator = (cityId: string): Actor => ({ ...systemActor(cityId, systemClock.now()), areas: [''] })

/** Adds a person with a login in a post, from today on; the password is set with `user password`. */
export async function addUser(login: string, options: { city: string; name: string; post: string }): Promise<void> {
  const actor = operator(options.city)
  await withDatabase(({ db }) =>
    inTransaction(db, async (tx) => {
      const person = await addPerson(tx, actor, { name: options.name, login, passwordHash: null, locale: 'zh' })
      const validFrom = localDay(actor.at, (await findCity(tx, options.city))?.timeZone ?? 'UTC')
      await appointPerson(tx, actor, { personId: person.id, postId: options.post, kind: 'holder', validFrom, validTo: null }, 'operator')
      say(`已建立 / added: ${login} (${person.id})\n设口令 / set a password: wangge user password ${login}`)
    }),
  )
}

/** Sets the password of a login from standard input, so that it stays out of every shell's history. */
export async function resetPassword(login: string, options: { city: string }): Promise<void> {
  const password = (await text(process.stdin)).replace(/\r?\n$/, '')
  if ([...password].length < LEAST_CHARACTERS) {
    const rule = { zh: `口令至少 ${LEAST_CHARACTERS} 个字符`, en: `A password has at least ${LEAST_CHARACTERS} characters` }
    throw new Problem('user.short_password', 422, rule, { field: 'password' })
  }
  await withDatabase(async ({ db }) => {
    const person = await findPersonByLogin(db, options.city, login)
    if (!person) throw organisationProblems.noPerson(login, 'login')
    await setPasswordHash(db, options.city, person.id, await hashPassword(password))
    say(`口令已更新 / the password is set: ${login}`)
  })
}
