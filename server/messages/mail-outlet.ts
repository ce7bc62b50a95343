import { createTransport } from 'nodemailer'
import { z } from 'zod'
import type { Letter, Outlet } from '#messages/outlets.ts'
import { outcomeOfMailError } from '#messages/retry-rules.ts'
import type { SmtpConfig } from '#platform/message-config.ts'

/** Milliseconds for each part of the talk with the mail server. */
const CONNECT = 10_000
const SILENCE = 15_000
const MOST_CONNECTIONS = 4

const failure = z.object({ code: z.string().optional().catch(undefined), responseCode: z.number().optional().catch(undefined) })

/** The host that Message-ID names: the server's own. */
const hostOf = (publicUrl: string): string => (URL.canParse(publicUrl) ? new URL(publicUrl).hostname : 'localhost')

/** The answer of a mail server to a message it took: its own id, when it gives one. */
const idIn = (response: string): string => response.replaceAll(/[^\x20-\x7e]/g, ' ').slice(0, 200)

/**
 * E-mail by SMTP: plain text only, so that nothing in it is ever read as HTML. Message-ID is the message's own id: sent again, it is known as the
 * same. No address and no text of an answer goes into a log.
 */
export function mailOutlet({ host, port, secure, local, user, password, from }: SmtpConfig, publicUrl: string): Outlet {
  const transport = createTransport({
    host, port, secure, requireTLS: !secure && !local, pool: true, maxConnections: MOST_CONNECTIONS,
    ...(user !== undefined && { auth: { user, pass: password ?? '' } }),
    connectionTimeout: CONNECT, greetingTimeout: CONNECT, socketTimeout: SILENCE, disableFileAccess: true, disableUrlAccess: true,
  }) // biome-ignore format: settings
  const messageIdOf = ({ id }: Letter): string => `<${id}@${hostOf(publicUrl)}>`
  return {
    async send(letter) {
      const { to, subject, text, unsubscribeUrl } = letter
      const headers = { 'Auto-Submitted': 'auto-generated', ...(unsubscribeUrl !== null && { 'List-Unsubscribe': `<${unsubscribeUrl}>` }) }
      try {
        const { response } = await transport.sendMail({
          from,
          to: { name: '', address: to },
          subject,
          text,
          messageId: messageIdOf(letter),
          headers,
        })
        return { kind: 'sent', gatewayId: idIn(response) }
      } catch (error) {
        const { code, responseCode } = failure.parse(error instanceof Error ? { ...error } : {})
        return outcomeOfMailError(code, responseCode)
      }
    },
    close: () => transport.close(),
  }
}
