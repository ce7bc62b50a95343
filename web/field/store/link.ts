import { currentLanguage } from '#web/shared/language/language.ts'
import type { Answered } from './outbox-rules.ts'

export interface LinkRequest {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'HEAD' | 'DELETE'
  readonly path: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string | Blob
}
export interface LinkAnswer extends Answered {
  readonly header: (name: string) => string | null
}
/** The line to the server. It never throws: no answer is the status 0. */
export type Link = (request: LinkRequest) => Promise<LinkAnswer>

/** A part of a photo over a slow line takes its time; what takes longer is a line that is gone. */
const LONGEST = 60_000
const NOTHING: LinkAnswer = { status: 0, body: null, header: () => null }

async function bodyOf(response: Response): Promise<LinkAnswer['body']> {
  if (!/json/.test(response.headers.get('content-type') ?? '')) return null
  const body: unknown = await response.json()
  return typeof body === 'object' && body !== null ? (body as Record<string, unknown>) : null
}

/** The real line, with the session of this browser. */
export const fetchLink: Link = async ({ method, path, headers = {}, body }) => {
  try {
    const response = await fetch(path, {
      method,
      headers: { 'accept-language': currentLanguage(), ...headers },
      body: body ?? null,
      credentials: 'same-origin',
      cache: 'no-store',
      signal: AbortSignal.timeout(LONGEST),
    })
    return { status: response.status, body: await bodyOf(response), header: (name) => response.headers.get(name) }
  } catch {
    return NOTHING
  }
}
