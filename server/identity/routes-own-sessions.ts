import { z } from 'zod'
import { endedSessions, mySessions } from '#identity/contract.ts'
import { deskIn, sessionIn } from '#identity/describe-session.ts'
import { identityProblems } from '#identity/problems.ts'
import { deleteSession, deleteSessionsOf, listSessionsOf } from '#identity/queries-sessions.ts'
import type { IdentityParts } from '#identity/routes.ts'
import { identifier } from '#platform/contract-identifier.ts'
import { type AnyRoute, route } from '#platform/route.ts'
import { noSessionCookie } from '#platform/session-cookie.ts'

const tag = 'session'

/** Where I am signed in, and ending that. */
export const ownSessionRoutes = ({ onEnd }: Pick<IdentityParts, 'onEnd'>): readonly AnyRoute[] => [
  route({
    method: 'GET',
    path: '/api/sessions',
    permission: 'signed-in',
    summary: { zh: '我的登录：时间、地址、设备', en: 'My sessions: when, from where, on what' },
    tag,
    answer: mySessions,
    handle: async ({ tx, actor, exchange }) => {
      const { cityId, personId, id: current } = sessionIn(exchange)
      const rows = await listSessionsOf(tx, cityId, personId, current, actor.at)
      return {
        sessions: rows.map(({ id, kind, openedBy, createdAt, lastSeenAt, expiresAt, address, userAgent }) => ({
          id,
          current: id === current,
          kind,
          openedBy,
          openedAt: createdAt.toISOString(),
          lastSeenAt: lastSeenAt.toISOString(),
          expiresAt: expiresAt.toISOString(),
          address,
          userAgent,
        })),
      }
    },
  }),
  route({
    method: 'DELETE',
    path: '/api/sessions/:id',
    permission: 'signed-in',
    summary: { zh: '结束我的一个登录', en: 'End one of my sessions' },
    tag,
    params: z.object({ id: identifier }),
    answer: z.undefined(),
    status: 204,
    handle: async ({ tx, params: { id }, exchange }) => {
      const session = deskIn(exchange)
      if (!(await deleteSession(tx, session.cityId, session.personId, id))) throw identityProblems.noSession(id)
      onEnd?.(id)
      if (id === session.id) exchange.setHeader('set-cookie', noSessionCookie(exchange.secure))
      return undefined
    },
  }),
  route({
    method: 'DELETE',
    path: '/api/sessions',
    permission: 'signed-in',
    summary: { zh: '在所有地方退出登录，包括此处', en: 'Sign out everywhere, here too' },
    tag,
    answer: endedSessions,
    handle: async ({ tx, exchange }) => {
      const { cityId, personId } = deskIn(exchange)
      const ended = await deleteSessionsOf(tx, cityId, personId)
      for (const id of ended) onEnd?.(id)
      exchange.setHeader('set-cookie', noSessionCookie(exchange.secure))
      return { ended: ended.length }
    },
  }),
]
