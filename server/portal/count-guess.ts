import { addressBlock } from '#identity/back-off.ts'
import { clearAttempt, countAttempt } from '#identity/count-attempt.ts'
import { type Db, inTransaction } from '#platform/db.ts'
import { Problem } from '#platform/problem.ts'
import { portalProblems } from '#portal/problems.ts'

/** Whose guesses are counted: of one number by whomever, of one address at whatever number. Numbers nobody has are counted like others. */
export interface Guess {
  readonly cityId: string
  readonly number: string
  readonly address: string
}

const attemptsOf = ({ cityId, number, address }: Guess) =>
  [
    { cityId, kind: 'report-address', subject: addressBlock(address) },
    { cityId, kind: 'report', subject: number },
  ] as const

/** Counts a guess before it is judged, and keeps the count whatever follows. `db` is a plain handle. Throws portal.locked. */
export async function countGuess(db: Db, guess: Guess, at: Date): Promise<void> {
  try {
    await inTransaction(db, async (tx) => {
      for (const attempting of attemptsOf(guess)) await countAttempt(tx, attempting, at)
    })
  } catch (error) {
    if (!(error instanceof Problem) || error.code !== 'session.locked') throw error
    throw portalProblems.locked(Number(error.details.retryAfter))
  }
}

/** A right code takes back what its own guess was counted as, for the number all of it. */
export async function clearGuess(db: Db, guess: Guess, at: Date): Promise<void> {
  const [address, number] = attemptsOf(guess)
  await inTransaction(db, async (tx) => {
    await clearAttempt(tx, address, number, at)
  })
}
