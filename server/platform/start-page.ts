import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import type { FastifyInstance } from 'fastify'

const read = (name: string): string => readFileSync(new URL(name, import.meta.url), 'utf8')
const [style, script] = [`\n${read('./start-page.css')}`, `\n'use strict'\n${read('./start-page.js')}`]

/** Style and script are written into the page, so that it is there as soon as it arrives. */
const html = read('./start-page.html')
  .replace('<style></style>', () => `<style>${style}</style>`)
  .replace('<script></script>', () => `<script>${script}</script>`)

const hashOf = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`

/** The page's own script and style are named by their hashes, so nothing else can run in it. */
const POLICY = [
  "default-src 'none'",
  `script-src ${hashOf(script)}`,
  `style-src ${hashOf(style)}`,
  "connect-src 'self'",
  'img-src data:',
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ')

/** GET /: what this is, where to read on, a sign-in to see who one is and how many cases wait. */
export function addStartPage(app: FastifyInstance): void {
  app.get('/', (_, reply) => reply.header('content-security-policy', POLICY).type('text/html; charset=utf-8').send(html))
}
