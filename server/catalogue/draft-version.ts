import { lockCity } from '#organisation/queries-calendar-stamp.ts'
import type { Actor } from '#platform/actor.ts'
import type { Db } from '#platform/db.ts'
import { newId } from '#platform/identifier.ts'
import { todayOf } from './city-day.ts'
import { unknownVersion } from './problems.ts'
import { findVersion, listVersions } from './queries.ts'
import { insertContent, insertVersion, loadContent } from './queries-content.ts'
import type { CatalogueVersion } from './tables.ts'
import { versionInForce } from './version-state.ts'

export interface DraftInput {
  /** The version to copy; the one in force today when left out, and nothing when there is none. */
  readonly fromVersionId?: string | undefined
  readonly note: string
}

/** Opens a draft as a copy of another version, under the city's next number. `catalogue.unknown_version` when the version to copy does not exist. */
export async function draftVersion(tx: Db, actor: Actor, input: DraftInput): Promise<CatalogueVersion> {
  await lockCity(tx, actor.cityId)
  const versions = await listVersions(tx, actor.cityId)
  const source = await findSource(tx, actor, versions, input.fromVersionId)
  const draft = await insertVersion(tx, {
    cityId: actor.cityId,
    id: newId(actor.at),
    number: (versions[0]?.number ?? 0) + 1,
    status: 'draft',
    effectiveFrom: null,
    note: input.note,
    draftedBy: actor.personId,
    draftedAt: actor.at,
    approvedBy: null,
    approvedAt: null,
  })
  if (source) await insertContent(tx, actor.cityId, draft.id, await loadContent(tx, actor.cityId, source.id))
  return draft
}

async function findSource(
  tx: Db,
  actor: Actor,
  versions: readonly CatalogueVersion[],
  fromVersionId: string | undefined,
): Promise<CatalogueVersion | undefined> {
  if (fromVersionId === undefined) return versionInForce(versions, await todayOf(tx, actor))
  const source = await findVersion(tx, actor.cityId, fromVersionId)
  if (!source) throw unknownVersion(fromVersionId)
  return source
}
