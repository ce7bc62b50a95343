import { countAttempt } from '#identity/count-attempt.ts'
import { changeToken, type OpenSession } from '#identity/open-session.ts'
import { argon2id, isRightPassword, type PasswordHashing } from '#identity/password-hash.ts'
import { listPasswordFaults } from '#identity/password-rules.ts'
import { identityProblems } from '#identity/problems.ts'
import { deleteAttempts } from '#identity/queries-attempts.ts'
import { deleteSessionsOf } from '#identity/queries-sessions.ts'
import type { ActorDirectory } from '#platform/actor-directory.ts'
import { type Db, inTransaction } from '#platform/db.ts'
import { httpProblems } from '#platform/http-problems.ts'
import type { Session } from '#platform/route.ts'

export interface PasswordChange {
  readonly old: string
  readonly new: string
  readonly at: Date
}

export interface ChangedPassword extends OpenSession {
  /** Ids of the person's other sessions, which ended. */
  readonly ended: readonly string[]
}

/**
 * Gives the person of a session another password: the session's token changes, their other sessions end. A wrong old one counts like a failed
 * sign-in. Throws session.wrong_password, .weak_password (every rule broken), .locked. `db` is the plain handle: no connection is held while
 * hashing.
 */
export async function changePassword(
  db: Db,
  directory: ActorDirectory,
  session: Session,
  input: PasswordChange,
  hashing: PasswordHashing = argon2id,
): Promise<ChangedPassword> {
  const { cityId, personId } = session
  const known = await directory.findPassword(db, cityId, personId)
  if (!known) throw httpProblems.sessionRequired()
  const attempting = { cityId, kind: 'login', subject: known.login ?? personId } as const
  await inTransaction(db, (tx) => countAttempt(tx, attempting, input.at))
  if (!(await isRightPassword(hashing, known.passwordHash, input.old))) throw identityProblems.wrongOld()
  await deleteAttempts(db, cityId, 'login', attempting.subject)
  const faults = listPasswordFaults({ password: input.new, login: known.login, before: input.old })
  if (faults.length > 0) throw identityProblems.weakPassword(faults, 'new')
  const passwordHash = await hashing.hash(input.new)
  return inTransaction(db, async (tx) => {
    await directory.setPassword(tx, cityId, personId, passwordHash)
    const ended = await deleteSessionsOf(tx, cityId, personId, session.id)
    return { ...(await changeToken(tx, session.tokenHash, {}, input.at)), ended }
  })
}
