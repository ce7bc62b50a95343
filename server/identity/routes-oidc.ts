import { z } from 'zod'
import { OIDC_CALLBACK, type OidcClient, OidcFailure, type OidcFlow } from '#identity/oidc-client.ts'
import type { OpenSession } from '#identity/open-session.ts'
import type { SecretBox } from '#identity/secret-box.ts'
import { openFirstPost, type SignInParts } from '#identity/sign-in.ts'
import type { Actor } from '#platform/actor.ts'
import { type Db, inTransaction } from '#platform/db.ts'
import { Problem } from '#platform/problem.ts'
import { type AnyRoute, type Exchange, type RawAnswer, rawRoute } from '#platform/route.ts'
import { cookieLine, sessionCookie } from '#platform/session-cookie.ts'

export interface OidcParts extends SignInParts {
  readonly client: OidcClient
  readonly secrets: SecretBox
  /** The directory sees to a second factor itself. */
  readonly factorSeen: boolean
  /** Told of each sign-in that came to nothing, for the operator. */
  readonly onFailure?: (failure: OidcFailure) => void
}

const COOKIE = 'wangge_oidc'
const CONTEXT = 'oidc-flow'
/** Seconds somebody may take at the directory. */
const LONGEST = 900

const flow = z.object({ state: z.string(), nonce: z.string(), verifier: z.string(), next: z.string(), until: z.number() })
const text = z.string().max(4000).optional()
const answered = z.object({ code: text, state: text, iss: text, error: text, error_description: text })

/** A page of ours to go on to, never an address elsewhere. */
const ownPage = (path: string | undefined): string => (path !== undefined && /^\/(?![/\\])[\w\-./?=&:%]*$/.test(path) ? path : '/')

const goTo = (location: string): RawAnswer => ({ status: 303, body: '', headers: { location } })

function remember(exchange: Exchange, value: string, lifetime: number): void {
  // Lax: the browser comes back from the directory's site, and must bring this along.
  exchange.setHeader('set-cookie', cookieLine(COOKIE, value, { secure: exchange.secure, sameSite: 'Lax', lifetime }))
}

function recall(exchange: Exchange, secrets: SecretBox, at: Date): OidcFlow & { readonly next: string } {
  const sealed = exchange.cookie(COOKIE)
  const opened = sealed === undefined ? undefined : secrets.open(sealed, CONTEXT)
  const read = opened === undefined ? undefined : flow.parse(JSON.parse(opened))
  if (!read || read.until < at.getTime()) throw new OidcFailure('stale')
  return read
}

type Query = z.output<typeof answered>

const present = (query: Query): Record<string, string> =>
  Object.fromEntries(Object.entries(query).filter((each): each is [string, string] => each[1] !== undefined))

async function openFor(db: Db, parts: OidcParts, login: string, actor: Actor, { address, userAgent }: Exchange): Promise<OpenSession> {
  const { cityId, at } = actor
  const found = await parts.directory.findSignIn(db, cityId, login)
  if (!found?.active) throw new OidcFailure('no-account')
  const arrival = { cityId, personId: found.personId, openedBy: 'directory', factorSeen: parts.factorSeen, address, userAgent, at } as const
  try {
    return await inTransaction(db, (tx) => openFirstPost(tx, parts, arrival))
  } catch (error) {
    throw error instanceof Problem && error.code === 'session.no_post' ? new OidcFailure('no-post') : error
  }
}

/** Every failure ends on the sign-in page, which says what it was. */
async function orBackToSignIn(parts: OidcParts, work: () => Promise<RawAnswer>): Promise<RawAnswer> {
  try {
    return await work()
  } catch (error) {
    if (!(error instanceof OidcFailure)) throw error
    parts.onFailure?.(error)
    return goTo(`/?oidc=${error.reason}`)
  }
}

/** Signing in through the city's directory. It opens accounts that exist and makes none: who may do what is decided here. */
export const oidcRoutes = (parts: OidcParts): readonly AnyRoute[] => [
  rawRoute({
    method: 'GET',
    path: '/api/oidc/start',
    permission: 'public',
    summary: { zh: '经单位账号系统登录：转到该系统', en: 'Sign in through the directory: go there' },
    tag: 'session',
    query: z.object({ next: z.string().max(500).optional() }),
    answerType: 'text/plain; charset=utf-8',
    transaction: 'own',
    handle: ({ actor, query, exchange }) =>
      orBackToSignIn(parts, async () => {
        const { url, flow: begun } = await parts.client.begin()
        const kept = { ...begun, next: ownPage(query.next), until: actor.at.getTime() + LONGEST * 1000 }
        remember(exchange, parts.secrets.seal(JSON.stringify(kept), CONTEXT), LONGEST)
        return goTo(url.href)
      }),
  }),
  rawRoute({
    method: 'GET',
    path: OIDC_CALLBACK,
    anyQuery: 'a directory adds parameters of its own, and RFC 6749 §4.1.2 has the client ignore them',
    permission: 'public',
    summary: { zh: '经单位账号系统登录：从该系统回来', en: 'Sign in through the directory: come back' },
    tag: 'session',
    query: answered,
    answerType: 'text/plain; charset=utf-8',
    transaction: 'own',
    handle: ({ tx, actor, query, exchange }) =>
      orBackToSignIn(parts, async () => {
        const begun = recall(exchange, parts.secrets, actor.at)
        remember(exchange, '', 0)
        const login = await parts.client.finish(present(query), begun)
        const { token, row } = await openFor(tx, parts, login, actor, exchange)
        exchange.setHeader('set-cookie', sessionCookie(row, token, exchange.secure, actor.at))
        return goTo(begun.next)
      }),
  }),
]
