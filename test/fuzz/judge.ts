import type { WireAnswer, WireRequest } from './send.ts'

const CHINESE = /\p{Script=Han}/u
/** What only the inside of a server says. */
const INSIDE =
  /node_modules|\.ts:\d+|\bat (async )?[\w.<>]+ \(.*:\d+:\d+\)|SQLSTATE|relation "|column "|violates|syntax error at or near|kysely|pglite|ECONN/
const HEADERS = ['x-content-type-options', 'content-security-policy', 'x-frame-options', 'referrer-policy', 'permissions-policy', 'cross-origin-opener-policy', 'cross-origin-resource-policy', 'cache-control', 'x-request-id'] // biome-ignore format: a list

/** The language asked for; where none can be read out of it the person's own, which the title tells. */
function languageOf({ headers }: WireRequest, title: unknown): 'zh' | 'en' {
  const [, asked] = /^(zh|en)/.exec(String(headers['accept-language'] ?? '')) ?? []
  return (asked ?? (CHINESE.test(String(title)) ? 'zh' : 'en')) === 'zh' ? 'zh' : 'en'
}

/** Codes whose fault is not in one field: who asks, what stands in the way, the request as a whole. */
const WHOLE =
  /^(session|permission|database|server)\.|^calendar\.unknown_year$|^request\.(malformed|bad_address|media_type|too_large|not_found|method_not_allowed|cross_site|too_many|too_slow|conflict|in_use)$/

interface ProblemBody {
  readonly code?: unknown
  readonly status?: unknown
  readonly title?: unknown
  readonly detail?: unknown
  readonly traceId?: unknown
  readonly field?: unknown
  readonly errors?: unknown
  /** Of a catalogue or a file: each names its own field. */
  readonly flaws?: unknown
}

/** Whether a text is in the reader's language; an English one may quote Chinese that was sent or is the city's own data. */
function isIn(language: 'zh' | 'en', text: unknown): boolean {
  if (typeof text !== 'string' || text === '') return false
  return language === 'zh' ? CHINESE.test(text) : /[a-z]{2}/i.test(text)
}

/** Words of the trade that are the same in Chinese, and what a Chinese text may name as it is sent: fields, codes, permissions. */
const TRADE = new Set([
  'base',
  'xlsx',
  'webp',
  'excel',
  'heic',
  'heif',
  'jpeg',
  'uuid',
  'bearer',
  'flaws',
  'unicode',
  'errors',
  'true',
  'false',
  'null',
  'none',
  'multipart',
  'form',
  'data',
  'application',
  'http',
  'https',
  'json',
  'file',
  'image',
  'field',
  'request',
  'trace',
])

const fieldsOf = ({ field, errors }: ProblemBody): string =>
  [field, ...(Array.isArray(errors) ? errors.map((each) => Object(each).field) : [])].join(' ')

/** English words in a Chinese text that are no field's name, no city's id, no unit's name (U-1-water), no {placeholder} of a text, are not in the request, and are not of the trade. */
function foreignWords(text: unknown, fields: string, request: WireRequest): string[] {
  const sent = `${fields} ${decodeLoosely(request.path)} ${request.body?.subarray(0, 20_000).toString('utf8') ?? ''}`.toLowerCase()
  const words =
    String(text)
      .replaceAll(/\d{6}-[0-9a-f]{8}|\bU-[\w.-]+|\{\w+\}|“[^”]*”|"[^"]*"|\b[a-z]+\/[\w.+-]+|[\w-]+\.[\w.-]+|\/[^/\s]+\//g, '')
      .match(/[A-Za-z]{4,}/g) ?? []
  return words.filter((word) => !/^[A-Z]+$/.test(word) && !TRADE.has(word.toLowerCase()) && !sent.includes(word.toLowerCase()))
}

function decodeLoosely(path: string): string {
  try {
    return decodeURIComponent(path)
  } catch {
    return path
  }
}

