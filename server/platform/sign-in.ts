import { randomBytes } from 'node:crypto'
import { hash, verify } from '@node-rs/argon2'
import type { ActorDirectory, PostSummary } from '#platform/actor-directory.ts'
import { type Db, inTransaction } from '#platform/db.ts'
import { appendFailure, deleteFailures, lockFailures, setLockedUntil } from '#platform/queries-session.ts'
import { type OpenSession, openSession, type SessionRules } from '#platform/session.ts'
import { sessionProblems } from '#platform/session-problems.ts'

export interface SignInInput {
  readonly cityId: string
  readonly login: string
  readonly password: string
  readonly userAgent: string
  readonly at: Date
}

const FREE_FAILURES = 5
const FIRST_LOCK = 60
const LONGEST_LOCK = 3600

/** argon2id, 19 MiB, 2 passes, 1 lane: the OWASP recommendation and the library's default. */
export const hashPassword = (password: string): Promise<string> => hash(password)

/** Seconds a login stays locked after its n-th wrong password in a row: none before the fifth, then 60, 120, … up to an hour. */
export const lockSeconds = (failures: number): number =>
  failures < FREE_FAILURES ? 0 : Math.min(LONGEST_LOCK, FIRST_LOCK * 2 ** Math.min(failures - FREE_FAILURES, 10))

/**
 * Counts the attempt before the password is looked at, so that guesses sent all at once are counted too; a right password takes it back.
 * Logins nobody has are counted the same way, so the answer does not tell which exist.
 */
export async function countAttempt(tx: Db, { cityId, login, at }: Pick<SignInInput, 'cityId' | 'login' | 'at'>): Promise<void> {
  const before = await lockFailures(tx, cityId, login, at)
  const waiting = before?.lockedUntil ? before.lockedUntil.getTime() - at.getTime() : 0
  if (waiting > 0) throw sessionProblems.locked(Math.ceil(waiting / 1000))
  const failures = await appendFailure(tx, cityId, login, at)
  const seconds = lockSeconds(failures)
  if (seconds > 0) await setLockedUntil(tx, cityId, login, new Date(at.getTime() + seconds * 1000))
}

/** A hash nobody's password has: verifying against it takes as long as against a real one. */
let decoy: Promise<string> | undefined

/** Whether a password is the one behind a hash; takes as long when there is none. */
export async function isRightPassword(passwordHash: string | null | undefined, password: string): Promise<boolean> {
  decoy ??= hashPassword(randomBytes(16).toString('hex'))
  const right = await verify(passwordHash ?? (await decoy), password)
  return right && typeof passwordHash === 'string'
}

async function open(tx: Db, directory: ActorDirectory, rules: SessionRules, personId: string, input: SignInInput): Promise<SignedIn> {
  await deleteFailures(tx, input.cityId, input.login)
  const posts = await directory.listPosts(tx, input.cityId, personId, input.at)
  const [first] = posts
  if (!first) throw sessionProblems.noPost()
  const opened = await openSession(tx, { cityId: input.cityId, personId, postId: first.id }, rules, input.userAgent, input.at)
  return { ...opened, posts }
}

export interface SignedIn extends OpenSession {
  readonly posts: readonly PostSummary[]
}

/**
 * Signs a person in, in their first post. Throws session.refused (unknown login, wrong password or inactive person, told apart neither by the
 * answer nor by its time), session.locked after five failures, session.no_post. `db` is the plain handle: no connection is held while hashing.
 */
export async function signIn(db: Db, directory: ActorDirectory, rules: SessionRules, input: SignInInput): Promise<SignedIn> {
  await inTransaction(db, (tx) => countAttempt(tx, input))
  const found = await directory.findSignIn(db, input.cityId, input.login)
  const right = await isRightPassword(found?.passwordHash, input.password)
  if (!found?.active || !right) throw sessionProblems.refused()
  return inTransaction(db, (tx) => open(tx, directory, rules, found.personId, input))
}
