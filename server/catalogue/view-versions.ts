import type { z } from 'zod'
import { maskName } from '#organisation/mask-name.ts'
import { type Actor, mayDo } from '#platform/actor.ts'
import type { Db } from '#platform/db.ts'
import { findFlaws, findGaps } from './catalogue-checks.ts'
import { compareVersions } from './compare-versions.ts'
import type { CompareAnswer, FindingsAnswer, VersionList } from './contract.ts'
import { knownDuties } from './known-duties.ts'
import { listProblemTypes } from './queries.ts'
import { loadContent } from './queries-content.ts'
import { countDifferences, hasEditedVersion, listPersonNames } from './queries-versions.ts'
import { listStates, versionFor } from './read-catalogue.ts'

type Listed = Awaited<ReturnType<typeof listStates>>[number]

/** What a version is compared with: a draft with the one in force, an approved one with the approved one before it. */
function predecessorOf(version: Listed, versions: readonly Listed[]): Listed | undefined {
  if (version.state === 'draft') return versions.find(({ state }) => state === 'in_force')
  return versions.find(({ state, number }) => state !== 'draft' && number < version.number)
}

/** All versions, the newest first, with who, when, and how much each changes. Names are masked without people.read. */
export async function viewVersions(tx: Db, actor: Actor): Promise<z.input<typeof VersionList>> {
  const listed = await listStates(tx, actor)
  const ids = listed.flatMap(({ draftedBy, approvedBy }) => [draftedBy, approvedBy].filter((each) => each !== null))
  const names = await listPersonNames(tx, actor.cityId, ids)
  const nameOf = (id: string | null): string | null => {
    const name = id === null ? undefined : names.get(id)
    return name === undefined ? null : mayDo(actor, 'people.read') ? name : maskName(name)
  }
  const versions: z.input<typeof VersionList>['versions'] = []
  for (const version of listed) {
    const comparedWith = predecessorOf(version, listed)?.id ?? null
    const differences = await countDifferences(tx, actor.cityId, comparedWith, version.id)
    const { draftedBy, approvedBy } = version
    versions.push({ ...version, draftedByName: nameOf(draftedBy), approvedByName: nameOf(approvedBy), comparedWith, differences })
  }
  return { versions }
}

/** The difference of two versions with the names of the types it speaks of. `catalogue.unknown_version`. */
export async function viewDifference(
  tx: Db,
  actor: Actor,
  { from, to }: { from: string; to: string },
): Promise<z.input<typeof CompareAnswer>> {
  const difference = await compareVersions(tx, actor, { fromVersionId: from, toVersionId: to })
  const types = [...(await listProblemTypes(tx, actor.cityId, from)), ...(await listProblemTypes(tx, actor.cityId, to))]
  const names = Object.fromEntries(types.map(({ code, name, nameEn }) => [code, { zh: name, en: nameEn }]))
  return { ...difference, names }
}

/** Everything that stands in the way of approving a version, its content and whoever asks. `catalogue.unknown_version`. */
export async function viewFindings(tx: Db, actor: Actor, versionId: string): Promise<z.input<typeof FindingsAnswer>> {
  const version = await versionFor(tx, actor, versionId)
  const content = await loadContent(tx, actor.cityId, version.id)
  const flaws = [...findFlaws(content, await knownDuties(tx, actor.cityId)), ...findGaps(content)]
  const mine = await isOwnWork(tx, actor, version)
  const sizes = { types: content.types.length, conditions: content.conditions.length, rules: content.rules.length }
  return { versionId: version.id, number: version.number, status: version.status, flaws, sizes, ownWork: mine }
}

/** Whether the actor drafted a version or changed anything in it: whoever did does not approve it. */
export async function isOwnWork(tx: Db, actor: Actor, version: { id: string; draftedBy: string | null }): Promise<boolean> {
  if (actor.personId === null || actor.personId === version.draftedBy) return true
  return hasEditedVersion(tx, actor.cityId, version.id, actor.personId)
}
