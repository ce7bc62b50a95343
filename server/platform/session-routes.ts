import { z } from 'zod'
import type { Actor } from '#platform/actor.ts'
import type { ActorDirectory, PostSummary } from '#platform/actor-directory.ts'
import { changePassword } from '#platform/change-password.ts'
import { credentials, openedSession, passwordChange, whoAmI } from '#platform/contract-session.ts'
import type { Db } from '#platform/db.ts'
import { httpProblems } from '#platform/http-problems.ts'
import { deleteSession } from '#platform/queries-session.ts'
import { type AnyRoute, type Exchange, route, type Session } from '#platform/route.ts'
import { openSession, rotateSession, SESSION_COOKIE, type SessionRules } from '#platform/session.ts'
import { sessionProblems } from '#platform/session-problems.ts'
import { signIn } from '#platform/sign-in.ts'

const cookie = (exchange: Exchange, token: string, seconds: number): string =>
  `${SESSION_COOKIE}=${token}; Path=/; HttpOnly; SameSite=Strict; Max-Age=${seconds}${exchange.secure ? '; Secure' : ''}`

const lifetime = (session: Session, at: Date): number => Math.max(0, Math.floor((session.expiresAt.getTime() - at.getTime()) / 1000))

/** Session and post of a signed-in request; the platform has already refused requests without. */
function sessionOf(exchange: Exchange): Session {
  if (!exchange.session) throw httpProblems.sessionRequired()
  return exchange.session
}

async function describe(tx: Db, directory: ActorDirectory, session: Session, at: Date, loaded?: Actor): Promise<z.input<typeof whoAmI>> {
  const actor = loaded ?? (await directory.loadActor(tx, session, at))
  const person = await directory.findName(tx, session.cityId, session.personId)
  const posts: PostSummary[] = await directory.listPosts(tx, session.cityId, session.personId, at)
  const active = posts.find(({ id }) => id === session.postId)
  if (!actor || !person || !active) throw httpProblems.sessionRequired()
  return {
    city: session.cityId,
    person: { id: session.personId, ...person },
    post: active,
    posts,
    unitId: actor.unitId,
    memberOf: [...actor.memberOf],
    level: actor.level,
    ofCentre: actor.ofCentre,
    rank: actor.rank,
    areas: [...actor.areas],
    areaNames: await directory.listAreaNames(tx, session.cityId, actor.areas, at),
    permissions: [...actor.permissions].sort(),
    mustChangePassword: person.mustChangePassword,
    expiresAt: session.expiresAt.toISOString(),
  }
}

export interface SessionRouteParts {
  readonly directory: ActorDirectory
  readonly rules: SessionRules
  /** Told when a session ends before its time, so that its streams close at once. */
  readonly onEnd?: (tokenHash: string) => void
}

/** Signing in and out, who am I, and switching between one's posts. */
export const sessionRoutes = ({ directory, rules, onEnd }: SessionRouteParts): readonly AnyRoute[] => [
  route({
    method: 'POST',
    path: '/api/sessions',
    permission: 'public',
    summary: { zh: '登录', en: 'Sign in' },
    tag: 'session',
    body: credentials,
    answer: openedSession,
    status: 201,
    transaction: 'own',
    handle: async ({ tx, actor, body, exchange }) => {
      const cityId = body.city ?? actor.cityId
      const { token, session } = await signIn(tx, directory, rules, { ...body, cityId, userAgent: exchange.userAgent, at: actor.at })
      exchange.setHeader('set-cookie', cookie(exchange, token, lifetime(session, actor.at)))
      return { ...(await describe(tx, directory, session, actor.at)), token }
    },
  }),
  route({
    method: 'POST',
    path: '/api/demo/sessions',
    permission: 'public',
    summary: { zh: '演示城市：以任意岗位继续（其他城市一律拒绝）', en: 'Of a demo city: go on in any post (refused in every other city)' },
    tag: 'session',
    body: z.object({ postId: z.uuid() }),
    answer: openedSession,
    status: 201,
    handle: async ({ tx, actor, body, exchange }) => {
      if (!(await directory.describeCity(tx, actor.cityId))?.isDemo) throw sessionProblems.demoOnly()
      const personId = await directory.findHolder(tx, actor.cityId, body.postId, actor.at)
      if (personId === undefined) throw sessionProblems.vacant()
      const who = { cityId: actor.cityId, personId, postId: body.postId }
      const { token, session } = await openSession(tx, who, rules, exchange.userAgent, actor.at)
      exchange.setHeader('set-cookie', cookie(exchange, token, lifetime(session, actor.at)))
      return { ...(await describe(tx, directory, session, actor.at)), token }
    },
  }),
  route({
    method: 'GET',
    path: '/api/session',
    permission: 'signed-in',
    summary: { zh: '当前登录人、岗位与权限', en: 'Who am I, in which post, with which permissions' },
    tag: 'session',
    answer: whoAmI,
    handle: async ({ tx, actor, exchange }) => describe(tx, directory, sessionOf(exchange), actor.at, actor),
  }),
  route({
    method: 'PUT',
    path: '/api/session/post',
    permission: 'signed-in',
    summary: { zh: '切换岗位（令牌随之更换）', en: 'Switch to another of my posts (the token changes)' },
    tag: 'session',
    body: z.object({ postId: z.uuid() }),
    answer: openedSession,
    handle: async ({ tx, actor, body, exchange }) => {
      const before = sessionOf(exchange)
      const posts = await directory.listPosts(tx, before.cityId, before.personId, actor.at)
      if (!posts.some(({ id }) => id === body.postId)) throw sessionProblems.notYourPost(body.postId)
      const { token, session } = await rotateSession(tx, before, body.postId, exchange.userAgent, actor.at)
      onEnd?.(before.tokenHash)
      exchange.setHeader('set-cookie', cookie(exchange, token, lifetime(session, actor.at)))
      return { ...(await describe(tx, directory, session, actor.at)), token }
    },
  }),
  route({
    method: 'PUT',
    path: '/api/session/password',
    permission: 'signed-in',
    summary: { zh: '修改自己的密码（其他登录随之失效）', en: 'Change my password (my other sessions end)' },
    tag: 'session',
    body: passwordChange,
    answer: whoAmI,
    transaction: 'own',
    handle: async ({ tx, actor, body, exchange }) => {
      const session = sessionOf(exchange)
      const ended = await changePassword(tx, directory, session, { ...body, at: actor.at })
      for (const tokenHash of ended) onEnd?.(tokenHash)
      return describe(tx, directory, session, actor.at)
    },
  }),
  route({
    method: 'DELETE',
    path: '/api/session',
    permission: 'signed-in',
    summary: { zh: '退出登录', en: 'Sign out' },
    tag: 'session',
    answer: z.undefined(),
    status: 204,
    handle: async ({ tx, exchange }) => {
      const session = sessionOf(exchange)
      await deleteSession(tx, session.tokenHash)
      onEnd?.(session.tokenHash)
      exchange.setHeader('set-cookie', cookie(exchange, '', 0))
      return undefined
    },
  }),
]
