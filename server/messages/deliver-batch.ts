import type { PersonalChannel } from '#messages/channels.ts'
import type { Batch } from '#messages/claim-messages.ts'
import { composeMessage } from '#messages/compose-message.ts'
import { type Outlets, secretContext } from '#messages/outlets.ts'
import { findContactOf } from '#messages/queries-contacts.ts'
import { findWish } from '#messages/queries-recipients.ts'
import type { Message } from '#messages/queries-sending.ts'
import { findSubscription } from '#messages/queries-subscriptions.ts'
import { listTemplates } from '#messages/queries-templates.ts'
import { findWebhook } from '#messages/queries-webhooks.ts'
import { MOST_UNCERTAIN, type Outcome, TOO_OLD } from '#messages/retry-rules.ts'
import { spellMessageToken } from '#messages/token.ts'
import { TEST_TOPIC, webhookBody } from '#messages/webhook-body.ts'
import type { City } from '#organisation/queries-places.ts'
import type { Db } from '#platform/db.ts'

/** What became of an attempt; `dropped` is what nobody is to be sent any more. */
export type Delivery = Outcome | { readonly kind: 'dropped'; readonly reason: string }

interface Reached {
  readonly address: string
  /** Of their link, spelt with its city; empty for offices. */
  readonly token: string
}

/** Who a message is for, as they can be reached now; undefined once they do not wish to be. */
async function reach(
  db: Db,
  { cityId, step, audience, recipientId, channel }: Message & { readonly channel: PersonalChannel },
): Promise<Reached | undefined> {
  if (audience === 'reporter') {
    const wish = await findWish(db, cityId, recipientId)
    return wish && { address: wish.address, token: spellMessageToken({ cityId, token: wish.token }) }
  }
  if (audience === 'subscriber') {
    const found = await findSubscription(db, cityId, recipientId)
    const waits = step === 'confirm' ? found?.confirmedAt === null : found?.confirmedAt != null
    return found && waits ? { address: found.address, token: spellMessageToken({ cityId, token: found.token }) } : undefined
  }
  if (audience === 'program') return undefined
  const contact = await findContactOf(db, { cityId, kind: audience, id: recipientId, channel })
  return contact && { address: contact.address, token: '' }
}

const isPersonal = (message: Message): message is Message & { readonly channel: PersonalChannel } => message.channel !== 'webhook'

async function call(db: Db, outlets: Outlets, city: City, { id, lead }: Batch, at: Date): Promise<Delivery> {
  const webhook = await findWebhook(db, city.cityId, lead.recipientId)
  if (!webhook || (!webhook.active && lead.step !== 'test')) return { kind: 'dropped', reason: 'recipient gone' }
  const secret = outlets.openSecret(webhook.sealedSecret, secretContext(city.cityId, webhook.id))
  if (secret === undefined) return { kind: 'refused', reason: 'secret unreadable' }
  const { cityId, name, nameEn, timeZone } = city
  const telling = { cityId, city: { name, nameEn, timeZone }, publicUrl: outlets.publicUrl }
  const body = webhookBody(await listTemplates(db, cityId), id, lead.facts, telling)
  return outlets.post({ id, url: webhook.url, secret, topic: lead.facts.event?.topic ?? TEST_TOPIC, body, at })
}

/** Sends one message, or says why nobody is to be sent it. Nothing is written here. */
export async function deliverBatch(db: Db, outlets: Outlets, city: City, batch: Batch, at: Date): Promise<Delivery> {
  const { id, lead, lines, uncertain, locale } = batch
  if (uncertain >= MOST_UNCERTAIN) return { kind: 'refused', reason: 'the sender stopped twice; not sent again' }
  if (at.getTime() - lead.createdAt.getTime() > TOO_OLD) return { kind: 'dropped', reason: 'too old' }
  if (!isPersonal(lead)) return call(db, outlets, city, batch, at)
  const outlet = outlets[lead.channel]
  if (!outlet) return { kind: 'dropped', reason: 'channel off' }
  const recipient = await reach(db, lead)
  if (!recipient) return { kind: 'dropped', reason: 'recipient gone' }
  const telling = { locale, city, publicUrl: outlets.publicUrl, token: recipient.token }
  const { subject, text, unsubscribeUrl } = composeMessage(await listTemplates(db, city.cityId), lead.channel, lines, telling)
  return outlet.send({ id, to: recipient.address, subject, text, unsubscribeUrl })
}
