import { lockCity } from '#organisation/queries-calendar-stamp.ts'
import type { Actor } from '#platform/actor.ts'
import type { Db } from '#platform/db.ts'
import { findFlaws, findGaps } from './catalogue-checks.ts'
import { lockDraft } from './change-draft.ts'
import { todayOf } from './city-day.ts'
import { knownDuties } from './known-duties.ts'
import { approverIsDrafter, effectiveInPast, flawedCatalogue } from './problems.ts'
import { listVersions } from './queries.ts'
import { loadContent, setVersionApproved } from './queries-content.ts'
import type { CatalogueVersion } from './tables.ts'
import { mayTakeEffect } from './version-state.ts'

export interface ApprovalInput {
  readonly versionId: string
  /** The first local day YYYY-MM-DD the version is in force. */
  readonly effectiveFrom: string
}

/**
 * Approves a draft; from then on it never changes. Refused when it is not a draft, when the approver drafted it (`catalogue.approver_is_drafter`),
 * when it would take effect before today although the city already has an approved version (`catalogue.effective_in_past`), and when it is
 * incomplete or breaks a rule (`catalogue.flawed`, every place listed).
 */
export async function approveVersion(tx: Db, actor: Actor, input: ApprovalInput): Promise<CatalogueVersion> {
  // Two approvals at once would each see no approved version and both pass as the city's first.
  await lockCity(tx, actor.cityId)
  const draft = await lockDraft(tx, actor.cityId, input.versionId)
  if (actor.personId === null || actor.personId === draft.draftedBy) throw approverIsDrafter()
  const today = await todayOf(tx, actor)
  const versions = await listVersions(tx, actor.cityId)
  if (!mayTakeEffect(input.effectiveFrom, today, versions)) throw effectiveInPast(input.effectiveFrom, today)
  await refuseFlaws(tx, actor.cityId, draft.id)
  const approval = { effectiveFrom: input.effectiveFrom, approvedBy: actor.personId, approvedAt: actor.at }
  return setVersionApproved(tx, actor.cityId, draft.id, approval)
}

async function refuseFlaws(tx: Db, cityId: string, versionId: string): Promise<void> {
  const content = await loadContent(tx, cityId, versionId)
  const flaws = [...findFlaws(content, await knownDuties(tx, cityId)), ...findGaps(content)]
  if (flaws.length > 0) throw flawedCatalogue(flaws)
}
