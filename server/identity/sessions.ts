import { isGood, keepTokenFresh } from '#identity/keep-token-fresh.ts'
import { findSession, findSessionById, type SessionRow } from '#identity/queries-sessions.ts'
import { hashToken } from '#identity/token.ts'
import type { Actor } from '#platform/actor.ts'
import type { ActorDirectory, LoadedActor } from '#platform/actor-directory.ts'
import type { Clock } from '#platform/clock.ts'
import type { Db } from '#platform/db.ts'
import type { Session } from '#platform/route.ts'
import type { Sessions } from '#platform/visitor.ts'

const MINUTE = 60_000

/** What a wall may read; nobody looks at people or at the log on a wall. */
const WALL_PERMISSIONS: readonly string[] = ['case.read', 'case.read-own', 'organisation.read', 'catalogue.read', 'register.read']

const isLive = (row: SessionRow, at: Date): boolean =>
  row.expiresAt > at && (row.idleMinutes === null || at.getTime() - row.lastSeenAt.getTime() < row.idleMinutes * MINUTE)

/** What is still owed: a code where the person has a second factor, setting one up where the post asks for it. */
function owedBy(row: SessionRow, needsSecondFactor: boolean): Session['owes'] {
  if (row.factorAt !== null) return null
  if (row.factorOwed) return 'code'
  return needsSecondFactor ? 'enrolment' : null
}

export const sessionOf = (row: SessionRow, { needsSecondFactor }: Pick<LoadedActor, 'needsSecondFactor'>): Session => ({
  id: row.id,
  tokenHash: row.tokenHash,
  cityId: row.cityId,
  personId: row.personId,
  postId: row.postId,
  expiresAt: row.expiresAt,
  kind: row.kind,
  owes: owedBy(row, needsSecondFactor),
})

/** The actor of a session: without permissions while it owes something, with those of a wall on a wall. */
export function actorIn(row: SessionRow, loaded: LoadedActor): Actor {
  if (sessionOf(row, loaded).owes) return { ...loaded, permissions: new Set() }
  if (row.kind === 'desk') return loaded
  return { ...loaded, permissions: new Set(WALL_PERMISSIONS.filter((each) => loaded.permissions.has(each))) }
}

export interface SessionParts {
  readonly db: Db
  readonly clock: Clock
  readonly directory: ActorDirectory
}

/** Reads sessions and turns them into actors by way of the directory. */
export function makeSessions({ db, clock, directory }: SessionParts): Sessions {
  return {
    async recognise(token, carrier) {
      const at = clock.now()
      const usedHash = hashToken(token)
      const row = await findSession(db, usedHash)
      if (!row || !isLive(row, at) || !isGood(row, usedHash, at)) return undefined
      const loaded = await directory.loadActor(db, row, at)
      if (!loaded) return undefined
      const renewed = await keepTokenFresh(db, row, usedHash, carrier, at)
      const session = sessionOf(row, loaded)
      if (renewed === undefined) return { session, actor: actorIn(row, loaded) }
      return { session: { ...session, tokenHash: hashToken(renewed) }, actor: actorIn(row, loaded), renewed }
    },
    async recheck(sessionId) {
      const at = clock.now()
      const row = await findSessionById(db, sessionId)
      const loaded = row && isLive(row, at) ? await directory.loadActor(db, row, at) : undefined
      return row && loaded && actorIn(row, loaded)
    },
  }
}
