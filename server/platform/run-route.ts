import { createHash } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { type Actor, mayDo } from '#platform/actor.ts'
import { addressKindOf } from '#platform/address-kind.ts'
import { audited, recordSeen } from '#platform/audit.ts'
import type { Clock } from '#platform/clock.ts'
import { checkContract, checkTexts } from '#platform/contract-check.ts'
import { withRetries } from '#platform/database-errors.ts'
import { type Db, inTransaction } from '#platform/db.ts'
import type { FileStore } from '#platform/files.ts'
import { httpProblems } from '#platform/http-problems.ts'
import { type Locale, localeOf } from '#platform/locale.ts'
import { receiveBytes } from '#platform/receive-bytes.ts'
import { refuseUnknown } from '#platform/refuse-unknown.ts'
import type { CountRequest } from '#platform/request-limits.ts'
import {
  type AnyRoute,
  type Exchange,
  isRawRoute,
  isUploadRoute,
  type RawAnswer,
  type RouteCall,
  type Session,
  type Upload,
} from '#platform/route.ts'
import { isUnsafe, refuseForeignOrigin, requireOwnOrigin, type Sent } from '#platform/same-origin.ts'
import { cookieName, sessionCookie, sessionCookieName } from '#platform/session-cookie.ts'
import { readUpload } from '#platform/upload.ts'
import type { Sessions, TokenCarrier } from '#platform/visitor.ts'

/** Who a request comes from, settled before anything of it is read. */
export interface Visit {
  readonly session: Session | null
  readonly actor: Actor
  readonly locale: Locale
}

declare module 'fastify' {
  interface FastifyRequest {
    visit: Visit | null
  }
}

export interface RunParts {
  readonly db: Db
  readonly clock: Clock
  readonly cityId: string
  readonly sessions: Sessions
  readonly files: FileStore
  readonly count: CountRequest
  /** Told after a request that may have written something is committed. */
  readonly afterWrite: () => void
}

const nobody = (cityId: string, locale: Locale, at: Date): Actor => ({
  cityId,
  personId: null,
  postId: null,
  unitId: null,
  memberOf: [],
  level: 'community',
  ofCentre: false,
  rank: 0,
  areas: [],
  permissions: new Set(),
  locale,
  at,
})

interface Credential {
  readonly token: string
  readonly carrier: TokenCarrier
}

const isSecure = (request: FastifyRequest): boolean => request.protocol === 'https'

function credentialOf(request: FastifyRequest): Credential | undefined {
  const [, bearer] = /^Bearer +(\S+)$/i.exec(request.headers.authorization ?? '') ?? []
  if (bearer !== undefined) return { token: bearer, carrier: 'bearer' }
  const token = request.cookies[sessionCookieName(isSecure(request))]
  return token === undefined || token === '' ? undefined : { token, carrier: 'cookie' }
}

const sentBy = (request: FastifyRequest): Sent => ({
  method: request.method,
  headers: request.headers,
  host: request.host,
  secure: isSecure(request),
})

async function recognise(parts: RunParts, request: FastifyRequest, reply: FastifyReply, wanted: Locale | undefined): Promise<Visit> {
  const credential = credentialOf(request)
  if (credential?.carrier === 'cookie') requireOwnOrigin(sentBy(request))
  const found = credential && (await parts.sessions.recognise(credential.token, credential.carrier))
  if (!found) {
    await parts.count('stranger', request)
    throw httpProblems.sessionRequired()
  }
  const { session, renewed } = found
  if (session && renewed !== undefined) reply.header('set-cookie', sessionCookie(session, renewed, isSecure(request), found.actor.at))
  const locale = wanted ?? found.actor.locale
  return { session, locale, actor: { ...found.actor, locale, from: addressKindOf(request.ip) } }
}

/** What a session may not do whatever its person may. Throws session.second_factor_owed, session.read_only, permission.denied. */
function judge(route: AnyRoute, { session, actor }: Visit): void {
  if (route.permission === 'identified') return
  if (session?.owes) throw httpProblems.secondFactorOwed(session.owes)
  if (session?.kind === 'wall' && isUnsafe(route)) throw httpProblems.readOnlySession()
  if (route.permission !== 'signed-in' && !mayDo(actor, route.permission)) throw httpProblems.permissionDenied(route.permission)
}

/** Who is signed in is counted as a person, so that one of them does not use up what their whole office has. Throws request.too_many. */
async function countVisit({ count }: RunParts, route: AnyRoute, request: FastifyRequest): Promise<void> {
  await count('person', request)
  if (isUploadRoute(route) || route.limit === 'upload') await count('upload', request)
  if (route.limit === 'export') await count('export', request)
}

/** Session, actor and permission of a request, before its body is read. Throws session.required, request.cross_site and what `judge` throws. */
export async function admit(parts: RunParts, route: AnyRoute, request: FastifyRequest, reply: FastifyReply): Promise<void> {
  const wanted = localeOf(request.headers['accept-language'])
  if (route.permission === 'public') {
    refuseForeignOrigin(sentBy(request))
    const locale = wanted ?? 'zh'
    request.visit = { session: null, locale, actor: nobody(parts.cityId, locale, parts.clock.now()) }
    if (route.limit !== 'signIn') await parts.count('stranger', request)
    if (route.limit === 'portal' || route.limit === 'portalUpload') await parts.count(route.limit, request)
    return
  }
  request.visit = await recognise(parts, request, reply, wanted)
  await countVisit(parts, route, request)
  judge(route, request.visit)
}

