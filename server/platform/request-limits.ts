import { createHash } from 'node:crypto'
import rateLimit from '@fastify/rate-limit'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { httpProblems } from '#platform/http-problems.ts'

/** Requests a minute; 0 counts nothing. Kept in each process by itself. */
export interface RequestLimits {
  /** Of one signed-in person, whatever the address. */
  readonly person: number
  /** Files one person sends. */
  readonly upload: number
  /** Files one person has made: registers, lists, workbooks. */
  readonly export: number
  /** Without a session that stands, of one address. */
  readonly stranger: number
  /** Sign-ins of one address: an office behind one address signs in at the same hour. */
  readonly signIn: number
  /** What residents send and ask without an account, of one address; many of them share the one of their mobile network. */
  readonly portal: number
  /** Photos they send. */
  readonly portalUpload: number
}
export type LimitName = keyof RequestLimits | 'signInOfLogin'
const NAMES = [
  'person',
  'upload',
  'export',
  'stranger',
  'signIn',
  'signInOfLogin',
  'portal',
  'portalUpload',
] as const satisfies readonly LimitName[]

const MINUTE = 60_000
/** Sign-ins of one login from one address are a tenth of the address's, so that one person's script does not use up the office's. */
const SHARE_OF_LOGIN = 10
/** Persons or addresses remembered by each limit; the longest unseen is forgotten first. */
const MOST_KEPT = 20_000

/** Counts one request against a limit. Throws request.too_many (429, with Retry-After) when it is used up. */
export type CountRequest = (name: LimitName, request: FastifyRequest) => Promise<void>

/** A person's office may have many behind one address and a person many addresses, so who is signed in is counted by who they are, apart from the programs they gave a key. */
function personKey({ visit }: FastifyRequest): string {
  const kind = visit?.session ? 'desk' : 'program'
  return `${visit?.actor.cityId}/${visit?.actor.personId}/${kind}`
}

/** Of any length a client likes, so only its digest is kept. */
function loginKey(request: FastifyRequest): string {
  const { body } = request
  const login = typeof body === 'object' && body !== null && 'login' in body ? String(body.login) : ''
  return createHash('sha256').update(`${request.ip}\n${login}`).digest('base64url')
}

/** Without a key of its own a limit goes by the address, an IPv6 one by its first 64 bits. */
const KEYS: Partial<Record<LimitName, (request: FastifyRequest) => string>> = {
  person: personKey,
  upload: personKey,
  export: personKey,
  signInOfLogin: loginKey,
}

/** The limiter of an app; with no limits given it lets everything pass. Call it before the first route is added and use it after. */
export function addRequestLimits(app: FastifyInstance, limits: RequestLimits | undefined): CountRequest {
  if (!limits) return async () => {}
  app.register(rateLimit, { global: false })
  const counters = new Map<LimitName, ReturnType<FastifyInstance['createRateLimit']>>()
  app.after(() => {
    for (const name of NAMES) {
      const keyGenerator = KEYS[name]
      const max = name === 'signInOfLogin' ? Math.ceil(limits.signIn / SHARE_OF_LOGIN) : limits[name]
      const options = { max, timeWindow: MINUTE, cache: MOST_KEPT, ...(keyGenerator && { keyGenerator }) }
      if (max > 0) counters.set(name, app.createRateLimit(options))
    }
  })
  return async (name, request) => {
    const result = await counters.get(name)?.(request)
    if (result && !result.isAllowed && result.isExceeded) throw httpProblems.tooMany(name, result.max, Math.max(1, result.ttlInSeconds))
  }
}
