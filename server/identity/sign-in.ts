import { clearKnock, countKnock } from '#identity/count-attempt.ts'
import { type OpenSession, openSession } from '#identity/open-session.ts'
import { argon2id, isRightPassword, type PasswordHashing } from '#identity/password-hash.ts'
import { identityProblems } from '#identity/problems.ts'
import { findFactor } from '#identity/queries-second-factor.ts'
import type { SessionRow } from '#identity/queries-sessions.ts'
import { type Lifetime, lifetimeOf, readSignInSettings, type SessionRules } from '#identity/sign-in-policy.ts'
import type { ActorDirectory } from '#platform/actor-directory.ts'
import { type Db, inTransaction } from '#platform/db.ts'

export interface SignInInput {
  readonly cityId: string
  readonly login: string
  readonly password: string
  readonly address: string
  readonly userAgent: string
  readonly at: Date
}

export interface SignInParts {
  readonly directory: ActorDirectory
  readonly rules: SessionRules
  readonly hashing?: PasswordHashing
}

/** How long a session in a post may last, as the city and the role say. */
export async function readLifetime(tx: Db, { directory, rules }: SignInParts, cityId: string, postId: string): Promise<Lifetime> {
  const policy = await directory.findPostPolicy(tx, cityId, postId)
  return lifetimeOf(readSignInSettings(policy?.settings), policy?.roleCode ?? '', rules)
}

export interface Arrival extends Pick<SignInInput, 'cityId' | 'address' | 'userAgent' | 'at'> {
  readonly personId: string
  readonly openedBy: SessionRow['openedBy']
  /** Whoever sent the person here has seen to a second factor. */
  readonly factorSeen?: boolean
}

/** Opens a session for somebody who has shown who they are, in their first post. Throws session.no_post. */
export async function openFirstPost(tx: Db, parts: SignInParts, { factorSeen, ...arrival }: Arrival): Promise<OpenSession> {
  const { cityId, personId, at } = arrival
  const [first] = await parts.directory.listPosts(tx, cityId, personId, at)
  if (!first) throw identityProblems.noPost()
  const known = await findFactor(tx, cityId, personId)
  const factor = factorSeen ? 'given' : known?.confirmedAt ? 'owed' : 'none'
  return openSession(tx, { ...arrival, postId: first.id, lifetime: await readLifetime(tx, parts, cityId, first.id), factor })
}

/**
 * Signs a person in by password. Throws session.refused (unknown login, wrong password or inactive person, told apart neither by the answer nor by
 * the work done), session.locked after failures of the login or the address, session.no_post. `db` is the plain handle: no connection is held
 * while hashing.
 */
export async function signIn(db: Db, parts: SignInParts, input: SignInInput): Promise<OpenSession> {
  await inTransaction(db, (tx) => countKnock(tx, input, input.at))
  const found = await parts.directory.findSignIn(db, input.cityId, input.login)
  const right = await isRightPassword(parts.hashing ?? argon2id, found?.passwordHash, input.password)
  if (!found?.active || !right) throw identityProblems.refused()
  const { cityId, address, userAgent, at } = input
  return inTransaction(db, async (tx) => {
    await clearKnock(tx, input, at)
    return openFirstPost(tx, parts, { cityId, address, userAgent, at, personId: found.personId, openedBy: 'password' })
  })
}
