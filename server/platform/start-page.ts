import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import type { FastifyInstance } from 'fastify'

const html = readFileSync(new URL('./start-page.html', import.meta.url), 'utf8')

/** The page's own script and style are named by their hashes, so nothing else can run in it. */
const hashOf = (tag: 'script' | 'style'): string => {
  const [, text = ''] = new RegExp(`<${tag}>([\\s\\S]*?)</${tag}>`).exec(html) ?? []
  return `'sha256-${createHash('sha256').update(text).digest('base64')}'`
}

const POLICY = [
  "default-src 'none'",
  `script-src ${hashOf('script')}`,
  `style-src ${hashOf('style')}`,
  "connect-src 'self'",
  'img-src data:',
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ')

/** GET /: what this is, where to read on, and a sign-in to see who one is. */
export function addStartPage(app: FastifyInstance): void {
  app.get('/', (_, reply) => reply.header('content-security-policy', POLICY).type('text/html; charset=utf-8').send(html))
}
