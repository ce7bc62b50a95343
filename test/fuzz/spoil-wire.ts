import { gzipSync } from 'node:zlib'
import type { Random } from './random.ts'
import type { WireRequest } from './send.ts'

const TYPES = [
  'text/plain', 'application/xml', 'text/html', 'application/x-www-form-urlencoded', 'multipart/form-data', 'multipart/form-data; boundary=', 'application/octet-stream', 'application/json; charset=gbk', 'application/json; charset=utf-16', 'application/json;charset=',
  'APPLICATION/JSON', 'application/json, text/plain', 'application/vnd.api+json', 'application/merge-patch+json', 'json', '', ';', 'application/json; boundary=x', 'image/png', `application/${'x'.repeat(2000)}`,
] // biome-ignore format: a list
const TAILS = ['%00', '%zz', '%', '/..%2f..%2fetc%2fpasswd', '/%2e%2e/%2e%2e/', '//', '/.', ';x=1', '%c0%ae', '%ed%a0%80', '%F0%9F', `/${'a'.repeat(6000)}`, '?', '?&&&', '?=', '?a', '?%00=1', '?__proto__[x]=1', '?constructor.prototype.x=1', '?limit=1&limit=2', '?limit[]=1', '?a=%zz', `?${'a=1&'.repeat(1200)}`, '#x', '?on=2026-03-02&on=2026-03-03'] // biome-ignore format: a list
const HEADERS: readonly (readonly [string, string | string[]])[] = [
  ['accept-language', ''], ['accept-language', '*'], ['accept-language', 'zh;q=abc,en;q=-1'], ['accept-language', 'x'.repeat(3000)], ['accept-language', ','.repeat(3000)],
  ['authorization', 'Bearer '], ['authorization', 'Bearer a b c'], ['authorization', `Bearer ${'a'.repeat(6000)}`], ['authorization', 'Basic YTpi'], ['authorization', "Bearer ' or 1=1 --"], ['authorization', 'Bearer %00'],
  ['cookie', 'wangge_session='], ['cookie', `wangge_session=${'x'.repeat(6000)}`], ['cookie', 'wangge_session=a; wangge_session=b'], ['cookie', '='.repeat(500)], ['cookie', '__proto__=x; constructor=y'],
  ['host', 'evil.example'], ['host', ''], ['x-forwarded-for', '1.2.3.4'], ['x-forwarded-for', "', --"], ['x-forwarded-proto', 'https'], ['x-forwarded-host', 'evil.example'], ['forwarded', 'for=1.2.3.4;proto=https'], ['x-http-method-override', 'DELETE'],
  ['origin', 'https://evil.example'], ['origin', 'null'], ['sec-fetch-site', 'cross-site'], ['if-none-match', '"x", W/"y", *'], ['if-modified-since', 'never'], ['range', 'bytes=0-1,5-9,-3,a-b'], ['range', 'bytes=99999999999-'], ['expect', '100-continue'], ['last-event-id', "' or 1=1"],
  ['x-request-id', 'a\tb'], ['accept', '*/*;q=nan'], ['accept', 'text/html'], ['accept-encoding', 'identity;q=0'], ['user-agent', 'x'.repeat(4000)], ['x-a', Array.from({ length: 100 }, () => 'y')], ['te', 'trailers'], ['upgrade-insecure-requests', '1'], ['purpose', 'prefetch'],
] // biome-ignore format: a list
const METHODS = ['PATCH', 'OPTIONS', 'HEAD', 'TRACE', 'PROPFIND', 'GET', 'POST', 'PUT', 'DELETE']

const withHeader = (request: WireRequest, name: string, value: string | string[]): WireRequest => ({
  ...request,
  headers: { ...request.headers, [name]: value },
})

/** The same request in a way nobody should send it: another content type, method, address or header; a body where none is, or packed. */
export function spoilWire(request: WireRequest, random: Random): WireRequest {
  const { body = Buffer.from('{}') } = request
  const kind = random.below(6)
  if (kind === 0) return { ...withHeader(request, 'content-type', random.pick(TYPES)), body }
  if (kind === 1) return { ...request, path: request.path.slice(0, 8000) + random.pick(TAILS) }
  if (kind === 2) return { ...request, method: random.pick(METHODS) }
  if (kind === 3)
    return {
      ...withHeader(request, 'content-encoding', random.pick(['gzip', 'deflate', 'br', 'zip', ''])),
      body: random.chance(0.5) ? gzipSync(body) : body,
    }
  if (kind === 4) return { ...request, body: Buffer.alloc(random.pick([0, 1_048_577, 1_500_000]), 0x20) }
  const [name, value] = random.pick(HEADERS)
  return withHeader(request, name, value)
}
