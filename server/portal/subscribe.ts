import type { z } from 'zod'
import { type SubscribedArea, subscribeToArea } from '#messages/subscribe-to-area.ts'
import type { Actor } from '#platform/actor.ts'
import { toStored } from '#platform/datum.ts'
import type { Db } from '#platform/db.ts'
import type { SubscriptionBody, SubscriptionTaken } from '#portal/contract-subscriptions.ts'
import { openPortal } from '#portal/open-portal.ts'
import type { PortalParts } from '#portal/parts.ts'
import { spendForm } from '#portal/take-form.ts'

const areaOf = (area: z.output<typeof SubscriptionBody>['area']): SubscribedArea => {
  if (area.kind === 'place') return area
  return { kind: 'circle', ...toStored(area.lon, area.lat, area.datum), radiusMetres: area.radiusMetres }
}

/** Subscribes an address to an area; its owner is asked first. Throws portal.closed, what spendForm and what subscribeToArea throw. */
export async function subscribe(
  tx: Db,
  actor: Actor,
  parts: PortalParts,
  body: z.output<typeof SubscriptionBody>,
): Promise<z.input<typeof SubscriptionTaken>> {
  const portal = await openPortal(tx, actor.cityId)
  await spendForm(tx, actor, parts, portal, body, `subscription:${body.requestId}`)
  const { channel, address } = body
  return subscribeToArea(tx, actor.cityId, parts.channels, {
    channel,
    address,
    locale: actor.locale,
    area: areaOf(body.area),
    at: actor.at,
  })
}
