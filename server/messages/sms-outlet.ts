import { z } from 'zod'
import { postJson } from '#messages/http-call.ts'
import type { Outlet, OutletTimes } from '#messages/outlets.ts'
import { outcomeOfStatus } from '#messages/retry-rules.ts'
import type { SmsConfig } from '#platform/message-config.ts'

const answer = z.object({ id: z.union([z.string().max(200), z.number()]) })

function idIn(text: string): string | null {
  try {
    const read = answer.safeParse(JSON.parse(text))
    return read.success ? String(read.data.id) : null
  } catch {
    return null
  }
}

/** A text with the sign that operators ask for before it. */
export const signedText = (sign: string, text: string): string => (sign === '' ? text : `【${sign}】${text}`)

/**
 * Text messages by a gateway that takes `{ id, to, text, sign }` by POST, with the key as a bearer token and the message's id as Idempotency-Key, and
 * answers `{ id }`. A gateway that speaks otherwise stands behind a small adapter of the operator's own, or gets an outlet beside this one.
 */
export const smsOutlet = ({ url, key, sign }: SmsConfig, { connect }: OutletTimes): Outlet => ({
  send: ({ id, to, text }) =>
    postJson(
      {
        url,
        headers: { authorization: `Bearer ${key}`, 'idempotency-key': id },
        body: JSON.stringify({ id, to, text: signedText(sign, text), sign }),
        longest: connect,
      },
      (status, body) => outcomeOfStatus(status, idIn(body)),
    ),
  close: () => {},
})
