import { postJson } from '#messages/http-call.ts'
import type { OutletTimes } from '#messages/outlets.ts'
import { type Outcome, outcomeOfStatus } from '#messages/retry-rules.ts'
import { signBody } from '#messages/webhook-body.ts'

export interface WebhookCall {
  readonly id: string
  readonly url: string
  readonly secret: string
  readonly topic: string
  readonly body: string
  readonly at: Date
}

/** Calls a webhook: the body signed, the message's id as Idempotency-Key, the same when it is sent again. */
export const postWebhook = ({ id, url, secret, topic, body, at }: WebhookCall, { connect }: OutletTimes): Promise<Outcome> =>
  postJson(
    {
      url,
      headers: { 'idempotency-key': id, 'wangge-topic': topic, 'wangge-signature': signBody(secret, body, at) },
      body,
      longest: connect,
    },
    (status) => outcomeOfStatus(status, String(status)),
  )
