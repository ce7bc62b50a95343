import { latestKeyEnd, mayLastUntil, outside, spellKey, stateOfKey } from '#identity/key-rules.ts'
import { identityProblems } from '#identity/problems.ts'
import { type ApiKey, insertKey, listKeysOf, lockKey, setKeyRevoked } from '#identity/queries-keys.ts'
import { drawToken, hashToken } from '#identity/token.ts'
import { type Actor, mayDo } from '#platform/actor.ts'
import type { Db } from '#platform/db.ts'
import { newId } from '#platform/identifier.ts'
import type { Session } from '#platform/route.ts'

/** A key as it may be shown. */
export const showKey = (key: Omit<ApiKey, 'keyHash'>, at: Date) => ({
  id: key.id,
  name: key.name,
  hint: key.hint,
  scopes: [...key.scopes],
  areaCodes: [...key.areaCodes],
  state: stateOfKey(key, at),
  createdAt: key.createdAt.toISOString(),
  expiresAt: key.expiresAt.toISOString(),
  lastUsedAt: key.lastUsedAt?.toISOString() ?? null,
  revokedAt: key.revokedAt?.toISOString() ?? null,
})

export interface NewKey {
  readonly name: string
  readonly scopes: readonly string[]
  readonly areaCodes?: readonly string[] | undefined
  readonly expiresAt: Date
}

function judgeKey(actor: Actor, { scopes, expiresAt }: NewKey, areaCodes: readonly string[]): void {
  const beyond = scopes.filter((each) => !mayDo(actor, each))
  if (beyond.length > 0) throw identityProblems.keyScopes(beyond)
  const far = outside(areaCodes, actor.areas)
  if (far.length > 0) throw identityProblems.keyArea(far)
  if (!mayLastUntil(expiresAt, actor.at)) throw identityProblems.keyExpiry(latestKeyEnd(actor.at).toISOString())
}

/**
 * A key that acts in the post of whoever makes it, with some of its permissions in some of its area. The key itself is told once. Throws
 * api_key.beyond_owner, .beyond_area, .expiry.
 */
export async function makeKey(tx: Db, actor: Actor, { personId, postId }: Session, input: NewKey) {
  const areaCodes = [...(input.areaCodes ?? actor.areas)]
  judgeKey(actor, input, areaCodes)
  const secret = drawToken()
  const spelled = spellKey({ cityId: actor.cityId, secret })
  const key: ApiKey = {
    cityId: actor.cityId,
    id: newId(actor.at),
    keyHash: hashToken(spelled),
    name: input.name,
    hint: spelled.slice(0, -secret.length + 4),
    personId,
    postId,
    scopes: [...new Set(input.scopes)],
    areaCodes,
    createdAt: actor.at,
    expiresAt: input.expiresAt,
    lastUsedAt: null,
    revokedAt: null,
    revokedBy: null,
  }
  await insertKey(tx, key)
  return { ...showKey(key, actor.at), secret: spelled }
}

export const listOwnKeys = async (tx: Db, { cityId, personId }: Session, at: Date) =>
  (await listKeysOf(tx, cityId, personId)).map((key) => showKey(key, at))

/** Ends a key at once and for good; ending it twice is ending it once. `mayEnd` says whether it is the actor's to end. Throws api_key.not_found. */
export async function revokeKey(tx: Db, actor: Actor, id: string, mayEnd: (key: ApiKey) => boolean) {
  const key = await lockKey(tx, actor.cityId, id)
  if (!key || !mayEnd(key)) throw identityProblems.noKey(id)
  if (key.revokedAt !== null) return showKey(key, actor.at)
  await setKeyRevoked(tx, actor.cityId, id, actor.at, actor.personId)
  return showKey({ ...key, revokedAt: actor.at }, actor.at)
}
