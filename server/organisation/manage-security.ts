import type { z } from 'zod'
import { outside } from '#identity/key-rules.ts'
import { revokeKey, showKey } from '#identity/manage-keys.ts'
import { deleteFactor } from '#identity/queries-second-factor.ts'
import { deleteSessionsOf } from '#identity/queries-sessions.ts'
import { viewFactor } from '#identity/second-factor.ts'
import type { KeyPage, KeyQuery } from '#organisation/contract-security.ts'
import { requireManaged } from '#organisation/manage-account.ts'
import { organisationProblems } from '#organisation/problems.ts'
import { countKeysWithin, listKeysWithin } from '#organisation/queries-security.ts'
import { namer } from '#organisation/view-people.ts'
import { toPage } from '#organisation/view-places.ts'
import type { Actor } from '#platform/actor.ts'
import type { Db } from '#platform/db.ts'

/** The API keys that reach nowhere beyond the actor's areas, whoever made them. */
export async function listKeys(tx: Db, actor: Actor, { after, limit }: z.output<typeof KeyQuery>): Promise<z.input<typeof KeyPage>> {
  const nameOf = namer(actor)
  const rows = await listKeysWithin(tx, actor.cityId, actor.areas, after, limit + 1)
  const { items, next } = toPage(rows, limit, ({ id }) => id)
  const shown = items.map(({ ownerName, title, titleEn, unitName, unitNameEn, ...key }) => ({
    ...showKey(key, actor.at),
    owner: { id: key.personId, name: nameOf(ownerName) },
    post: { id: key.postId, title, titleEn, unitName, unitNameEn },
  }))
  return { items: shown, next, total: await countKeysWithin(tx, actor.cityId, actor.areas) }
}

/** Revokes somebody's key that reaches nowhere beyond the actor's areas. Throws api_key.not_found. */
export const revokeAnyKey = (tx: Db, actor: Actor, id: string) =>
  revokeKey(tx, actor, id, ({ areaCodes }) => outside(areaCodes, actor.areas).length === 0)

/** Whether a person of the actor's areas has an authenticator. Throws organisation.not_found, .outside_area. */
export async function viewFactorOf(tx: Db, actor: Actor, id: string) {
  await requireManaged(tx, actor, id)
  return viewFactor(tx, { cityId: actor.cityId, personId: id })
}

/**
 * Takes somebody's authenticator off, who lost it: their sessions end, and at the next sign-in their post asks for another. Nobody takes off their
 * own this way. Throws organisation.own_account, .not_found, .outside_area.
 */
export async function resetFactor(tx: Db, actor: Actor, id: string) {
  await requireManaged(tx, actor, id)
  if (id === actor.personId) throw organisationProblems.ownAccount()
  const hadAuthenticator = await deleteFactor(tx, actor.cityId, id)
  const ended = await deleteSessionsOf(tx, actor.cityId, id)
  return { id, hadAuthenticator, endedSessions: ended.length }
}
