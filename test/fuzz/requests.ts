import { type AnyRoute, isUploadRoute } from '#platform/route.ts'
import { exampleOf } from './example.ts'
import type { HostileFile } from './files.ts'
import { hostileValue } from './hostile-values.ts'
import { mutateText, mutateValue } from './mutate-body.ts'
import type { Random } from './random.ts'
import type { WireRequest } from './send.ts'
import { ABLE, type Sender } from './site.ts'
import { spoilWire } from './spoil-wire.ts'
import { isTusRoute, tusParts } from './tus.ts'
import type { OpenCase, OpenUpload, Words } from './words.ts'

export interface Material {
  readonly routes: readonly AnyRoute[]
  readonly senders: readonly Sender[]
  readonly words: Words
  readonly cases: readonly OpenCase[]
  readonly uploads: readonly OpenUpload[]
  readonly photos: readonly HostileFile[]
  readonly workbooks: readonly HostileFile[]
  readonly tables: readonly HostileFile[]
}

type Fields = Record<string, unknown>

const asFields = (value: unknown): Fields => (typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {})

function textOf(value: unknown): string {
  if (Array.isArray(value)) return value.map(textOf).join(',')
  return typeof value === 'object' && value !== null ? JSON.stringify(value) : String(value)
}

/** Percent-encoded; half a character cannot be, so it goes as the bytes it would have. */
const encode = (text: string): string => (text.isWellFormed() ? encodeURIComponent(text) : '%ED%A0%BD')

const pathOf = (route: AnyRoute, params: Fields): string =>
  route.path.replaceAll(/:(\w+)/g, (_, name: string) => encode(textOf(params[name] ?? 'x').slice(0, 3000)))

function queryOf(query: Fields): string {
  const parts = Object.entries(query).map(([name, value]) => `${encode(name)}=${encode(textOf(value).slice(0, 4000))}`)
  return parts.length > 0 ? `?${parts.join('&')}` : ''
}

/** Mostly somebody who may; sometimes anybody. An upload is its sender's alone: these come from one person mostly. */
function senderFor(route: AnyRoute, { senders }: Material, random: Random): Sender {
  const owner = isTusRoute(route) ? senders.find(({ name }) => name === ABLE) : undefined
  if (owner && random.chance(0.85)) return owner
  const able = senders.filter(({ permissions }) => permissions.has(route.permission))
  return able.length > 0 && random.chance(0.75) ? random.pick(able) : random.pick(senders)
}

interface Draft {
  params: Fields
  query: Fields
  body: unknown
}

/** Everything the contract asks for, with a case as it stands where one is asked for. */
function draftOf(route: AnyRoute, { words, cases }: Material, random: Random): Draft {
  const make = (schema: AnyRoute['body'], asText: boolean): unknown =>
    schema && exampleOf(schema, random, words, { route: route.path, field: '', asText })
  const draft = {
    params: asFields(make(route.params, true)),
    query: asFields(make(route.query, true)),
    body: make(route.body, isUploadRoute(route)),
  }
  if (!route.path.startsWith('/api/cases/:id') || cases.length === 0) return draft
  const { id, version } = random.pick(cases)
  const body = asFields(draft.body)
  return { ...draft, params: { ...draft.params, id }, body: 'version' in body && random.chance(0.8) ? { ...body, version } : draft.body }
}

/** Spoils one part of what the contract asks for. */
function spoil(route: AnyRoute, draft: Draft, random: Random): Draft {
  const parts = (['params', 'query', 'body'] as const).filter((part) => route[part] !== undefined)
  if (parts.length === 0) return { ...draft, query: { [random.pick(['x', '__proto__', 'a[b]', 'limit', ''])]: hostileValue(random) } }
  const part = random.pick([...parts, ...(route.body ? (['body', 'body'] as const) : [])])
  const spoilt = mutateValue(structuredClone(draft[part]), random)
  return { ...draft, [part]: part === 'body' ? spoilt : asFields(spoilt) }
}

function filesFor(route: AnyRoute, { photos, workbooks, tables }: Material): readonly HostileFile[] {
  if (route.path === '/api/photos') return photos
  return route.path.endsWith('/workbook') ? workbooks : tables
}

/** A form of text fields and one file, usually of the kind the route takes. */
function formOf(route: AnyRoute, body: unknown, material: Material, random: Random): { headers: Record<string, string>; body: Buffer } {
  const { photos, workbooks, tables } = material
  const file = random.pick(random.chance(0.85) ? filesFor(route, material) : [...photos, ...workbooks, ...tables])
  const boundary = 'fuzz-boundary'
  const fields = Object.entries(asFields(body)).map(
    ([name, value]) => `--${boundary}\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${textOf(value)}\r\n`,
  )
  const name = random.chance(0.95) ? 'file' : random.pick(['photo', '', '__proto__', 'file[]'])
  const head = `--${boundary}\r\ncontent-disposition: form-data; name="${name}"; filename="${file.fileName}"\r\ncontent-type: ${file.claimedType}\r\n\r\n`
  const end = random.chance(0.95) ? `\r\n--${boundary}--\r\n` : random.pick(['', '\r\n--fuzz', `\r\n--${boundary}\r\n`])
  return {
    headers: { 'content-type': `multipart/form-data; boundary=${boundary}` },
    body: Buffer.concat([Buffer.from(fields.join('') + head), file.bytes, Buffer.from(end)]),
  }
}

const jsonOf = (body: unknown): string => JSON.stringify(body) ?? 'null'

function payloadOf(
  route: AnyRoute,
  draft: Draft,
  broken: boolean,
  material: Material,
  random: Random,
): Pick<WireRequest, 'headers'> & { body?: Buffer } {
  if (isUploadRoute(route)) return formOf(route, draft.body, material, random)
  if (isTusRoute(route)) return tusParts(route, textOf(draft.params.id), material, random.chance(0.5), random)
  if (!route.body && !broken) return { headers: {} }
  const text = jsonOf(draft.body)
  return { headers: { 'content-type': 'application/json' }, body: broken ? mutateText(text, random) : Buffer.from(text) }
}

/** One request to a route: as its contract wants it, with a field spoilt, with the text of its body broken, or sent in a way nobody should. */
export function makeRequest(route: AnyRoute, material: Material, random: Random): WireRequest & { readonly sender: string } {
  const sender = senderFor(route, material, random)
  const draft = draftOf(route, material, random)
  const kind = random.below(100)
  // Of uploads in parts it is the headers that are spoilt; their addresses mostly stay.
  const { params, query, body } = kind < (isTusRoute(route) ? 70 : 25) ? draft : spoil(route, draft, random)
  const payload = payloadOf(route, { params, query, body }, kind >= 75 && kind < 87, material, random)
  const language = random.pick(['zh', 'en', 'zh-CN,zh;q=0.9,en;q=0.5', 'en-GB,en;q=0.8'])
  const request = {
    method: isTusRoute(route) && route.method === 'GET' && random.chance(0.5) ? 'HEAD' : route.method,
    path: pathOf(route, params) + queryOf(query),
    headers: { 'accept-language': language, ...sender.headers, ...payload.headers },
    ...(payload.body && { body: payload.body }),
  }
  return { ...(kind >= 87 ? spoilWire(request, random) : request), sender: sender.name }
}
