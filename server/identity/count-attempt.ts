import { addressBlock, isForgotten, lockSeconds } from '#identity/back-off.ts'
import { identityProblems } from '#identity/problems.ts'
import { type Attempting, deleteAttempts, lockAttempts, setAttempts } from '#identity/queries-attempts.ts'
import type { Db } from '#platform/db.ts'

/**
 * Counts an attempt before it is judged, so that guesses sent all at once are counted too; a success takes it back. Throws session.locked while
 * the login, person or address waits. Logins nobody has are counted the same way, so the answer does not tell which exist.
 */
export async function countAttempt(tx: Db, attempting: Attempting, at: Date): Promise<void> {
  const before = await lockAttempts(tx, attempting, at)
  const waiting = before.lockedUntil ? before.lockedUntil.getTime() - at.getTime() : 0
  if (waiting > 0) throw identityProblems.locked(attempting.kind, Math.ceil(waiting / 1000))
  const failures = (isForgotten(attempting.kind, before.lastAt, at) ? 0 : before.failures) + 1
  const seconds = lockSeconds(attempting.kind, failures)
  const lockedUntil = seconds > 0 ? new Date(at.getTime() + seconds * 1000) : null
  await setAttempts(tx, attempting, { failures, lastAt: at, lockedUntil })
}

/** What somebody who signs in is counted as. */
export interface Knock {
  readonly cityId: string
  readonly login: string
  readonly address: string
}

const addressOf = ({ cityId, address }: Omit<Knock, 'login'>): Attempting => ({ cityId, kind: 'address', subject: addressBlock(address) })

/** Counts an attempt to sign in against the address first, then the login. */
export async function countKnock(tx: Db, knock: Knock, at: Date): Promise<void> {
  await countAttempt(tx, addressOf(knock), at)
  await countAttempt(tx, { cityId: knock.cityId, kind: 'login', subject: knock.login }, at)
}

/** A success clears the login; of the address only this one attempt is taken back, or an account of one's own would clear the way for guessing others. */
export const clearKnock = (tx: Db, knock: Knock, at: Date): Promise<void> =>
  clearAttempt(tx, addressOf(knock), { cityId: knock.cityId, kind: 'login', subject: knock.login }, at)

/** A right guess: what was guessed at is cleared, of the address this one attempt is taken back. */
export async function clearAttempt(tx: Db, address: Attempting, guessed: Attempting, at: Date): Promise<void> {
  await deleteAttempts(tx, guessed.cityId, guessed.kind, guessed.subject)
  const { failures: counted, lastAt, lockedUntil } = await lockAttempts(tx, address, at)
  const failures = Math.max(0, counted - 1)
  await setAttempts(tx, address, { failures, lastAt, lockedUntil: lockSeconds(address.kind, failures) > 0 ? lockedUntil : null })
}
