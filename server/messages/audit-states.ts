import { ContactParams, TemplateParams, WebhookParams } from '#messages/contract.ts'
import { messagePolicyOf } from '#messages/policy.ts'
import { findContactOf } from '#messages/queries-contacts.ts'
import { findTemplate } from '#messages/queries-templates.ts'
import { findWebhook } from '#messages/queries-webhooks.ts'
import { maskAddress } from '#messages/read-address.ts'
import { findCity } from '#organisation/queries-places.ts'
import type { RecordState } from '#platform/audit-changes.ts'
import type { AuditStates, StateCall } from '#platform/audit-states.ts'

async function templateState({ tx, actor, params }: StateCall): Promise<RecordState> {
  const own = await findTemplate(tx, actor.cityId, TemplateParams.parse(params))
  return own && { subject: own.subject, body: own.body }
}

async function webhookState({ tx, actor, params }: StateCall): Promise<RecordState> {
  const webhook = await findWebhook(tx, actor.cityId, WebhookParams.parse(params).id)
  return webhook && { name: webhook.name, url: webhook.url, topics: [...webhook.topics].sort(), active: webhook.active }
}

async function contactState({ tx, actor, params }: StateCall): Promise<RecordState> {
  const found = await findContactOf(tx, { cityId: actor.cityId, ...ContactParams.parse(params) })
  return found && { address: maskAddress(found.channel, found.address), locale: found.locale }
}

/** What changes of texts, webhooks, contacts and settings act on. */
export const MESSAGE_STATES_AUDITED: AuditStates = {
  'message-template.set': templateState,
  'message-template.reset': templateState,
  'webhook.change': webhookState,
  'webhook.remove': webhookState,
  'webhook.test': webhookState,
  'message-contact.set': contactState,
  'message-contact.remove': contactState,
  'message-settings.set': async ({ tx, actor }) => messagePolicyOf((await findCity(tx, actor.cityId))?.settings ?? {}),
}
