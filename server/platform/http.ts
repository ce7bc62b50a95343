import type { IncomingMessage } from 'node:http'
import type { Socket } from 'node:net'
import cookie from '@fastify/cookie'
import multipart from '@fastify/multipart'
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify'
import { answerClientError, REQUEST_TIMES, type RequestTimes } from '#platform/client-errors.ts'
import type { Clock } from '#platform/clock.ts'
import type { Config } from '#platform/config.ts'
import type { Database } from '#platform/db.ts'
import type { FileStore } from '#platform/files.ts'
import { addSecurityHeaders, SECURITY_HEADERS } from '#platform/http-headers.ts'
import { httpProblems } from '#platform/http-problems.ts'
import { newId } from '#platform/identifier.ts'
import { localeOf } from '#platform/locale.ts'
import type { Logger } from '#platform/log.ts'
import type { Metrics } from '#platform/metrics.ts'
import { addApiPages } from '#platform/openapi-pages.ts'
import type { Problem } from '#platform/problem.ts'
import { PROBLEM_TYPE, problemBody, problemOf } from '#platform/problem-answer.ts'
import { addRequestLimits, type RequestLimits } from '#platform/request-limits.ts'
import type { AnyRoute } from '#platform/route.ts'
import { isRawRoute } from '#platform/route.ts'
import { admit, perform, type RunParts } from '#platform/run-route.ts'
import type { Sessions } from '#platform/visitor.ts'

export interface AppParts {
  readonly database: Pick<Database, 'db' | 'engine'>
  readonly clock: Clock
  readonly config: Pick<Config, 'cityId' | 'trustProxy'>
  readonly routes: readonly AnyRoute[]
  readonly sessions: Sessions
  readonly files: FileStore
  readonly version: string
  readonly log?: Logger
  /** How long a client may take to send a request. */
  readonly times?: RequestTimes
  readonly metrics?: Metrics
  /** Told of each request that was refused or failed. */
  readonly onProblem?: (problem: Problem) => void
  /** Told after each request that may have written; wakes the relay. */
  readonly afterWrite?: () => void
  /** How many requests are taken a minute; none are counted unless given. */
  readonly limits?: RequestLimits | undefined
  /** Told when the server begins to close; ends what would stay open, such as streams. */
  readonly beforeClose?: () => void
}

declare module 'fastify' {
  interface FastifyInstance {
    /** The routes it serves, for whoever checks them all. */
    readonly servedRoutes: readonly AnyRoute[]
  }
}

/** Bytes of a JSON body. */
const BODY_LIMIT = 1_048_576
/** Milliseconds. */
const LONGEST_START = 120_000
const LONGEST_STOP = 10_000

type Fail = (error: unknown, request: FastifyRequest, reply: FastifyReply) => FastifyReply

const failureAnswer =
  ({ log, onProblem }: AppParts): Fail =>
  (error, request, reply) => {
    const problem = problemOf(error, BODY_LIMIT)
    if (problem.status >= 500) log?.error({ error, requestId: request.id, route: request.routeOptions.url }, 'a request failed')
    onProblem?.(problem)
    const locale = request.visit?.locale ?? localeOf(request.headers['accept-language']) ?? 'zh'
    if (typeof problem.details.retryAfter === 'number') reply.header('retry-after', String(problem.details.retryAfter))
    return reply
      .code(problem.status)
      .type(PROBLEM_TYPE)
      .send(JSON.stringify(problemBody(problem, locale, request.id)))
  }

function addErrors(app: FastifyInstance, routes: readonly AnyRoute[], fail: Fail): void {
  const allowed = allowedMethods(routes)
  app.setErrorHandler(fail)
  app.setNotFoundHandler((request, reply) => {
    const methods = allowed(request.url)
    if (methods.length === 0) return fail(httpProblems.notFound(), request, reply)
    reply.header('allow', methods.join(', '))
    return fail(httpProblems.methodNotAllowed(methods), request, reply)
  })
}

const patternOf = (path: string): RegExp => new RegExp(`^${path.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&').replaceAll(/:\w+/g, '[^/]+')}/?$`)

/** Which methods an address takes, for the difference between "nothing here" and "not that way". */
function allowedMethods(routes: readonly AnyRoute[]): (url: string) => string[] {
  const patterns = routes.map(({ method, path }) => ({ method, pattern: patternOf(path) }))
  return (url) => {
    const [path = ''] = url.split('?')
    return [...new Set(patterns.filter(({ pattern }) => pattern.test(path)).map(({ method }) => method))]
  }
}

/** A body of bytes is handed on as it comes; nothing else is read as one. */
function addBytesRoute(app: FastifyInstance, parts: RunParts, route: AnyRoute, mediaType: string): void {
  app.register(async (scope) => {
    scope.removeAllContentTypeParsers()
    scope.addContentTypeParser(mediaType, (_request, payload, done) => done(null, payload))
    scope.addContentTypeParser('*', (_request, _payload, done) => done(httpProblems.mediaType(mediaType)))
    addRoute(scope, parts, route)
  })
}

