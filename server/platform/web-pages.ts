import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Config } from '#platform/config.ts'
import { pageHeaders } from '#platform/http-headers.ts'

const YEAR = 31_536_000

interface Entry {
  readonly under: string
  readonly file: string
  /** Whether its maps are drawn over the operator's base map: whoever reports or looks at the city is told to nobody outside. */
  readonly ownMapOnly?: true
}

/** Page entries by the beginning of their address; the console has every address nobody else has. */
const ENTRIES: readonly Entry[] = [
  { under: '/portal', file: 'portal/index.html', ownMapOnly: true },
  { under: '/screen', file: 'screen/index.html' },
  { under: '/field', file: 'field/index.html' },
]

/** Files under a name that stays, asked for anew each time, so that an upgrade is noticed; by their type. */
const NAMED: Readonly<Record<string, string>> = {
  'mark.svg': 'image/svg+xml',
  'field/worker.js': 'text/javascript; charset=utf-8',
  'field/manifest.webmanifest': 'application/manifest+json; charset=utf-8',
  'field/icon-192.png': 'image/png',
  'field/icon-512.png': 'image/png',
}
/** A service worker rules over addresses below its own unless its file says more: the app's first page has no slash at its end. */
const RULES_OVER: Readonly<Record<string, string>> = { 'field/worker.js': '/field' }

const NOT_BUILT = `网页尚未构建：在项目目录运行 npm run build，再重新启动。接口照常可用，说明见 /docs。
The pages are not built: run npm run build in the project's folder and start again. The interface works all the same; see /docs.
`

const CONSOLE: Entry = { under: '/', file: 'console/index.html' }
const entryOf = (path: string): Entry => ENTRIES.find(({ under }) => path === under || path.startsWith(`${under}/`)) ?? CONSOLE

/** A person's browser asks for a page; programs ask for JSON and get the ordinary "nothing here". */
const wantsPage = ({ method, headers, url }: FastifyRequest): boolean =>
  (method === 'GET' || method === 'HEAD') && !url.startsWith('/api/') && (headers.accept ?? '').includes('text/html')

/**
 * Serves the built pages: files under /assets/ keep their name only while their content is the same, so they may be kept for a year;
 * every other address a browser asks for gets the page whose router knows it, never kept, so that an upgrade is there at the next visit.
 */
export async function addWebPages(app: FastifyInstance, { baseMap, pagesDir }: Pick<Config, 'baseMap' | 'pagesDir'>): Promise<void> {
  const [headers, ownHeaders] = [pageHeaders(baseMap), pageHeaders(null)]
  const page = (request: FastifyRequest, reply: FastifyReply): FastifyReply => {
    if (!wantsPage(request) && request.url !== '/') {
      reply.callNotFound()
      return reply
    }
    const entry = entryOf(request.url.split('?')[0] ?? '/')
    const file = join(pagesDir, entry.file)
    if (!existsSync(file)) return reply.code(503).type('text/plain; charset=utf-8').send(NOT_BUILT)
    return reply
      .headers(entry.ownMapOnly ? ownHeaders : headers)
      .header('cache-control', 'no-cache')
      .type('text/html; charset=utf-8')
      .send(readFileSync(file))
  }
  app.get('/', page)
  app.get('/*', page)
  if (!existsSync(pagesDir)) return
  await app.register(fastifyStatic, {
    root: join(pagesDir, 'assets'),
    prefix: '/assets/',
    maxAge: YEAR * 1000,
    immutable: true,
    decorateReply: false,
    // The build has put them beside the files themselves.
    preCompressed: true,
    // A worker is bound by the policy its own file comes with, not by the page's: the map's asks for tiles.
    setHeaders: (reply) => void reply.header('content-security-policy', headers['content-security-policy']),
  })
  for (const [name, type] of Object.entries(NAMED))
    app.get(`/${name}`, (_, reply) => {
      const file = join(pagesDir, name)
      if (!existsSync(file)) {
        reply.callNotFound()
        return reply
      }
      if (RULES_OVER[name]) reply.header('service-worker-allowed', RULES_OVER[name])
      return reply
        .headers(headers)
        .header('cache-control', /worker|manifest/.test(name) ? 'no-cache' : 'max-age=86400')
        .type(type)
        .send(readFileSync(file))
    })
}
