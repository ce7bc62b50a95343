import type { SecretBox } from '#identity/secret-box.ts'

/** Which bytes of the store, and until when (ms) they may be fetched. */
export interface PhotoTicket {
  readonly key: string
  readonly until: number
}
/** Long enough for a page that was just opened to load its pictures. */
export const TICKET_MINUTES = 15
const CONTEXT = 'portal.photo'

/** A way to one photo that tells nothing of the case and soon ends: a picture on a page cannot send a code in a body. */
export const sealTicket = (secrets: SecretBox, cityId: string, { key, until }: PhotoTicket): string =>
  secrets.seal(`${until}.${key}`, `${CONTEXT}/${cityId}`)

/** What a ticket stands for at a moment; undefined when it is not ours or no longer good. */
export function openTicket(secrets: SecretBox, cityId: string, ticket: string, at: Date): string | undefined {
  const [until, key] = secrets.open(ticket, `${CONTEXT}/${cityId}`)?.split('.') ?? []
  return key !== undefined && Number(until) > at.getTime() ? key : undefined
}