const exchangeOf = (request: FastifyRequest, reply: FastifyReply, visit: Visit): Exchange => ({
  session: visit.session,
  locale: visit.locale,
  userAgent: request.headers['user-agent'] ?? '',
  secure: isSecure(request),
  host: request.host,
  address: request.ip,
  cookie: (name) => request.cookies[cookieName(name, isSecure(request))],
  header: (name) => [request.headers[name]].flat()[0],
  setHeader: (name, value) => void reply.header(name, value),
  receive: (limit) => receiveBytes(request.body, limit),
})

interface Input {
  readonly params: unknown
  readonly query: unknown
  readonly body: unknown
  readonly upload: Upload | undefined
}

async function readInput(route: AnyRoute, request: FastifyRequest, locale: Locale): Promise<Input> {
  const form = isUploadRoute(route) ? await readUpload(request, route.uploadLimit) : undefined
  const body = isRawRoute(route) && route.takes !== undefined ? undefined : request.body
  const raw = { params: request.params, query: request.query, body: form ? form.fields : body }
  checkTexts(raw.params, locale)
  checkTexts(raw.query, locale)
  if (route.body) checkTexts(raw.body, locale)
  if (route.anyQuery === undefined) refuseUnknown(route.query, raw.query, locale)
  refuseUnknown(route.body, raw.body, locale)
  const read = (schema: AnyRoute['body'], value: unknown): unknown => (schema ? checkContract(schema, value ?? {}, locale) : undefined)
  return {
    params: read(route.params, raw.params),
    query: read(route.query, raw.query),
    body: read(route.body, raw.body),
    upload: form?.upload,
  }
}

const hashOf = (upload: Upload | undefined): string | undefined => upload && createHash('sha256').update(upload.bytes).digest('hex')

type Call = RouteCall<unknown, unknown, unknown>

async function handle(route: AnyRoute, call: Call, upload: Upload | undefined): Promise<unknown> {
  if (!isUploadRoute(route)) return route.handle(call)
  if (!upload) throw httpProblems.fileMissing()
  return route.handle({ ...call, upload })
}

/** The handler's answer as the contract writes it: unknown keys are dropped, a wrong answer is our fault and becomes server.error. */
async function answerOf(route: AnyRoute, call: Call, upload: Upload | undefined): Promise<unknown> {
  const work = async (): Promise<unknown> => {
    const answer = await handle(route, call, upload)
    return isRawRoute(route) ? answer : route.answer.parse(answer)
  }
  if (isRawRoute(route) || route.audit === undefined) return shown(route, call, await work())
  const state = route.auditState && (() => Promise.resolve(route.auditState?.(call)))
  return audited(call.tx, call.actor, { action: route.audit, params: call.params, body: call.body, fileHash: hashOf(upload), state }, work)
}

/** An answer that shows personal data, after the log has it who looked at what; of a list only that it was looked at. */
async function shown(route: AnyRoute, { tx, actor, params }: Call, answer: unknown): Promise<unknown> {
  if (!route.shows || !mayDo(actor, route.shows.to)) return answer
  const subject = typeof params === 'object' && params !== null ? Object.values(params).join('/') : ''
  await recordSeen(tx, actor, { action: route.shows.action, subject })
  return answer
}

/** Input, one transaction, answer. A transaction that loses a race is run again. */
export async function perform(parts: RunParts, route: AnyRoute, request: FastifyRequest, reply: FastifyReply): Promise<unknown> {
  const { visit } = request
  if (!visit) throw httpProblems.sessionRequired()
  if (route.limit === 'signIn') {
    await parts.count('signInOfLogin', request)
    await parts.count('signIn', request)
  }
  const { upload, ...input } = await readInput(route, request, visit.locale)
  const call = { actor: visit.actor, ...input, files: parts.files, exchange: exchangeOf(request, reply, visit) }
  const work = (tx: Db): Promise<unknown> => answerOf(route, { ...call, tx }, upload)
  const answer = route.transaction === 'own' ? await work(parts.db) : await withRetries(() => inTransaction(parts.db, work))
  if (route.method !== 'GET') parts.afterWrite()
  return isRawRoute(route) ? sendRaw(reply, route.answerType, answer as RawAnswer) : sendJson(reply, route.status ?? 200, answer)
}

const sendJson = (reply: FastifyReply, status: number, answer: unknown): FastifyReply =>
  status === 204 ? reply.code(204).send() : reply.code(status).type('application/json; charset=utf-8').send(JSON.stringify(answer))

const sendRaw = (reply: FastifyReply, answerType: string, answer: RawAnswer): FastifyReply =>
  reply
    .code(answer.status ?? 200)
    .type(answerType)
    .headers(answer.headers ?? {})
    .send(answer.body)
