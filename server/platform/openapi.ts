import { STATUS_CODES } from 'node:http'
import { z } from 'zod'
import { type AnyRoute, isRawRoute, isUploadRoute } from '#platform/route.ts'
import { sessionCookieName } from '#platform/session-cookie.ts'

type Json = Record<string, unknown>

const PROBLEM_MEDIA = 'application/problem+json'

const problem = z
  .object({
    type: z.string().describe('urn:wangge:problem:<code>'),
    title: z.string(),
    status: z.number().int(),
    code: z.string().describe('稳定的错误代码 / stable error code'),
    detail: z.string().describe("给读者的说明（中文或英文） / what went wrong, in the reader's language"),
    traceId: z.string(),
    field: z.string().optional().describe('出错的输入字段 / the input at fault, dotted path'),
    errors: z.array(z.object({ field: z.string(), rule: z.string() })).optional(),
  })
  .loose()

/** What JSON Schema has no word for is described as it travels: a date as RFC 3339 text. */
function describeUnknown({ zodSchema, jsonSchema }: { zodSchema: z.core.$ZodTypes; jsonSchema: z.core.JSONSchema.BaseSchema }): void {
  if (zodSchema._zod.def.type !== 'date') return
  jsonSchema.type = 'string'
  jsonSchema.format = 'date-time'
}

function schemaOf(schema: z.ZodType, io: 'input' | 'output'): Json {
  const { $schema, ...rest } = z.toJSONSchema(schema, { target: 'draft-2020-12', io, unrepresentable: 'any', override: describeUnknown })
  return rest
}

const isEmpty = (schema: z.ZodType): boolean => schema._zod.def.type === 'undefined' || schema._zod.def.type === 'void'

function parametersOf(schema: z.ZodType | undefined, place: 'path' | 'query'): Json[] {
  if (!schema) return []
  const described = z
    .object({ properties: z.record(z.string(), z.unknown()).default({}), required: z.array(z.string()).default([]) })
    .parse(schemaOf(schema, 'input'))
  return Object.entries(described.properties).map(([name, each]) => ({
    name,
    in: place,
    required: place === 'path' || described.required.includes(name),
    schema: each,
  }))
}

/** Path parameters the contract does not describe still have to be named. */
function pathParameters(route: AnyRoute): Json[] {
  const described = parametersOf(route.params, 'path')
  const names = [...route.path.matchAll(/:(\w+)/g)].flatMap(([, name]) => name ?? [])
  const missing = names.filter((name) => !described.some((each) => each.name === name))
  return [...described, ...missing.map((name) => ({ name, in: 'path', required: true, schema: { type: 'string' } }))]
}

function bodyOf(route: AnyRoute): Json {
  if (isRawRoute(route) && route.takes !== undefined) return { requestBody: { required: true, content: { [route.takes]: {} } } }
  const fields: Json = route.body ? schemaOf(route.body, 'input') : { type: 'object' }
  if (!isUploadRoute(route))
    return route.body ? { requestBody: { required: true, content: { 'application/json': { schema: fields } } } } : {}
  const file = {
    type: 'object',
    required: ['file'],
    properties: { file: { type: 'string', contentMediaType: 'application/octet-stream' } },
  }
  return { requestBody: { required: true, content: { 'multipart/form-data': { schema: { allOf: [fields, file] } } } } }
}

function answerOf(route: AnyRoute): Json {
  if (isRawRoute(route)) return { 200: { description: 'OK', content: { [route.answerType]: {} } } }
  const status = route.status ?? 200
  const description = STATUS_CODES[status] ?? 'OK'
  return isEmpty(route.answer) || status === 204
    ? { [status]: { description } }
    : { [status]: { description, content: { 'application/json': { schema: schemaOf(route.answer, 'output') } } } }
}

const refusal = (description: string): Json => ({
  description,
  content: { [PROBLEM_MEDIA]: { schema: { $ref: '#/components/schemas/Problem' } } },
})

