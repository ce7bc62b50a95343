import type { Actor } from '#platform/actor.ts'
import type { Db } from '#platform/db.ts'
import { unknownVersion } from './problems.ts'
import { findVersion } from './queries.ts'
import { loadContent } from './queries-content.ts'
import type { CatalogueContent } from './tables.ts'
import { compareContents, type VersionDifference } from './version-difference.ts'

/** What changes from one version to another, drafts included, field by field. `catalogue.unknown_version` when there is no such version. */
export async function compareVersions(
  tx: Db,
  actor: Pick<Actor, 'cityId'>,
  input: { fromVersionId: string; toVersionId: string },
): Promise<VersionDifference> {
  const before = await contentOf(tx, actor.cityId, input.fromVersionId)
  return compareContents(before, await contentOf(tx, actor.cityId, input.toVersionId))
}

async function contentOf(tx: Db, cityId: string, versionId: string): Promise<CatalogueContent> {
  if (!(await findVersion(tx, cityId, versionId))) throw unknownVersion(versionId)
  return loadContent(tx, cityId, versionId)
}
