import type { FastifyInstance, InjectOptions } from 'fastify'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type FuzzSite, startFuzzSite } from './site.ts'

let site: FuzzSite
let behindProxy: FuzzSite
let app: FastifyInstance
beforeAll(async () => {
  site = await startFuzzSite()
  behindProxy = await startFuzzSite({ WANGGE_TRUST_PROXY: 'true' })
  app = site.app
})
afterAll(async () => {
  await site.close()
  await behindProxy.close()
})

/** Every address the application answers, whoever registered it, and some it does not. */
const addresses = (): InjectOptions[] => {
  const routes: InjectOptions[] = site.routes.map(({ method, path }) => ({ method, url: path.replaceAll(/:\w+/g, '1') }))
  const others = ['/', '/openapi.json', '/docs', '/docs/json', '/docs/static/swagger-ui.css', '/healthz', '/metrics', '/screen', '/mark.svg', '/assets/nothing.js', '/assets/../package.json', '/nothing', '/api/nothing', '/%zz', `/api/people/${'x'.repeat(600)}`] // biome-ignore format: a list
  const pages = others.flatMap((url): InjectOptions[] => [
    { url },
    { url, headers: { accept: 'text/html' } },
    { method: 'HEAD', url },
    { method: 'POST', url },
    { method: 'OPTIONS', url },
  ])
  return [...routes, ...pages]
}

describe('every answer, of every address', () => {
  test('carries the headers that keep browsers from being used against their owners, and says nothing of what it runs on', async () => {
    const wrong: string[] = []
    for (const request of addresses()) {
      const { headers, statusCode, body } = await app.inject(request)
      const what = `${request.method ?? 'GET'} ${String(request.url)} ${statusCode}`
      const expected: Record<string, string | RegExp> = {
        'x-content-type-options': 'nosniff', 'x-frame-options': 'DENY', 'cross-origin-opener-policy': 'same-origin', 'cross-origin-resource-policy': 'same-origin',
        'referrer-policy': /^(no-referrer|strict-origin)$/, 'permissions-policy': /camera=\(\), /, 'content-security-policy': /^default-src 'none';.*frame-ancestors 'none'/, 'cache-control': /./,
      } // biome-ignore format: a table
      for (const [name, value] of Object.entries(expected))
        if (!(value instanceof RegExp ? value.test(String(headers[name])) : headers[name] === value))
          wrong.push(`${what}: ${name} is ${String(headers[name])}`)
      if (headers.server !== undefined || headers['x-powered-by'] !== undefined) wrong.push(`${what}: tells its software`)
      if (statusCode >= 400 && /\.ts:\d|node_modules|\n\s+at /.test(body)) wrong.push(`${what}: shows a stack`)
      if (statusCode >= 500 && statusCode !== 503) wrong.push(what)
    }
    expect(wrong).toEqual([])
  })

  test('over https asks for https for a year', async () => {
    expect((await app.inject('/healthz')).headers['strict-transport-security']).toBeUndefined()
    const secure = await behindProxy.app.inject({ url: '/healthz', headers: { 'x-forwarded-proto': 'https' } })
    expect(secure.headers['strict-transport-security']).toBe('max-age=31536000')
  })
})
