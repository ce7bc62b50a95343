import type { IncomingHttpHeaders } from 'node:http'
import { httpProblems } from '#platform/http-problems.ts'

/** What of a request tells where it was sent from. */
export interface Sent {
  readonly method: string
  readonly headers: IncomingHttpHeaders
  /** Host (with port) the request was sent to, as the browser wrote it. */
  readonly host: string
  readonly secure: boolean
}

export const isUnsafe = ({ method }: Pick<Sent, 'method'>): boolean => method !== 'GET' && method !== 'HEAD' && method !== 'OPTIONS'

type Origin = 'own' | 'foreign' | 'unknown'

function originOf({ headers, host, secure }: Sent): Origin {
  const fetched = headers['sec-fetch-site']
  if (fetched !== undefined) return fetched === 'same-origin' ? 'own' : 'foreign'
  if (headers.origin === undefined) return 'unknown'
  if (!URL.canParse(headers.origin)) return 'foreign'
  const origin = new URL(headers.origin)
  return origin.host === host && (!secure || origin.protocol === 'https:') ? 'own' : 'foreign'
}

/**
 * A browser adds its cookie to every request, whichever page asks; so a write known by its cookie must come from a page of ours, and say so:
 * by Sec-Fetch-Site, or by Origin where the browser sends no Sec-Fetch-Site (plain http). No word at all is a refusal. Throws request.cross_site.
 */
export function requireOwnOrigin(sent: Sent): void {
  if (isUnsafe(sent) && originOf(sent) !== 'own') throw httpProblems.crossSite()
}

/** For writes nobody is signed in for, such as signing in: a page of another site is refused, a program that says nothing is not. */
export function refuseForeignOrigin(sent: Sent): void {
  if (isUnsafe(sent) && originOf(sent) === 'foreign') throw httpProblems.crossSite()
}
