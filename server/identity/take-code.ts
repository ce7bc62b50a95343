import { countAttempt } from '#identity/count-attempt.ts'
import { stepOf } from '#identity/one-time-code.ts'
import { identityProblems } from '#identity/problems.ts'
import { deleteAttempts } from '#identity/queries-attempts.ts'
import { type Factor, findFactor, setFactorUsed, setRecoveryCodeUsed } from '#identity/queries-second-factor.ts'
import { looksLikeRecovery, plainRecoveryCode } from '#identity/recovery-code.ts'
import type { SecretBox } from '#identity/secret-box.ts'
import { type Db, inTransaction } from '#platform/db.ts'

export interface CodeGiven {
  readonly cityId: string
  readonly personId: string
  /** As it was typed. */
  readonly code: string
  readonly at: Date
}

type Whose = Pick<CodeGiven, 'cityId' | 'personId'>

/** Whose secret it is and what for: a sealed secret opens nowhere else. */
export const factorContext = ({ cityId, personId }: Whose): string => `second-factor/${cityId}/${personId}`

export const recoveryHash = (secrets: SecretBox, whose: Whose, code: string): string =>
  secrets.digest(plainRecoveryCode(code), factorContext(whose))

async function takeOneTimeCode(tx: Db, secrets: SecretBox, factor: Factor, { code, at }: CodeGiven): Promise<boolean> {
  const secret = secrets.open(factor.sealedSecret, factorContext(factor))
  const step = secret === undefined ? undefined : stepOf(secret, code.replaceAll(/\s/g, ''), at)
  return step !== undefined && (await setFactorUsed(tx, factor.cityId, factor.personId, step, at))
}

async function takeKnownCode(tx: Db, secrets: SecretBox, factor: Factor, given: CodeGiven): Promise<boolean> {
  if (factor.confirmedAt !== null && looksLikeRecovery(given.code))
    return setRecoveryCodeUsed(tx, factor.cityId, factor.personId, recoveryHash(secrets, factor, given.code), given.at)
  return takeOneTimeCode(tx, secrets, factor, given)
}

/**
 * Takes a code of a person's second factor, then does `work` in the same transaction. The attempt is counted first and stays counted when the code
 * is wrong, so `db` is the plain handle. A code is taken once; a recovery code only where the factor is confirmed. Throws
 * second_factor.not_set_up, .wrong_code, session.locked.
 */
export async function withCode<T>(db: Db, secrets: SecretBox, given: CodeGiven, work: (tx: Db, factor: Factor) => Promise<T>): Promise<T> {
  const { cityId, personId, at } = given
  await inTransaction(db, (tx) => countAttempt(tx, { cityId, kind: 'factor', subject: personId }, at))
  return inTransaction(db, async (tx) => {
    const factor = await findFactor(tx, cityId, personId)
    if (!factor) throw identityProblems.factorMissing()
    if (!(await takeKnownCode(tx, secrets, factor, given))) throw identityProblems.wrongCode()
    await deleteAttempts(tx, cityId, 'factor', personId)
    return work(tx, factor)
  })
}
