import type { ChannelsOn } from '#messages/channels.ts'
import { makeOutlets, type Outlets, type OutletTimes } from '#messages/outlets.ts'
import type { Message } from '#messages/queries-sending.ts'
import { queueMessages } from '#messages/queue-messages.ts'
import type { Db } from '#platform/db.ts'
import { type MessageConfig, readSmtpUrl } from '#platform/message-config.ts'
import { setProcessed } from '#platform/queries-outbox.ts'
import type { OutboxEvent } from '#platform/relay.ts'
import { subscriptions } from '#server/subscriptions.ts'
import { SECRETS } from '#test/support/http.ts'
import type { MailServer, Receiver } from './stand-ins.ts'
import '#messages/tables.ts'

export const ALL_ON: ChannelsOn = { email: true, sms: true, webhook: true }
export const PUBLIC = 'https://grid.example.org'
/** Nobody waits long in a test. */
export const QUICK: OutletTimes = { connect: 700, silence: 700, whole: 2000 }

export function configOf(
  mail: Pick<MailServer, 'url'> | null,
  receiver: Receiver | null,
  more: Partial<MessageConfig> = {},
): MessageConfig {
  const server = mail && readSmtpUrl(mail.url)
  return {
    publicUrl: PUBLIC,
    smtp: server ? { ...server, from: '网格 <no-reply@grid.example.org>' } : null,
    sms: receiver && { url: `${receiver.url}/sms`, key: 'the key of the gateway', sign: '小城网格' },
    httpHosts: receiver ? [receiver.host] : [],
    ...more,
  }
}

export const quickOutlets = (mail: MailServer | null, receiver: Receiver | null): Outlets =>
  makeOutlets(configOf(mail, receiver), SECRETS, QUICK)

const waiting = (tx: Db, cityId: string): Promise<OutboxEvent[]> =>
  tx
    .selectFrom('outbox')
    .select(['cityId', 'id', 'topic', 'subjectId', 'data', 'at'])
    .where('cityId', '=', cityId)
    .where('processedAt', 'is', null)
    .orderBy('id')
    .execute()

/** Hands on what was announced in a city, as the relay does, until nothing is left; returns every event. */
export async function handOn(tx: Db, cityId: string, on: ChannelsOn = ALL_ON): Promise<OutboxEvent[]> {
  const all: OutboxEvent[] = []
  for (;;) {
    const events = await waiting(tx, cityId)
    if (events.length === 0) return all
    for (const event of events) for (const handler of subscriptions[event.topic] ?? []) await handler(tx, event)
    await queueMessages(on)(tx, events)
    await setProcessed(
      tx,
      cityId,
      events.map(({ id }) => id),
      events[0]?.at ?? new Date(0),
    )
    all.push(...events)
  }
}

export const messagesOf = (tx: Db, cityId: string): Promise<Message[]> =>
  tx.selectFrom('message').selectAll().where('cityId', '=', cityId).orderBy('id').execute()
