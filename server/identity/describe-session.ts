import type { z } from 'zod'
import type { whoAmI } from '#identity/contract.ts'
import type { OpenSession } from '#identity/open-session.ts'
import { actorIn, sessionOf } from '#identity/sessions.ts'
import type { Actor } from '#platform/actor.ts'
import type { ActorDirectory, PostSummary } from '#platform/actor-directory.ts'
import type { Db } from '#platform/db.ts'
import { httpProblems } from '#platform/http-problems.ts'
import type { Exchange, Session } from '#platform/route.ts'
import { sessionCookie } from '#platform/session-cookie.ts'

type Described = z.input<typeof whoAmI>

/** Who a session stands for, with all that the pure rules ask of an actor. Throws session.required. */
export async function describeSession(tx: Db, directory: ActorDirectory, session: Session, actor: Actor): Promise<Described> {
  const { cityId, personId, postId } = session
  const person = await directory.findName(tx, cityId, personId)
  const posts: PostSummary[] = await directory.listPosts(tx, cityId, personId, actor.at)
  const active = posts.find(({ id }) => id === postId)
  if (!person || !active) throw httpProblems.sessionRequired()
  return {
    city: cityId,
    person: { id: personId, ...person },
    post: active,
    posts,
    unitId: actor.unitId,
    memberOf: [...actor.memberOf],
    level: actor.level,
    ofCentre: actor.ofCentre,
    rank: actor.rank,
    areas: [...actor.areas],
    areaNames: await directory.listAreaNames(tx, cityId, actor.areas, actor.at),
    permissions: [...actor.permissions].sort(),
    mustChangePassword: person.mustChangePassword,
    owes: session.owes,
    kind: session.kind,
    expiresAt: session.expiresAt.toISOString(),
  }
}

/** Hands a session under a new token to whoever asked: as a cookie, and as an answer with the token. Throws session.required. */
export async function handOver(tx: Db, directory: ActorDirectory, exchange: Exchange, { token, row }: OpenSession, at: Date) {
  const loaded = await directory.loadActor(tx, row, at)
  if (!loaded) throw httpProblems.sessionRequired()
  const session = sessionOf(row, loaded)
  const described = await describeSession(tx, directory, session, actorIn(row, loaded))
  exchange.setHeader('set-cookie', sessionCookie(session, token, exchange.secure, at))
  return { ...described, token }
}

/** The session of a request; a key of a program has none. Throws session.required. */
export function sessionIn({ session }: Exchange): Session {
  if (!session) throw httpProblems.sessionRequired()
  return session
}

/** The session of somebody at a desk: a wall stands where everybody reaches it. Throws session.required, session.read_only. */
export function deskIn(exchange: Exchange): Session {
  const session = sessionIn(exchange)
  if (session.kind === 'wall') throw httpProblems.readOnlySession()
  return session
}
