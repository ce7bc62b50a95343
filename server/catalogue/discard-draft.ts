import type { Actor } from '#platform/actor.ts'
import type { Db } from '#platform/db.ts'
import { lockDraft } from './change-draft.ts'
import { removeVersion, setContent } from './queries-content.ts'
import type { CatalogueVersion } from './tables.ts'

/** Discards a draft with all it says; returns what it was. `catalogue.unknown_version`, or `catalogue.not_a_draft` when it was approved. */
export async function discardDraft(tx: Db, actor: Actor, input: { versionId: string }): Promise<CatalogueVersion> {
  const draft = await lockDraft(tx, actor.cityId, input.versionId)
  await setContent(tx, actor.cityId, draft.id, { types: [], conditions: [], rules: [] })
  await removeVersion(tx, actor.cityId, draft.id)
  return draft
}
