import type { SecretBox } from '#identity/secret-box.ts'
import { drawToken } from '#identity/token.ts'
import { secretContext } from '#messages/outlets.ts'
import { messageProblems } from '#messages/problems.ts'
import { insertMessages } from '#messages/queries-messages.ts'
import {
  deleteWebhook,
  findWebhook,
  insertWebhook,
  type LastMessage,
  listLastMessages,
  listWebhooks,
  setWebhook,
  type Webhook,
} from '#messages/queries-webhooks.ts'
import { isWebhookUrl } from '#messages/webhook-url.ts'
import { requireWholeCity } from '#organisation/edit-role.ts'
import type { Actor } from '#platform/actor.ts'
import type { Db } from '#platform/db.ts'
import { newId } from '#platform/identifier.ts'

export interface WebhookFields {
  readonly name: string
  readonly url: string
  readonly topics: readonly string[]
  readonly active: boolean
}

const MOST = 50

const show = ({ id, name, url, topics, active, createdAt }: Webhook) => ({
  id,
  name,
  url,
  topics: [...topics],
  active,
  createdAt: createdAt.toISOString(),
})

const showLast = ({ id, step, state, reason, attempts, dueAt, finishedAt }: LastMessage) => ({
  messageId: id,
  step,
  state,
  reason,
  attempts,
  dueAt: dueAt.toISOString(),
  finishedAt: finishedAt?.toISOString() ?? null,
})

function judgeUrl(url: string, httpHosts: readonly string[]): string {
  if (!isWebhookUrl(url, httpHosts)) throw messageProblems.badUrl(httpHosts)
  return new URL(url).href
}

async function requireWebhook(tx: Db, actor: Actor, id: string): Promise<Webhook> {
  requireWholeCity(actor)
  const webhook = await findWebhook(tx, actor.cityId, id)
  if (!webhook) throw messageProblems.noWebhook(id)
  return webhook
}

/** The webhooks of the city, without their secrets, and what became of the newest message each was sent. Throws organisation.outside_area. */
export async function viewWebhooks(tx: Db, actor: Actor) {
  requireWholeCity(actor)
  const last = new Map((await listLastMessages(tx, actor.cityId)).map((each) => [each.recipientId, showLast(each)]))
  return (await listWebhooks(tx, actor.cityId)).map((webhook) => ({ ...show(webhook), last: last.get(webhook.id) ?? null }))
}

/** A new webhook; what its bodies are signed with is drawn here and told once. Throws webhook.bad_url, webhook.too_many. */
export async function addWebhook(
  tx: Db,
  actor: Actor,
  secrets: Pick<SecretBox, 'seal'>,
  httpHosts: readonly string[],
  fields: WebhookFields,
) {
  requireWholeCity(actor)
  const url = judgeUrl(fields.url, httpHosts)
  if ((await listWebhooks(tx, actor.cityId)).length >= MOST) throw messageProblems.tooManyWebhooks(MOST)
  const [id, secret] = [newId(actor.at), drawToken()]
  const { cityId, at: createdAt } = actor
  const sealedSecret = secrets.seal(secret, secretContext(cityId, id))
  const row = { cityId, id, name: fields.name, url, sealedSecret, topics: [...new Set(fields.topics)], active: fields.active, createdAt }
  await insertWebhook(tx, row)
  return { ...show(row), secret }
}

/** Changes where a webhook leads and what it hears of; its secret stays. Throws webhook.not_found, webhook.bad_url. */
export async function changeWebhook(tx: Db, actor: Actor, httpHosts: readonly string[], id: string, fields: WebhookFields) {
  const before = await requireWebhook(tx, actor, id)
  const changes = { name: fields.name, url: judgeUrl(fields.url, httpHosts), topics: [...new Set(fields.topics)], active: fields.active }
  await setWebhook(tx, actor.cityId, id, changes)
  return show({ ...before, ...changes })
}

/** Ends a webhook; what still waits for it is dropped. Throws webhook.not_found. */
export async function removeWebhook(tx: Db, actor: Actor, id: string) {
  await requireWebhook(tx, actor, id)
  await deleteWebhook(tx, actor.cityId, id)
  return { id }
}

/** Queues a message that says it is a test; it leaves like any other, and the list tells what became of it. Throws webhook.not_found. */
export async function testWebhook(tx: Db, actor: Actor, id: string) {
  const { cityId, url } = await requireWebhook(tx, actor, id)
  const messageId = newId(actor.at)
  const key = `test ${messageId}`
  await insertMessages(tx, [
    {
      cityId, id: messageId, eventKey: key, step: 'test', audience: 'program', channel: 'webhook', locale: actor.locale, recipientId: id, groupKey: key,
      urgent: true, facts: JSON.stringify({ at: actor.at.toISOString() }), maskedAddress: new URL(url).host, createdAt: actor.at, dueAt: actor.at,
    },
  ]) // biome-ignore format: a row
  return { id, messageId }
}
