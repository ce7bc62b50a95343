import type { FastifyInstance } from 'fastify'
import { type BaseMap, originOf } from '#platform/base-map.ts'

const POLICY = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'"
const YEAR = 31_536_000

/**
 * What the built pages need and nothing else (CSP Level 3): scripts are files of ours; the map's workers are files of ours or blobs made by them;
 * with a base map its one origin may be asked, for what it names (tiles, fonts, sprites) and for images.
 * Styles may be inline, because the components write theirs while they run and the page is a file that is kept and holds no nonce; what a style could
 * fetch is bounded by the other lines.
 */
export function pagePolicy(baseMap: BaseMap | null): string {
  const outside = baseMap ? ` ${originOf(baseMap)}` : ''
  return [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self' 'unsafe-inline'",
    "worker-src 'self' blob:",
    `img-src 'self' data: blob:${outside}`,
    "media-src 'self' blob:",
    "font-src 'self' data:",
    `connect-src 'self'${outside}`,
    "manifest-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ')
}

/** The headers a built page is served with. A publisher of maps is told which site asks, as their terms of use want, never which page. */
export const pageHeaders = (baseMap: BaseMap | null): Readonly<Record<string, string>> => ({
  'content-security-policy': pagePolicy(baseMap),
  ...(baseMap && { 'referrer-policy': 'strict-origin' }),
})

/** Headers every answer carries. An answer that is a page sets its own, wider Content-Security-Policy (and Referrer-Policy) before. */
export function addSecurityHeaders(app: FastifyInstance): void {
  app.addHook('onSend', async (request, reply) => {
    reply.header('x-request-id', request.id)
    reply.header('x-content-type-options', 'nosniff')
    reply.header('x-frame-options', 'DENY')
    reply.header('cross-origin-opener-policy', 'same-origin')
    reply.header('cross-origin-resource-policy', 'same-origin')
    if (!reply.hasHeader('referrer-policy')) reply.header('referrer-policy', 'no-referrer')
    if (!reply.hasHeader('content-security-policy')) reply.header('content-security-policy', POLICY)
    if (!reply.hasHeader('cache-control')) reply.header('cache-control', 'no-store')
    if (request.protocol === 'https') reply.header('strict-transport-security', `max-age=${YEAR}`)
  })
}
