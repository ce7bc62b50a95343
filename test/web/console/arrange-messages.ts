import { DEMO_CITY_ID } from '#demo/city.ts'
import type { Audience, Channel, MessageState, MessageStep } from '#messages/channels.ts'
import { insertMessages } from '#messages/queries-messages.ts'
import type { Db } from '#platform/db.ts'
import { newId } from '#platform/identifier.ts'

interface Kind {
  readonly step: MessageStep
  readonly audience: Audience
  readonly channel: Channel
  readonly to: string
  readonly state: MessageState
  readonly reason?: string
  readonly attempts?: number
  readonly gatewayId?: string
}

const MINUTE = 60_000
/** As they occur, in every state: the addresses masked as they are kept. */
const KINDS: readonly Kind[] = [
  { step: 'closed', audience: 'reporter', channel: 'email', to: 'l***@example.org', state: 'sent', attempts: 1, gatewayId: '250 2.0.0 Ok: queued as 4F7Xk21pJz' },
  { step: 'merged', audience: 'reporter', channel: 'sms', to: '138****07', state: 'queued' },
  { step: 'dispatched', audience: 'unit', channel: 'email', to: 'w***@example.org', state: 'failed', reason: 'gave up: busy 451', attempts: 10 },
  { step: 'digest', audience: 'subscriber', channel: 'email', to: 'q***@example.org', state: 'queued', reason: 'timeout', attempts: 2 },
  { step: 'voided', audience: 'reporter', channel: 'email', to: '', state: 'dropped', reason: 'recipient gone' },
  { step: 'escalated', audience: 'post', channel: 'sms', to: '138****12', state: 'sent', attempts: 2, gatewayId: 'sms-20261120-000184' },
  { step: 'event', audience: 'program', channel: 'webhook', to: 'hub.example.org', state: 'failed', reason: 'refused 410', attempts: 1 },
] // biome-ignore format: a table

/** A message of a kind, queued so many minutes ago; what has ended did so two minutes later. */
async function insertOne(db: Db, kind: Kind, nth: number, at: Date): Promise<string> {
  const { step, audience, channel, to, state, reason = null, attempts = 0, gatewayId = null } = kind
  const id = newId(at)
  const ended = state === 'queued' ? null : new Date(at.getTime() + 2 * MINUTE)
  const tries = Array.from({ length: attempts }, (_, index) => ({
    at: new Date(at.getTime() + (index + 1) * MINUTE).toISOString(),
    result: index + 1 < attempts || state === 'queued' || reason?.startsWith('gave up') ? 'later' : state === 'sent' ? 'sent' : 'refused',
    reason: index + 1 === attempts && state === 'sent' ? null : (reason ?? 'busy 451').replace('gave up: ', ''),
  }))
  const line = {
    cityId: DEMO_CITY_ID,
    id,
    eventKey: `arranged ${nth}`,
    step,
    audience,
    channel,
    locale: nth % 3 === 0 ? 'en' : 'zh',
  } as const
  const rest = { recipientId: newId(at), groupKey: `arranged ${nth}`, urgent: audience === 'post', facts: '{}', maskedAddress: to } as const
  const dueAt = new Date(at.getTime() + (state === 'queued' ? 600 : 1) * MINUTE)
  await insertMessages(db, [{ ...line, ...rest, createdAt: at, dueAt, tries: JSON.stringify(tries) }])
  await db
    .updateTable('message')
    .set({ state, reason, attempts, gatewayId, finishedAt: ended, batchId: attempts > 0 ? id : null })
    .where('cityId', '=', DEMO_CITY_ID)
    .where('id', '=', id)
    .execute()
  return id
}

/** Puts one message of every kind into the demo city, the first the newest, and as many plain ones before them as make `count`. */
export async function arrangeMessages(db: Db, now: Date, count: number): Promise<readonly string[]> {
  await db.deleteFrom('message').where('cityId', '=', DEMO_CITY_ID).execute()
  await db.deleteFrom('messageTemplate').where('cityId', '=', DEMO_CITY_ID).execute()
  const ids: string[] = []
  for (const [index, kind] of KINDS.entries()) ids.push(await insertOne(db, kind, index, new Date(now.getTime() - (index + 5) * MINUTE)))
  const rows = Array.from({ length: count - KINDS.length }, (_, index) => {
    const at = new Date(now.getTime() - (count - index + 1800) * MINUTE)
    const line = {
      cityId: DEMO_CITY_ID,
      id: newId(at),
      eventKey: `plain ${index}`,
      step: 'filed',
      audience: 'reporter',
      locale: 'zh',
    } as const
    const rest = { channel: 'sms', recipientId: newId(at), groupKey: `plain ${index}`, urgent: false, facts: '{}' } as const
    return { ...line, ...rest, maskedAddress: '138****31', createdAt: at, dueAt: at }
  })
  await insertMessages(db, rows)
  await db
    .updateTable('message')
    .set({ state: 'sent', attempts: 1, gatewayId: 'sms-20261119-1', finishedAt: new Date(now.getTime() - 30 * 60 * MINUTE) })
    .where('cityId', '=', DEMO_CITY_ID)
    .where('eventKey', 'like', 'plain %')
    .execute()
  return ids
}
