import { createTransport } from 'nodemailer'
import { z } from 'zod'
import type { Letter, Outlet, OutletTimes } from '#messages/outlets.ts'
import { type Outcome, outcomeOfMailError } from '#messages/retry-rules.ts'
import type { SmtpConfig } from '#platform/message-config.ts'

const MOST_CONNECTIONS = 4

const failure = z.object({
  code: z.string().optional().catch(undefined),
  responseCode: z.number().optional().catch(undefined),
  command: z.string().optional().catch(undefined),
})

/** The host that Message-ID names: the server's own. */
const hostOf = (publicUrl: string): string => (URL.canParse(publicUrl) ? new URL(publicUrl).hostname : 'localhost')

/** The answer of a mail server to a message it took: its own id, when it gives one. */
const idIn = (response: string): string => response.replaceAll(/[^\x20-\x7e]/g, ' ').slice(0, 200)

/** A talk that goes on, word by word, for longer than any should counts as one that came to nothing. */
function within(work: Promise<Outcome>, ms: number): Promise<Outcome> {
  const { promise, resolve } = Promise.withResolvers<Outcome>()
  const timer = setTimeout(() => resolve({ kind: 'later', reason: 'timeout', tired: true }), ms)
  return Promise.race([work, promise]).finally(() => clearTimeout(timer))
}

const outcomeOf = (error: unknown): Outcome => outcomeOfMailError(failure.parse(error instanceof Error ? { ...error } : {}))

/**
 * E-mail by SMTP: plain text only, so that nothing in it is ever read as HTML. Message-ID is the message's own id: sent again, it is known as the
 * same. No address and no text of an answer goes into a log.
 */
export function mailOutlet({ host, port, secure, local, user, password, from }: SmtpConfig, publicUrl: string, times: OutletTimes): Outlet {
  const transport = createTransport({
    host, port, secure, requireTLS: !secure && !local, ignoreTLS: local, pool: true, maxConnections: MOST_CONNECTIONS, maxRequeues: 0,
    ...(user !== undefined && { auth: { user, pass: password ?? '' } }),
    connectionTimeout: times.connect, greetingTimeout: times.connect, socketTimeout: times.silence, disableFileAccess: true, disableUrlAccess: true,
  }) // biome-ignore format: settings
  const messageIdOf = ({ id }: Letter): string => `<${id}@${hostOf(publicUrl)}>`
  return {
    send(letter) {
      const { to, subject, text, unsubscribeUrl } = letter
      const headers = { 'Auto-Submitted': 'auto-generated', ...(unsubscribeUrl !== null && { 'List-Unsubscribe': `<${unsubscribeUrl}>` }) }
      const sent = transport.sendMail({ from, to: { name: '', address: to }, subject, text, messageId: messageIdOf(letter), headers })
      return within(
        sent.then(({ response }): Outcome => ({ kind: 'sent', gatewayId: idIn(response) }), outcomeOf),
        times.whole,
      )
    },
    close: () => transport.close(),
  }
}
