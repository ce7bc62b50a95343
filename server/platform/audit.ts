import { createHash } from 'node:crypto'
import { z } from 'zod'
import type { Actor } from '#platform/actor.ts'
import { changesBetween, type RecordState } from '#platform/audit-changes.ts'
import { canonicalJson } from '#platform/canonical-json.ts'
import { identifier } from '#platform/contract-identifier.ts'
import type { Db } from '#platform/db.ts'
import { httpProblems } from '#platform/http-problems.ts'
import { newId } from '#platform/identifier.ts'
import { type AuditEntry, appendAuditEntry, findAuditEntry } from '#platform/queries-audit.ts'

/** An administrative write as it was asked for. */
export interface AuditedRequest {
  readonly action: string
  readonly params: unknown
  readonly body: unknown
  /** SHA-256 of the file sent along, if one was. */
  readonly fileHash?: string | undefined
  /** What is acted on, read before and after. */
  readonly state?: (() => Promise<RecordState>) | undefined
}

const requestId = z.object({ requestId: identifier })
const identified = z.object({ id: z.string().optional(), code: z.string().optional() })
const SECRET = /password|secret|token/i

const isPlain = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value)
const withoutSecrets = (value: unknown): unknown =>
  JSON.parse(JSON.stringify(value ?? null, (key, each) => (SECRET.test(key) ? undefined : each)))

/** An answer as it is kept: what a secret says is left out, that there is one is not. */
const withoutSecretTexts = (answer: unknown): unknown =>
  JSON.parse(JSON.stringify(answer ?? null, (key, each) => (SECRET.test(key) && typeof each === 'string' ? undefined : each)))

/** Without the secrets: a stored fingerprint must not become a way to try passwords. */
const fingerprintOf = (request: AuditedRequest): string =>
  createHash('sha256')
    .update(canonicalJson([request.action, request.params ?? null, withoutSecrets(request.body), request.fileHash ?? null]))
    .digest('hex')

/** What was acted on: the path's parameters, else the id or code the answer carries. */
function subjectOf(request: AuditedRequest, answer: unknown): string {
  const params = isPlain(request.params) ? Object.values(request.params).join('/') : ''
  const named = identified.safeParse(answer)
  return params || (named.success ? (named.data.id ?? named.data.code ?? '') : '')
}

const isSame = (entry: AuditEntry, actor: Actor, request: AuditedRequest): boolean =>
  entry.personId === actor.personId && entry.action === request.action && entry.details.fingerprint === fingerprintOf(request)

/** Who, in which post over which areas, when, from what kind of address. */
const doerOf = (actor: Actor) => ({
  cityId: actor.cityId,
  id: newId(actor.at),
  at: actor.at,
  personId: actor.personId,
  postId: actor.postId,
  areaCodes: [...actor.areas],
  addressKind: actor.from ?? null,
})

export interface SeenData {
  readonly action: string
  /** Which record; empty where a list was looked at. */
  readonly subject: string
  /** What was asked for, when that itself says nothing of anybody. */
  readonly params?: unknown
  /** How much was seen or taken away, never what. */
  readonly answer?: unknown
}

/** Leaves an entry of a look at personal data, or of data taken away; never the data itself. */
export const recordSeen = (tx: Db, actor: Actor, { action, subject, params = {}, answer = null }: SeenData): Promise<void> =>
  appendAuditEntry(tx, {
    ...doerOf(actor),
    requestId: newId(actor.at),
    action,
    subject,
    details: { fingerprint: '', params, body: null },
    answer,
    changes: null,
  })

/**
 * Runs an administrative write once: leaves one audit entry with the answer, in the same transaction, and answers a replay of the same request
 * from it. Throws request.id_missing, or request.reused when the id was used by another person or for another action or content.
 * Keys that look like secrets (password, token) are left out of the entry, so a replay does not tell them again.
 */
export async function audited(tx: Db, actor: Actor, request: AuditedRequest, work: () => Promise<unknown>): Promise<unknown> {
  const named = requestId.safeParse(request.body)
  if (!named.success) throw httpProblems.requestIdMissing()
  const before = await findAuditEntry(tx, actor.cityId, named.data.requestId)
  if (before && !isSame(before, actor, request)) throw httpProblems.reused()
  if (before) return before.answer
  const earlier = await request.state?.()
  const answer = await work()
  await appendAuditEntry(tx, {
    ...doerOf(actor),
    requestId: named.data.requestId,
    changes: request.state ? changesBetween(earlier, await request.state()) : null,
    action: request.action,
    subject: subjectOf(request, answer),
    details: {
      fingerprint: fingerprintOf(request),
      params: withoutSecrets(request.params),
      body: withoutSecrets(request.body),
      ...(actor.keyId !== undefined && { keyId: actor.keyId }),
    },
    answer: withoutSecretTexts(answer),
  })
  return answer
}
