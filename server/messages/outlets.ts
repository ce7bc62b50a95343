import type { SecretBox } from '#identity/secret-box.ts'
import type { ChannelsOn } from '#messages/channels.ts'
import { mailOutlet } from '#messages/mail-outlet.ts'
import { postWebhook, type WebhookCall } from '#messages/post-webhook.ts'
import type { Outcome } from '#messages/retry-rules.ts'
import { smsOutlet } from '#messages/sms-outlet.ts'
import type { MessageConfig } from '#platform/message-config.ts'

/** One message to one person. */
export interface Letter {
  readonly id: string
  readonly to: string
  readonly subject: string
  readonly text: string
  readonly unsubscribeUrl: string | null
}

/** A way out to people. It never throws and never takes longer than half a minute. */
export interface Outlet {
  send(letter: Letter): Promise<Outcome>
  close(): void
}

/** Milliseconds: until a server answers at all, of silence in the middle, and for one message in all. */
export interface OutletTimes {
  readonly connect: number
  readonly silence: number
  readonly whole: number
}
const TIMES: OutletTimes = { connect: 10_000, silence: 15_000, whole: 30_000 }

/** Everything messages leave by. */
export interface Outlets {
  readonly on: ChannelsOn
  readonly publicUrl: string
  readonly email: Outlet | null
  readonly sms: Outlet | null
  readonly post: (call: WebhookCall) => Promise<Outcome>
  /** The secret of a webhook; undefined when this installation cannot read it. */
  readonly openSecret: (sealed: string, context: string) => string | undefined
  close(): void
}

/** What a webhook's secret is sealed for: it opens nowhere else. */
export const secretContext = (cityId: string, webhookId: string): string => `webhook ${cityId} ${webhookId}`

export const channelsOf = ({ smtp, sms }: Pick<MessageConfig, 'smtp' | 'sms'>): ChannelsOn => ({
  email: smtp !== null,
  sms: sms !== null,
  webhook: true,
})

/** The ways out that the configuration names. */
export function makeOutlets(config: MessageConfig, secrets: Pick<SecretBox, 'open'>, times: OutletTimes = TIMES): Outlets {
  const { smtp, sms, publicUrl } = config
  const email = smtp && mailOutlet(smtp, publicUrl, times)
  const texts = sms && smsOutlet(sms, times)
  return {
    on: channelsOf(config),
    publicUrl,
    email,
    sms: texts,
    post: (call) => postWebhook(call, times),
    openSecret: secrets.open,
    close() {
      email?.close()
      texts?.close()
    },
  }
}
