import { confirmSubscription } from '#messages/confirm-subscription.ts'
import { unsubscribe } from '#messages/unsubscribe.ts'
import { type AnyRoute, route } from '#platform/route.ts'
import { ConfirmedAnswer, EndedAnswer, SubscriptionBody, SubscriptionTaken, TokenBody } from '#portal/contract-subscriptions.ts'
import type { PortalParts } from '#portal/parts.ts'
import { subscribe } from '#portal/subscribe.ts'

const shared = { method: 'POST', permission: 'public', tag: 'portal', limit: 'portal' } as const

/** Hearing of an area. Tokens come from a message, and travel in the body so that they stand in no log of addresses. */
export const subscriptionRoutes = (parts: PortalParts): readonly AnyRoute[] => [
  route({
    ...shared,
    path: '/api/portal/subscriptions',
    summary: { zh: '订阅一个区域的每日汇总（须经确认）', en: 'Subscribe to the daily digest of an area; the address is asked to confirm' },
    body: SubscriptionBody,
    answer: SubscriptionTaken,
    status: 202,
    alsoAnswers: [403],
    handle: ({ tx, actor, body }) => subscribe(tx, actor, parts, body),
  }),
  route({
    ...shared,
    path: '/api/portal/subscriptions/confirm',
    summary: { zh: '确认订阅', en: 'Confirm a subscription' },
    body: TokenBody,
    answer: ConfirmedAnswer,
    alsoAnswers: [404],
    handle: async ({ tx, actor, body }) => {
      const { area } = await confirmSubscription(tx, body.token, actor.at)
      return { confirmed: true as const, areaKind: area.kind }
    },
  }),
  route({
    ...shared,
    path: '/api/portal/subscriptions/unsubscribe',
    summary: { zh: '退订（区域订阅或案卷进展通知）', en: 'End a subscription, or the news of a report' },
    body: TokenBody,
    answer: EndedAnswer,
    handle: ({ tx, body }) => unsubscribe(tx, body.token),
  }),
]
