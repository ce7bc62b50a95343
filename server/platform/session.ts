import { createHash, randomBytes } from 'node:crypto'
import type { Actor } from '#platform/actor.ts'
import type { ActorDirectory } from '#platform/actor-directory.ts'
import type { Clock } from '#platform/clock.ts'
import type { Db } from '#platform/db.ts'
import { deleteSession, findSession, insertSession, type SessionRow, setSessionSeen } from '#platform/queries-session.ts'
import type { Session } from '#platform/route.ts'

export interface SessionRules {
  readonly sessionHours: number
  readonly idleMinutes: number
}

export interface OpenSession {
  readonly token: string
  readonly session: Session
}

export const SESSION_COOKIE = 'wangge_session'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
/** "Last seen" is written at most once a minute, so that reading does not mean writing. */
const SEEN_EVERY = MINUTE

export const hashToken = (token: string): string => createHash('sha256').update(token).digest('hex')

const isLive = (row: SessionRow, rules: SessionRules, at: Date): boolean =>
  row.expiresAt > at && at.getTime() - row.lastSeenAt.getTime() < rules.idleMinutes * MINUTE

/** Opens a session; the token (32 random bytes, base64url) is known only to the caller, the database keeps its SHA-256. */
export async function openSession(
  tx: Db,
  who: Pick<Session, 'cityId' | 'personId' | 'postId'>,
  rules: SessionRules,
  userAgent: string,
  at: Date,
): Promise<OpenSession> {
  const token = randomBytes(32).toString('base64url')
  const expiresAt = new Date(at.getTime() + rules.sessionHours * HOUR)
  const session: Session = { tokenHash: hashToken(token), cityId: who.cityId, personId: who.personId, postId: who.postId, expiresAt }
  await insertSession(tx, { ...session, createdAt: at, lastSeenAt: at, userAgent: userAgent.slice(0, 300) })
  return { token, session }
}

/** The same session under a new token, in another post: the old token ends. It expires when the old one would have. */
export async function rotateSession(tx: Db, session: Session, postId: string, userAgent: string, at: Date): Promise<OpenSession> {
  const token = randomBytes(32).toString('base64url')
  const next: Session = { ...session, tokenHash: hashToken(token), postId }
  await deleteSession(tx, session.tokenHash)
  await insertSession(tx, { ...next, createdAt: at, lastSeenAt: at, userAgent: userAgent.slice(0, 300) })
  return { token, session: next }
}

export interface Sessions {
  /** Who a token stands for now; undefined when the session ended, sat idle too long, or its person left the post. */
  recognise(token: string): Promise<{ session: Session; actor: Actor } | undefined>
  /** Whether a session still stands, and for whom; does not count as activity. */
  recheck(tokenHash: string): Promise<Actor | undefined>
}

export interface SessionParts {
  readonly db: Db
  readonly clock: Clock
  readonly directory: ActorDirectory
  readonly rules: SessionRules
}

/** Reads sessions and turns them into actors by way of the directory. */
export function makeSessions({ db, clock, directory, rules }: SessionParts): Sessions {
  const live = async (tokenHash: string, at: Date): Promise<SessionRow | undefined> => {
    const row = await findSession(db, tokenHash)
    return row && isLive(row, rules, at) ? row : undefined
  }
  return {
    async recognise(token) {
      const at = clock.now()
      const row = await live(hashToken(token), at)
      const actor = row && (await directory.loadActor(db, row, at))
      if (!row || !actor) return undefined
      if (at.getTime() - row.lastSeenAt.getTime() >= SEEN_EVERY) await setSessionSeen(db, row.tokenHash, at)
      return { session: row, actor }
    },
    async recheck(tokenHash) {
      const at = clock.now()
      const row = await live(tokenHash, at)
      return row && directory.loadActor(db, row, at)
    },
  }
}
