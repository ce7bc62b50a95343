import { insertSession, type SessionRow, setSession } from '#identity/queries-sessions.ts'
import type { Lifetime } from '#identity/sign-in-policy.ts'
import { drawToken, hashToken } from '#identity/token.ts'
import type { Db } from '#platform/db.ts'
import { httpProblems } from '#platform/http-problems.ts'
import { newId } from '#platform/identifier.ts'

export interface Opening {
  readonly cityId: string
  readonly personId: string
  readonly postId: string
  readonly openedBy: SessionRow['openedBy']
  readonly lifetime: Lifetime
  /** 'owed' when a code is still to be given, 'given' when it was (or the place that sent the person here saw to it). */
  readonly factor: 'none' | 'owed' | 'given'
  readonly address: string
  readonly userAgent: string
  readonly at: Date
}

export interface OpenSession {
  readonly token: string
  readonly row: SessionRow
}

const HOUR = 3_600_000
const LONGEST_AGENT = 300

/** Opens a session; the token is known only to the caller, the database keeps its hash. */
export async function openSession(tx: Db, opening: Opening): Promise<OpenSession> {
  const { cityId, personId, postId, openedBy, lifetime, factor, address, at } = opening
  const token = drawToken()
  const row: SessionRow = {
    tokenHash: hashToken(token),
    id: newId(at),
    cityId,
    personId,
    postId,
    openedBy,
    address,
    kind: 'desk',
    createdAt: at,
    lastSeenAt: at,
    expiresAt: new Date(at.getTime() + lifetime.sessionHours * HOUR),
    idleMinutes: lifetime.idleMinutes,
    tokenAt: at,
    renewMinutes: lifetime.renewMinutes,
    previousHash: null,
    previousUntil: null,
    factorOwed: factor === 'owed',
    factorAt: factor === 'given' ? at : null,
    userAgent: opening.userAgent.slice(0, LONGEST_AGENT),
  }
  await insertSession(tx, row)
  return { token, row }
}

/**
 * The same session under a new token, because what it stands for changed (post, password, second factor, wall); the old token ends at once.
 * Throws session.required when another request changed the token meanwhile.
 */
export async function changeToken(tx: Db, tokenHash: string, change: Partial<SessionRow>, at: Date): Promise<OpenSession> {
  const token = drawToken()
  const row = await setSession(tx, tokenHash, {
    ...change,
    tokenHash: hashToken(token),
    tokenAt: at,
    previousHash: null,
    previousUntil: null,
  })
  if (!row) throw httpProblems.sessionRequired()
  return { token, row }
}
