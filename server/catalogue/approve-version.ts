import { lockCity } from '#organisation/queries-calendar-stamp.ts'
import type { Actor } from '#platform/actor.ts'
import type { Db } from '#platform/db.ts'
import { announce } from '#platform/outbox.ts'
import { findFlaws, findGaps } from './catalogue-checks.ts'
import { lockDraft } from './change-draft.ts'
import { todayOf } from './city-day.ts'
import { CATALOGUE_APPROVED, type CatalogueApproved } from './events.ts'
import { knownDuties } from './known-duties.ts'
import { approverIsDrafter, effectiveInPast, flawedCatalogue } from './problems.ts'
import { listVersions } from './queries.ts'
import { loadContent, setVersionApproved } from './queries-content.ts'
import type { CatalogueVersion } from './tables.ts'
import { mayTakeEffect } from './version-state.ts'
import { isOwnWork } from './view-versions.ts'

export interface ApprovalInput {
  readonly versionId: string
  /** The first local day YYYY-MM-DD the version is in force. */
  readonly effectiveFrom: string
}

/**
 * Approves a draft; from then on it never changes. Refused when it is not a draft, when the approver drafted it or changed anything in it (`catalogue.approver_is_drafter`),
 * when it would take effect before today although the city already has an approved version (`catalogue.effective_in_past`), and when it is
 * incomplete or breaks a rule (`catalogue.flawed`, every place listed). Announces catalogue.approved.
 */
export async function approveVersion(tx: Db, actor: Actor, input: ApprovalInput): Promise<CatalogueVersion> {
  // Two approvals at once would each see no approved version and both pass as the city's first.
  await lockCity(tx, actor.cityId)
  const draft = await lockDraft(tx, actor.cityId, input.versionId)
  if (actor.personId === null || (await isOwnWork(tx, actor, draft))) throw approverIsDrafter()
  const today = await todayOf(tx, actor)
  const versions = await listVersions(tx, actor.cityId)
  if (!mayTakeEffect(input.effectiveFrom, today, versions)) throw effectiveInPast(input.effectiveFrom, today)
  await refuseFlaws(tx, actor.cityId, draft.id)
  const approval = { effectiveFrom: input.effectiveFrom, approvedBy: actor.personId, approvedAt: actor.at }
  const approved = await setVersionApproved(tx, actor.cityId, draft.id, approval)
  const data: CatalogueApproved = { versionId: draft.id, number: draft.number, effectiveFrom: input.effectiveFrom, everywhere: true }
  await announce(tx, { cityId: actor.cityId, topic: CATALOGUE_APPROVED, subjectId: draft.id, data: { ...data }, at: actor.at })
  return approved
}

async function refuseFlaws(tx: Db, cityId: string, versionId: string): Promise<void> {
  const content = await loadContent(tx, cityId, versionId)
  const flaws = [...findFlaws(content, await knownDuties(tx, cityId)), ...findGaps(content)]
  if (flaws.length > 0) throw flawedCatalogue(flaws)
}
