import type { ActorDirectory } from '#platform/actor-directory.ts'
import { type Db, inTransaction } from '#platform/db.ts'
import { httpProblems } from '#platform/http-problems.ts'
import { listPasswordFaults } from '#platform/password-rules.ts'
import { deleteFailures, deleteSessionsOf } from '#platform/queries-session.ts'
import type { Session } from '#platform/route.ts'
import { sessionProblems } from '#platform/session-problems.ts'
import { countAttempt, hashPassword, isRightPassword } from '#platform/sign-in.ts'

export interface PasswordChange {
  readonly old: string
  readonly new: string
  readonly at: Date
}

/**
 * Gives the person of a session another password; their other sessions end, and the hashes of those are returned. A wrong old one counts like a
 * failed sign-in. Throws session.wrong_password, .weak_password (every rule broken), .locked. `db` is the plain handle: no connection is held while
 * hashing.
 */
export async function changePassword(db: Db, directory: ActorDirectory, session: Session, input: PasswordChange): Promise<string[]> {
  const { cityId, personId, tokenHash } = session
  const known = await directory.findPassword(db, cityId, personId)
  if (!known) throw httpProblems.sessionRequired()
  const login = known.login ?? personId
  await inTransaction(db, (tx) => countAttempt(tx, { cityId, login, at: input.at }))
  if (!(await isRightPassword(known.passwordHash, input.old))) throw sessionProblems.wrongOld()
  await deleteFailures(db, cityId, login)
  const faults = listPasswordFaults({ password: input.new, login: known.login, before: input.old })
  if (faults.length > 0) throw sessionProblems.weakPassword(faults, 'new')
  const passwordHash = await hashPassword(input.new)
  return inTransaction(db, async (tx) => {
    await directory.setPassword(tx, cityId, personId, passwordHash)
    return deleteSessionsOf(tx, cityId, personId, tokenHash)
  })
}
