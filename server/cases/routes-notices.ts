import { NoticeQuery, NoticesAnswer, ReadAnswer, ReadInput } from '#cases/contract-notices.ts'
import { countUnread, listNotices, setNoticesRead } from '#cases/queries-notices.ts'
import type { Actor } from '#platform/actor.ts'
import type { Db } from '#platform/db.ts'
import { type AnyRoute, route } from '#platform/route.ts'

const tag = 'notices'

/** A page of what an actor has been told, with how much of all of it is unread. */
async function pageNotices(tx: Db, actor: Actor, after: string | undefined, limit: number) {
  const found = await listNotices(tx, actor, after, limit + 1)
  const shown = found.slice(0, limit)
  const next = found.length > limit ? (shown.at(-1)?.id ?? null) : null
  return { notices: shown.map((notice) => ({ ...notice, read: notice.readAt !== null })), next, unread: await countUnread(tx, actor) }
}

/** What concerns the signed-in person, their post or their unit beyond the inbox. */
export const noticeRoutes: readonly AnyRoute[] = [
  route({
    method: 'GET', path: '/api/notices', permission: 'signed-in', tag,
    summary: { zh: '我的通知（新的在前）与未读数', en: 'My notices, newest first, and how many are unread' }, query: NoticeQuery, answer: NoticesAnswer,
    handle: ({ tx, actor, query }) => pageNotices(tx, actor, query.after, query.limit),
  }),
  route({
    method: 'POST', path: '/api/notices/read', permission: 'signed-in', tag,
    summary: { zh: '标记通知为已读', en: 'Mark notices as read' }, body: ReadInput, answer: ReadAnswer,
    handle: async ({ tx, actor, body }) => {
      if (actor.personId !== null) await setNoticesRead(tx, actor, actor.personId, body)
      return { unread: await countUnread(tx, actor) }
    },
  }),
] // biome-ignore format: one row a line
