import { looksLikeKey, overlap, readKey, stateOfKey } from '#identity/key-rules.ts'
import { type ApiKey, findKeyByHash, setKeyUsed } from '#identity/queries-keys.ts'
import type { SessionParts } from '#identity/sessions.ts'
import { hashToken } from '#identity/token.ts'
import type { Actor } from '#platform/actor.ts'
import type { Recognised, Sessions } from '#platform/visitor.ts'

/** "Last used" is written at most once a minute, so that reading does not mean writing. */
const USED_EVERY = 60_000

/** A key does what its owner may do now in the post it was made in, and of that only what it was made for. */
const actorOf = (key: ApiKey, owner: Actor): Actor => ({
  ...owner,
  areas: overlap(owner.areas, key.areaCodes),
  permissions: new Set(key.scopes.filter((each) => owner.permissions.has(each))),
  keyId: key.id,
})

async function recogniseKey({ db, clock, directory }: SessionParts, token: string): Promise<Recognised | undefined> {
  const parts = readKey(token)
  const key = parts && (await findKeyByHash(db, parts.cityId, hashToken(token)))
  const at = clock.now()
  if (!key || stateOfKey(key, at) !== 'active') return undefined
  const owner = await directory.loadActor(db, key, at)
  if (!owner) return undefined
  if (key.lastUsedAt === null || at.getTime() - key.lastUsedAt.getTime() >= USED_EVERY) await setKeyUsed(db, key.cityId, key.id, at)
  return { session: null, actor: actorOf(key, owner) }
}

/** Sessions, and keys of programs beside them. A key is taken as a Bearer token only: no browser sends it unasked. */
export const withKeys = (sessions: Sessions, parts: SessionParts): Sessions => ({
  ...sessions,
  recognise: (token, carrier) => {
    if (!looksLikeKey(token)) return sessions.recognise(token, carrier)
    return carrier === 'bearer' ? recogniseKey(parts, token) : Promise.resolve(undefined)
  },
})
