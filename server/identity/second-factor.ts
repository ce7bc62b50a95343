import { drawSecret, enrolmentUri, type Label } from '#identity/one-time-code.ts'
import { changeToken, type OpenSession } from '#identity/open-session.ts'
import { identityProblems } from '#identity/problems.ts'
import {
  countRecoveryCodes,
  deleteFactor,
  type Factor,
  findFactor,
  insertFactor,
  insertRecoveryCodes,
} from '#identity/queries-second-factor.ts'
import { deleteSessionsOf } from '#identity/queries-sessions.ts'
import { drawRecoveryCodes } from '#identity/recovery-code.ts'
import type { SecretBox } from '#identity/secret-box.ts'
import { factorContext, recoveryHash, withCode } from '#identity/take-code.ts'
import type { Db } from '#platform/db.ts'
import type { Session } from '#platform/route.ts'

export interface Enrolment {
  /** Base32, to be typed where no camera reads the address. */
  readonly secret: string
  readonly uri: string
}

/** Begins to set up an authenticator: a secret that counts once a code of it was given. Throws second_factor.already_set_up. */
export async function beginEnrolment(tx: Db, secrets: SecretBox, session: Session, label: Label, at: Date): Promise<Enrolment> {
  const { cityId, personId } = session
  const secret = drawSecret()
  const sealedSecret = secrets.seal(secret, factorContext(session))
  if (!(await insertFactor(tx, { cityId, personId, sealedSecret, createdAt: at }))) throw identityProblems.factorThere()
  return { secret, uri: enrolmentUri(secret, label) }
}

async function replaceRecoveryCodes(tx: Db, secrets: SecretBox, { cityId, personId }: Session): Promise<string[]> {
  const codes = drawRecoveryCodes()
  const hashes = codes.map((code) => recoveryHash(secrets, { cityId, personId }, code))
  await insertRecoveryCodes(tx, cityId, personId, hashes)
  return codes
}

/** A session after its second factor changed: under a new token, alone. */
export interface ChangedFactor extends OpenSession {
  /** Ids of the person's other sessions, which ended. */
  readonly ended: readonly string[]
}

export interface ConfirmedFactor extends ChangedFactor {
  /** Told once, here. */
  readonly recoveryCodes: readonly string[]
}

/** Confirms the authenticator by its first code; the person's other sessions end. Throws second_factor.wrong_code, .already_set_up. */
export function confirmEnrolment(db: Db, secrets: SecretBox, session: Session, code: string, at: Date): Promise<ConfirmedFactor> {
  const { cityId, personId, tokenHash, id } = session
  return withCode(db, secrets, { cityId, personId, code, at }, async (tx, factor) => {
    if (factor.confirmedAt !== null) throw identityProblems.factorThere()
    const recoveryCodes = await replaceRecoveryCodes(tx, secrets, session)
    const ended = await deleteSessionsOf(tx, cityId, personId, id)
    return { ...(await changeToken(tx, tokenHash, { factorOwed: true, factorAt: at }, at)), ended, recoveryCodes }
  })
}

/** A secret nobody has given a code of stands for nothing yet. */
function requireConfirmed({ confirmedAt }: Factor): void {
  if (confirmedAt === null) throw identityProblems.factorMissing()
}

/** Gives the code a session owes. Throws second_factor.not_owed, .wrong_code. */
export async function giveCode(db: Db, secrets: SecretBox, session: Session, code: string, at: Date): Promise<OpenSession> {
  if (session.owes !== 'code') throw identityProblems.factorNotOwed()
  const { cityId, personId, tokenHash } = session
  return withCode(db, secrets, { cityId, personId, code, at }, (tx, factor) => {
    requireConfirmed(factor)
    return changeToken(tx, tokenHash, { factorAt: at }, at)
  })
}

/** Takes the authenticator off again; the person's other sessions end. Throws second_factor.wrong_code. */
export function removeFactor(db: Db, secrets: SecretBox, session: Session, code: string, at: Date): Promise<ChangedFactor> {
  const { cityId, personId, tokenHash, id } = session
  return withCode(db, secrets, { cityId, personId, code, at }, async (tx, factor) => {
    requireConfirmed(factor)
    await deleteFactor(tx, cityId, personId)
    const ended = await deleteSessionsOf(tx, cityId, personId, id)
    return { ...(await changeToken(tx, tokenHash, { factorOwed: false, factorAt: null }, at)), ended }
  })
}

/** New recovery codes; those there were are worthless from now on. Throws second_factor.wrong_code. */
export const renewRecoveryCodes = (db: Db, secrets: SecretBox, session: Session, code: string, at: Date): Promise<string[]> =>
  withCode(db, secrets, { cityId: session.cityId, personId: session.personId, code, at }, (tx, factor) => {
    requireConfirmed(factor)
    return replaceRecoveryCodes(tx, secrets, session)
  })

/** Whether a person has an authenticator, since when, and how many recovery codes are left. */
export async function viewFactor(tx: Db, { cityId, personId }: Pick<Session, 'cityId' | 'personId'>) {
  const factor = await findFactor(tx, cityId, personId)
  const since = factor?.confirmedAt ?? null
  return { since: since?.toISOString() ?? null, recoveryCodesLeft: since ? await countRecoveryCodes(tx, cityId, personId) : 0 }
}
