import type { Readable } from 'node:stream'
import type { z } from 'zod'
import type { Actor } from '#platform/actor.ts'
import type { RecordState } from '#platform/audit-changes.ts'
import type { Db } from '#platform/db.ts'
import type { FileStore } from '#platform/files.ts'
import type { Locale } from '#platform/locale.ts'
import type { Bilingual } from '#platform/problem.ts'

type Shape = z.ZodType
type Output<S> = S extends Shape ? z.output<S> : undefined

/** The session a request came with. */
export interface Session {
  /** Stays while the token changes. */
  readonly id: string
  readonly tokenHash: string
  readonly cityId: string
  readonly personId: string
  readonly postId: string
  readonly expiresAt: Date
  /** A wall only shows: it reads and never writes. */
  readonly kind: 'desk' | 'wall'
  /** What is still to be done before anything else: to give a code of the second factor, or to set one up. */
  readonly owes: 'code' | 'enrolment' | null
}

/** What a handler may need of HTTP itself; few do. */
export interface Exchange {
  readonly session: Session | null
  readonly locale: Locale
  readonly userAgent: string
  /** Whether the request came over https, directly or through a trusted proxy. */
  readonly secure: boolean
  /** Host and port as the client wrote them. */
  readonly host: string
  /** The network address the request came from, past the proxies that are trusted. */
  readonly address: string
  /** A cookie of ours, by its plain name; over https the one no other host can plant. */
  cookie(name: string): string | undefined
  /** One request header, lower-case name; the first of several. */
  header(name: string): string | undefined
  setHeader(name: string, value: string): void
  /** The bytes a route that `takes` some is sent, read when asked for, at most `limit` of them. Throws request.media_type, request.too_large. */
  receive(limit: number): Promise<ReceivedBytes>
}

/** Bytes sent as the body of a request, as far as they came. */
export interface ReceivedBytes {
  readonly bytes: Buffer
  /** False: the line broke before the end. */
  readonly whole: boolean
}

/** A file sent as multipart/form-data; its media type is what the sender claims, to be judged by content. */
export interface Upload {
  readonly fileName: string
  readonly claimedType: string
  readonly bytes: Buffer
}

/**
 * What a handler is given: one transaction, the actor and the validated input. On a public route the actor is nobody:
 * no person, no permission, no area, in the city the server is set to.
 */
export interface RouteCall<Params, Query, Body> {
  readonly tx: Db
  readonly actor: Actor
  readonly params: Params
  readonly query: Query
  readonly body: Body
  readonly files: FileStore
  readonly exchange: Exchange
}

export interface UploadCall<Params, Query, Body> extends RouteCall<Params, Query, Body> {
  readonly upload: Upload
}

/** An answer that is not JSON: bytes or a stream, with the headers it needs beyond the media type the route declares. */
export interface RawAnswer {
  readonly body: Buffer | string | Readable
  readonly headers?: Readonly<Record<string, string>>
  readonly status?: 200 | 201 | 204 | 206 | 303 | 304
}

interface RouteBase<P extends Shape | undefined, Q extends Shape | undefined, B extends Shape | undefined> {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  readonly path: string
  readonly permission: string
  readonly summary: Bilingual
  readonly tag: string
  readonly params?: P
  readonly query?: Q
  readonly body?: B
  readonly audit?: string
  /** Of an audited route: what it acts on as the log may keep it, read before and after; personal values masked. */
  readonly auditState?: (call: RouteCall<Output<P>, Output<Q>, Output<B>>) => Promise<RecordState>
  /** Of a reading that shows personal data to whoever holds `to`: the look leaves an entry in the audit log under this action. */
  readonly shows?: { readonly action: string; readonly to: string }
  /** Why it takes query parameters that its contract does not name, which are otherwise refused. */
  readonly anyQuery?: string
  /** Statuses it may answer besides its own and those every route of its kind may; the description of the interface names them. */
  readonly alsoAnswers?: readonly number[]
  /**
   * 'request' (unless said): the handler runs inside one transaction, rolled back when it throws. 'own': `tx` is the plain handle and the
   * handler opens what it needs with inTransaction, for work that must not hold a connection (hashing a password, a stream that stays open)
   * or must keep something although it fails. Not together with `audit`.
   */
  readonly transaction?: 'request' | 'own'
  /** Counted by a limit of its own (request-limits.ts), besides that of whoever asks: signing in, sending a file, having one made, or what residents send. Uploads by form are known by themselves. */
  readonly limit?: 'signIn' | 'upload' | 'export' | 'portal' | 'portalUpload'
}