function* faultsOfErrors(errors: unknown, language: 'zh' | 'en'): Generator<string> {
  if (!Array.isArray(errors) || errors.length === 0) yield 'request.invalid without errors'
  for (const each of Array.isArray(errors) ? errors : []) {
    const { field, rule }: { field?: unknown; rule?: unknown } = Object(each)
    if (typeof field !== 'string') yield `an error names no field: ${JSON.stringify(each)}`
    if (!isIn(language, rule) || (language === 'en' && CHINESE.test(String(rule))))
      yield `a rule is not in ${language}: ${JSON.stringify(each)}`
  }
}

function* faultsOfProblem(body: ProblemBody, status: number, language: 'zh' | 'en'): Generator<string> {
  if (typeof body.code !== 'string' || !/^[a-z_-]+\.[a-z_]+$/.test(body.code)) yield `no stable code: ${String(body.code)}`
  if (body.status !== status) yield `status ${status} is told as ${String(body.status)}`
  if (typeof body.traceId !== 'string') yield 'no traceId'
  if (!isIn(language, body.title)) yield `the title is not in ${language}: ${String(body.title)}`
  if (!isIn(language, body.detail)) yield `the detail is not in ${language}: ${String(body.detail)}`
  if (body.code === 'request.invalid') yield* faultsOfErrors(body.errors, language)
  if ((status === 400 || status === 422) && !WHOLE.test(String(body.code)) && typeof body.field !== 'string' && !Array.isArray(body.flaws))
    yield `${String(body.code)} names no field`
}

const textsOf = ({ title, detail, errors }: ProblemBody): unknown[] => [
  title,
  detail,
  ...(Array.isArray(errors) ? errors.map((each) => Object(each).rule).map((rule) => (typeof rule === 'string' ? rule : rule?.zh)) : []),
]

function readProblem(answer: WireAnswer): ProblemBody | undefined {
  if (!String(answer.headers['content-type']).startsWith('application/problem+json')) return undefined
  try {
    return JSON.parse(answer.body.toString('utf8'))
  } catch {
    return undefined
  }
}

/** Of a header that was wrong the problem names the header itself, in its field and in its words. */
function* faultsOfHeader({ code, field, detail, title }: ProblemBody): Generator<string> {
  if (code !== 'upload.bad_header' && code !== 'upload.tus_version') return
  if (typeof field !== 'string' || !/^(Tus-Resumable|Upload-(Length|Offset|Checksum|Metadata))$/.test(field))
    yield `${code} names no header: ${String(field)}`
  else if (!`${String(title)} ${String(detail)}`.includes(field)) yield `${code} does not say ${field}`
}

/** Everything wrong with an answer, in words; nothing when it is as it should be. */
export function faultsOf(request: WireRequest, answer: WireAnswer): string[] {
  const found = HEADERS.filter((name) => answer.headers[name] === undefined).map((name) => `no header ${name}`)
  if (answer.status >= 500) found.push(`status ${answer.status}`)
  if (answer.status < 400) return found
  if (INSIDE.test(answer.body.toString('utf8'))) found.push('tells of the inside')
  if (request.method === 'HEAD') return found
  // Headers in several packets: whether it was HEAD is not known, so the answer is empty.
  if (answer.status === 431 && answer.body.length === 0) return found
  const problem = readProblem(answer)
  const language = languageOf(request, problem?.title)
  const mixed = language === 'zh' && problem ? textsOf(problem).flatMap((text) => foreignWords(text, fieldsOf(problem), request)) : []
  if (mixed.length > 0 && answer.status !== 431) found.push(`English in a Chinese answer: ${mixed.join(', ')}`)
  if (!problem) return [...found, `not a problem: ${answer.status} ${answer.headers['content-type']}`]
  return [...found, ...faultsOfHeader(problem), ...faultsOfProblem(problem, answer.status, language)]
}
