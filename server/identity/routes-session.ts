import { z } from 'zod'
import { changePassword } from '#identity/change-password.ts'
import { credentials, openedSession, passwordChange, whoAmI } from '#identity/contract.ts'
import { describeSession, deskIn, handOver, sessionIn } from '#identity/describe-session.ts'
import { changeToken, openSession } from '#identity/open-session.ts'
import { identityProblems } from '#identity/problems.ts'
import { deleteSession } from '#identity/queries-sessions.ts'
import type { IdentityParts } from '#identity/routes.ts'
import { readLifetime, signIn } from '#identity/sign-in.ts'
import { readSignInSettings, wallDaysOf } from '#identity/sign-in-policy.ts'
import { identifier } from '#platform/contract-identifier.ts'
import { type AnyRoute, route } from '#platform/route.ts'
import { noSessionCookie } from '#platform/session-cookie.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR
const tag = 'session'
const earlier = (a: Date, b: Date): Date => (a < b ? a : b)

/** Signing in and out, who am I, switching between one's posts, one's password. */
export const sessionRoutes = (parts: IdentityParts): readonly AnyRoute[] => [
  route({
    method: 'POST',
    path: '/api/sessions',
    limit: 'signIn',
    alsoAnswers: [401],
    permission: 'public',
    summary: { zh: '登录', en: 'Sign in' },
    tag,
    body: credentials,
    answer: openedSession,
    status: 201,
    transaction: 'own',
    handle: async ({ tx, actor, body: { login, password, city }, exchange }) => {
      const { address, userAgent } = exchange
      const opened = await signIn(tx, parts, { cityId: city ?? actor.cityId, login, password, address, userAgent, at: actor.at })
      return handOver(tx, parts.directory, exchange, opened, actor.at)
    },
  }),
  route({
    method: 'POST',
    path: '/api/demo/sessions',
    limit: 'signIn',
    alsoAnswers: [403],
    permission: 'public',
    summary: { zh: '演示城市：以任意岗位继续（其他城市一律拒绝）', en: 'Of a demo city: go on in any post (refused in every other city)' },
    tag,
    body: z.object({ postId: identifier }),
    answer: openedSession,
    status: 201,
    handle: async ({ tx, actor: { cityId, at }, body: { postId }, exchange }) => {
      if (!(await parts.directory.describeCity(tx, cityId))?.isDemo) throw identityProblems.demoOnly()
      const personId = await parts.directory.findHolder(tx, cityId, postId, at)
      if (personId === undefined) throw identityProblems.vacant()
      const lifetime = await readLifetime(tx, parts, cityId, postId)
      const { address, userAgent } = exchange
      const who = { cityId, personId, postId, lifetime, address, userAgent, at }
      return handOver(tx, parts.directory, exchange, await openSession(tx, { ...who, openedBy: 'demo', factor: 'given' }), at)
    },
  }),
  route({
    method: 'GET',
    path: '/api/session',
    permission: 'identified',
    summary: { zh: '当前登录人、岗位与权限', en: 'Who am I, in which post, with which permissions' },
    tag,
    answer: whoAmI,
    handle: async ({ tx, actor, exchange }) => describeSession(tx, parts.directory, sessionIn(exchange), actor),
  }),
  route({
    method: 'PUT',
    path: '/api/session/post',
    alsoAnswers: [403],
    permission: 'signed-in',
    summary: { zh: '切换岗位（令牌随之更换）', en: 'Switch to another of my posts (the token changes)' },
    tag,
    body: z.object({ postId: identifier }),
    answer: openedSession,
    handle: async ({ tx, actor: { at }, body: { postId }, exchange }) => {
      const { cityId, personId, tokenHash, id, expiresAt } = deskIn(exchange)
      const posts = await parts.directory.listPosts(tx, cityId, personId, at)
      if (!posts.some((post) => post.id === postId)) throw identityProblems.notYourPost(postId)
      const { idleMinutes, renewMinutes, sessionHours } = await readLifetime(tx, parts, cityId, postId)
      const end = earlier(expiresAt, new Date(at.getTime() + sessionHours * HOUR))
      const opened = await changeToken(tx, tokenHash, { postId, idleMinutes, renewMinutes, expiresAt: end }, at)
      parts.onEnd?.(id)
      return handOver(tx, parts.directory, exchange, opened, at)
    },
  }),
  route({
    method: 'PUT',
    path: '/api/session/kind',
    permission: 'signed-in',
    summary: { zh: '转为大屏登录：只读、长期，不可转回', en: 'Become the session of a wall: read-only, long, for good' },
    tag,
    body: z.object({ kind: z.literal('wall') }),
    answer: openedSession,
    handle: async ({ tx, actor: { at }, body: { kind }, exchange }) => {
      const { cityId, postId, tokenHash, id } = deskIn(exchange)
      const policy = await parts.directory.findPostPolicy(tx, cityId, postId)
      const expiresAt = new Date(at.getTime() + wallDaysOf(readSignInSettings(policy?.settings)) * DAY)
      const opened = await changeToken(tx, tokenHash, { kind, expiresAt, idleMinutes: null }, at)
      parts.onEnd?.(id)
      return handOver(tx, parts.directory, exchange, opened, at)
    },
  }),
  route({
    method: 'PUT',
    path: '/api/session/password',
    permission: 'signed-in',
    summary: { zh: '修改自己的密码（令牌更换，其他登录失效）', en: 'Change my password (the token changes, my other sessions end)' },
    tag,
    body: passwordChange,
    answer: openedSession,
    transaction: 'own',
    handle: async ({ tx, actor: { at }, body, exchange }) => {
      const changed = await changePassword(tx, parts.directory, deskIn(exchange), { ...body, at }, parts.hashing)
      for (const id of changed.ended) parts.onEnd?.(id)
      return handOver(tx, parts.directory, exchange, changed, at)
    },
  }),
  route({
    method: 'DELETE',
    path: '/api/session',
    permission: 'identified',
    summary: { zh: '退出登录', en: 'Sign out' },
    tag,
    answer: z.undefined(),
    status: 204,
    handle: async ({ tx, exchange }) => {
      const { cityId, personId, id } = sessionIn(exchange)
      await deleteSession(tx, cityId, personId, id)
      parts.onEnd?.(id)
      exchange.setHeader('set-cookie', noSessionCookie(exchange.secure))
      return undefined
    },
  }),
]