/**
 * One route as data: method, path, permission, contract, one call. Deny by default: `permission` is checked before anything is read;
 * 'signed-in' needs only a session (or key), 'identified' one that may still owe its second factor, 'public' none. `audit` names the administrative action: the platform then takes `requestId` from the body,
 * writes one audit entry with the answer in the same transaction, and answers a replay from it.
 */
export interface Route<
  P extends Shape | undefined = undefined,
  Q extends Shape | undefined = undefined,
  B extends Shape | undefined = undefined,
  A extends Shape = Shape,
> extends RouteBase<P, Q, B> {
  readonly answer: A
  readonly status?: 200 | 201 | 202 | 204
  readonly handle: (call: RouteCall<Output<P>, Output<Q>, Output<B>>) => Promise<z.input<A>>
}

/** A route that takes one file (multipart/form-data, field `file`); the other form fields, all text, are the body its contract checks. */
export interface UploadRoute<
  P extends Shape | undefined = undefined,
  Q extends Shape | undefined = undefined,
  B extends Shape | undefined = undefined,
  A extends Shape = Shape,
> extends RouteBase<P, Q, B> {
  /** The largest file taken, bytes. */
  readonly uploadLimit: number
  readonly answer: A
  readonly status?: 200 | 201 | 202 | 204
  readonly handle: (call: UploadCall<Output<P>, Output<Q>, Output<B>>) => Promise<z.input<A>>
}

/** A route whose answer is not JSON (a tile, a photo, a workbook, a stream); `answerType` is its media type. */
export interface RawRoute<
  P extends Shape | undefined = undefined,
  Q extends Shape | undefined = undefined,
  B extends Shape | undefined = undefined,
> extends Omit<RouteBase<P, Q, B>, 'audit'> {
  readonly answerType: string
  /** The media type of a body that is bytes, not JSON; the handler reads them by `exchange.receive`. */
  readonly takes?: string
  readonly handle: (call: RouteCall<Output<P>, Output<Q>, Output<B>>) => Promise<RawAnswer>
}

// biome-ignore lint/suspicious/noExplicitAny: a list of routes holds routes of every shape; each was checked where it was defined
type Any = any
export type AnyJsonRoute = Route<Any, Any, Any, Any>
export type AnyUploadRoute = UploadRoute<Any, Any, Any, Any>
export type AnyRawRoute = RawRoute<Any, Any, Any>
export type AnyRoute = AnyJsonRoute | AnyUploadRoute | AnyRawRoute

export const isUploadRoute = (each: AnyRoute): each is AnyUploadRoute => 'uploadLimit' in each
export const isRawRoute = (each: AnyRoute): each is AnyRawRoute => 'answerType' in each

/** Defines a route with its types inferred from its contract. */
export const route = <
  P extends Shape | undefined = undefined,
  Q extends Shape | undefined = undefined,
  B extends Shape | undefined = undefined,
  A extends Shape = Shape,
>(
  definition: Route<P, Q, B, A>,
): Route<P, Q, B, A> => definition

/** Defines a route that takes a file. */
export const uploadRoute = <
  P extends Shape | undefined = undefined,
  Q extends Shape | undefined = undefined,
  B extends Shape | undefined = undefined,
  A extends Shape = Shape,
>(
  definition: UploadRoute<P, Q, B, A>,
): UploadRoute<P, Q, B, A> => definition

/** Defines a route whose answer is not JSON. */
export const rawRoute = <
  P extends Shape | undefined = undefined,
  Q extends Shape | undefined = undefined,
  B extends Shape | undefined = undefined,
>(
  definition: RawRoute<P, Q, B>,
): RawRoute<P, Q, B> => definition