function addRoute(app: FastifyInstance, parts: RunParts, route: AnyRoute): void {
  app.route({
    method: route.method,
    url: route.path,
    exposeHeadRoute: !isRawRoute(route),
    onRequest: (request, reply) => admit(parts, route, request, reply),
    handler: (request, reply) => perform(parts, route, request, reply),
  })
}

/** JSON in UTF-8 and nothing else: text in another encoding is refused, not stored as question marks (RFC 8259 §8.1). */
function addJsonParser(app: FastifyInstance): void {
  const utf8 = new TextDecoder('utf-8', { fatal: true })
  const parse = app.getDefaultJsonParser('error', 'error')
  app.addContentTypeParser('application/json', { parseAs: 'buffer' }, (request, body, done) => {
    try {
      parse(request, utf8.decode(Buffer.from(body)), done)
    } catch {
      done(httpProblems.malformed())
    }
  })
}

function addMeasures(app: FastifyInstance, log: Logger | undefined, metrics: Metrics | undefined): void {
  app.addHook('onResponse', async (request, reply) => {
    const route = request.routeOptions.url ?? 'none'
    const seconds = reply.elapsedTime / 1000
    metrics?.httpDuration.observe({ method: request.method, route, status: String(reply.statusCode) }, seconds)
    log?.info(
      { requestId: request.id, method: request.method, route, status: reply.statusCode, ms: Math.round(reply.elapsedTime) },
      'request',
    )
  })
}

/** Connections that have not sent a request yet (clients open some ahead); the server counts them as busy. */
function trackUnused(app: FastifyInstance): ReadonlySet<Socket> {
  const unused = new Set<Socket>()
  app.server.on('connection', (socket: Socket) => {
    unused.add(socket)
    socket.once('close', () => unused.delete(socket))
  })
  app.server.on('request', ({ socket }: IncomingMessage) => unused.delete(socket))
  return unused
}

/**
 * Closing waits for requests under way, 10 s at most. Connections that fall idle meanwhile are closed as they do, for the framework
 * closes only those idle at the start.
 */
function addStop(app: FastifyInstance, beforeClose: () => void): void {
  const unused = trackUnused(app)
  app.addHook('preClose', async () => {
    beforeClose()
    for (const socket of unused) socket.destroy()
    const from = performance.now()
    const timer = setInterval(() => {
      if (performance.now() - from < LONGEST_STOP) app.server.closeIdleConnections()
      else app.server.closeAllConnections()
    }, 50)
    app.server.once('close', () => clearInterval(timer))
  })
}

/** A number of proxies means: believe that many hops, counted from this server. */
const proxyTrust = (rule: boolean | number | string): boolean | string | ((address: string, hop: number) => boolean) =>
  typeof rule === 'number' ? (_, hop) => hop < rule : rule

/**
 * The HTTP server of a list of routes, not yet listening: sessions, permissions, contracts, one transaction per request, problems,
 * OpenAPI at /openapi.json and a readable page of it at /docs.
 */
export function buildApp(parts: AppParts): FastifyInstance {
  const fail = failureAnswer(parts)
  const times = parts.times ?? REQUEST_TIMES
  const app = Fastify({
    // Starting takes as long as it takes on a busy machine; ten seconds were too few on one that was.
    pluginTimeout: LONGEST_START,
    bodyLimit: BODY_LIMIT,
    trustProxy: proxyTrust(parts.config.trustProxy),
    genReqId: () => newId(),
    requestIdHeader: false,
    requestTimeout: times.request,
    http: { headersTimeout: times.headers, connectionsCheckingInterval: times.check },
    clientErrorHandler: answerClientError,
    forceCloseConnections: 'idle',
    frameworkErrors: (error, request, reply) => {
      reply.headers({ ...SECURITY_HEADERS, 'x-request-id': request.id })
      fail(error.code === 'FST_ERR_BAD_URL' ? httpProblems.badAddress() : error, request, reply)
    },
    routerOptions: { maxParamLength: 500, ignoreTrailingSlash: true },
  })
  const { database, clock, config, sessions, files, routes } = parts
  const count = addRequestLimits(app, parts.limits)
  const run: RunParts = {
    db: database.db,
    clock,
    cityId: config.cityId,
    sessions,
    files,
    count,
    afterWrite: parts.afterWrite ?? (() => {}),
  }
  app.decorate('servedRoutes', routes)
  app.decorateRequest('visit', null)
  app.removeContentTypeParser('text/plain')
  app.register(cookie)
  app.register(multipart)
  addSecurityHeaders(app)
  addJsonParser(app)
  addErrors(app, routes, fail)
  addStop(app, parts.beforeClose ?? (() => {}))
  addMeasures(app, parts.log, parts.metrics)
  app.register(addApiPages, { routes, version: parts.version })
  app.after(() => {
    for (const each of routes) {
      if (isRawRoute(each) && each.takes !== undefined) addBytesRoute(app, run, each, each.takes)
      else addRoute(app, run, each)
    }
  })
  return app
}