/** Statuses a route of this kind may refuse with, beyond input, session and permission: what is not there, what is in conflict, what a rule forbids. */
function kindRefusals(route: AnyRoute): readonly number[] {
  const takes = route.body !== undefined || isUploadRoute(route)
  const names = takes || route.params !== undefined || route.query !== undefined
  return [...(names ? [404, 422] : []), ...(takes ? [409, 413, 415] : []), ...(route.alsoAnswers ?? [])]
}

const WORDS: Readonly<Record<number, string>> = {
  204: '没有内容 / nothing to send',
  304: '未变 / unchanged since',
  401: '登录未成 / not let in',
  403: '不准 / refused',
  404: '没有，或无权查看 / there is none, or it is not yours to see',
  409: '与现状冲突 / in conflict with how things stand',
  410: '已过期 / expired',
  412: '协议版本不符 / not a version it speaks',
  413: '过大 / too large',
  415: '内容类型不符 / not a type it takes',
  422: '不合业务规则 / a rule is broken',
  429: '过多 / too many',
  460: '校验和不符 / the checksum does not match',
}
const further = (route: AnyRoute): Json =>
  Object.fromEntries(
    kindRefusals(route).map((status) => {
      const description = WORDS[status] ?? STATUS_CODES[status] ?? ''
      return [status, status < 400 ? { description } : refusal(description)]
    }),
  )

const refusals = (route: AnyRoute): Json => ({
  ...further(route),
  ...((route.body || route.query || route.params) && { 400: refusal('输入不符合要求 / the input breaks a rule') }),
  ...(route.permission !== 'public' && { 401: refusal('需要登录 / sign-in required') }),
  ...(!['public', 'identified', 'signed-in'].includes(route.permission) && {
    403: refusal(`没有“${route.permission}”权限 / not permitted`),
  }),
  default: refusal('其他问题 / any other problem'),
})

const permissionNote = (route: AnyRoute): string => {
  if (route.permission === 'public') return '公开 / public'
  if (route.permission === 'identified') return '需登录，可尚未完成动态码 / signed in, the second factor may still be owed'
  return route.permission === 'signed-in' ? '需登录 / any signed-in person' : `权限 / permission: \`${route.permission}\``
}

const operationOf = (route: AnyRoute): Json => ({
  operationId: `${route.method.toLowerCase()}${route.path.replaceAll(/[/:_-]+(\w?)/g, (_, letter: string) => letter.toUpperCase())}`,
  tags: [route.tag],
  summary: `${route.summary.zh} / ${route.summary.en}`,
  description: permissionNote(route),
  security: route.permission === 'public' ? [] : [{ cookie: [] }, { bearer: [] }],
  parameters: [...pathParameters(route), ...parametersOf(route.query, 'query')],
  ...bodyOf(route),
  responses: { ...answerOf(route), ...refusals(route) },
})

function pathsOf(routes: readonly AnyRoute[]): Record<string, Json> {
  const paths: Record<string, Json> = {}
  for (const route of routes) {
    const path = route.path.replaceAll(/:(\w+)/g, '{$1}')
    paths[path] = { ...paths[path], [route.method.toLowerCase()]: operationOf(route) }
  }
  return paths
}

/** The OpenAPI 3.1 description of a list of routes, made from the very contracts that check requests. */
export const openApiDocument = (routes: readonly AnyRoute[], version: string): Json => ({
  openapi: '3.1.0',
  info: {
    title: '网格 / Wangge',
    version,
    description:
      '城市网格化治理闭环系统的接口。错误一律为 application/problem+json，语言由 Accept-Language 决定（中文为默认）。\n\n' +
      'The interface of a closed-loop system for city grid governance. Errors are application/problem+json, in the language Accept-Language asks for (Chinese unless said).',
    license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
  },
  servers: [{ url: '/' }],
  tags: [...new Set(routes.map(({ tag }) => tag))].map((name) => ({ name })),
  paths: pathsOf(routes),
  components: {
    schemas: { Problem: schemaOf(problem, 'output') },
    securitySchemes: {
      cookie: { type: 'apiKey', in: 'cookie', name: sessionCookieName(false) },
      bearer: { type: 'http', scheme: 'bearer' },
    },
  },
})
