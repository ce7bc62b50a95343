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

/** No page or answer of ours needs the devices of who reads it, but for the place where they stand, which the map may ask for. */
const NO_DEVICES =
  'accelerometer=(), browsing-topics=(), camera=(), display-capture=(), gyroscope=(), magnetometer=(), microphone=(), midi=(), payment=(), publickey-credentials-get=(), serial=(), usb=(), geolocation=(self), fullscreen=(self)'

/** Headers of every answer, whatever it is. */
export const SECURITY_HEADERS: Readonly<Record<string, string>> = {
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': NO_DEVICES,
  'referrer-policy': 'no-referrer',
  'content-security-policy': POLICY,
  'cache-control': 'no-store',
}
/** What an answer that is a page or a file says of itself, when it does. */
const OWN_WORDS = ['referrer-policy', 'content-security-policy', 'cache-control']

/** Headers every answer carries. An answer that is a page sets its own, wider Content-Security-Policy (and Referrer-Policy) before. */
export function addSecurityHeaders(app: FastifyInstance): void {
  app.addHook('onSend', async (request, reply) => {
    reply.header('x-request-id', request.id)
    for (const [name, value] of Object.entries(SECURITY_HEADERS))
      if (!OWN_WORDS.includes(name) || !reply.hasHeader(name)) reply.header(name, value)
    if (request.protocol === 'https') reply.header('strict-transport-security', `max-age=${YEAR}`)
  })
}
