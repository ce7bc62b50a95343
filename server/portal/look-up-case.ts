import { z } from 'zod'
import type { CaseEvent, CasePhoto, CaseState, EventData } from '#cases/case-state.ts'
import { findCase, listEvents } from '#cases/queries.ts'
import { verifyHistory } from '#cases/verify-history.ts'
import { findProblemType } from '#catalogue/queries.ts'
import { listNames } from '#organisation/queries-names.ts'
import type { Actor } from '#platform/actor.ts'
import { type Db, inTransaction } from '#platform/db.ts'
import type { Bilingual } from '#platform/problem.ts'
import { findStoredFile } from '#platform/queries-files.ts'
import type { LookupAnswer, LookupBody } from '#portal/contract-lookup.ts'
import { findReport } from '#portal/find-report.ts'
import { findPortal, type Portal } from '#portal/open-portal.ts'
import type { PortalParts } from '#portal/parts.ts'
import { sealTicket, TICKET_MINUTES } from '#portal/photo-ticket.ts'
import { PLAIN_STAGES, stateOf } from '#portal/stages.ts'
import { tellOutsider, unitsOf } from '#portal/tell-outsider.ts'
import { shownOf } from '#portal/visibility.ts'

const UNIT: Bilingual = { zh: '责任单位', en: 'the unit in charge' }
const StoredFacts = z.object({ thumbnailSha256: z.string().optional() })
type Answer = z.input<typeof LookupAnswer>

/**
 * How a report goes, to whoever knows its number and code: the stage, the steps in plain words with their times and the units' names, whether the
 * history was held against its chain, the photos. No person, no note, not even the reporter's own words: a code may be read over a shoulder. `db` is a plain
 * handle. Throws portal.unknown_case, portal.locked.
 */
export async function lookUpCase(
  db: Db,
  actor: Actor,
  parts: PortalParts,
  address: string,
  sent: z.output<typeof LookupBody>,
): Promise<Answer> {
  const { row, topic } = await findReport(db, actor, parts, address, sent)
  return inTransaction(db, async (tx) => {
    const portal = await findPortal(tx, actor.cityId)
    const events = await listEvents(tx, actor.cityId, row.id)
    const { broken } = await verifyHistory(tx, { cityId: actor.cityId, caseId: row.id })
    return {
      number: row.number,
      topic,
      type: await typeOf(tx, row),
      state: stateOf(row.stage),
      stage: { ...PLAIN_STAGES[row.stage] },
      joined: await joinedOf(tx, row),
      reportedAt: row.reportedAt.toISOString(),
      dueAt: row.dueAt?.toISOString() ?? null,
      steps: await stepsOf(tx, actor.cityId, events),
      history: { verified: broken.length === 0, entries: events.length },
      photos: await photosOf(tx, actor, parts, portal, row),
      mayRate: row.stage === 'closed' && row.solved === null,
    }
  })
}

/** Of a report joined with another of the same problem: how that one goes, and nothing else of it. */
async function joinedOf(tx: Db, { cityId, primaryCaseId }: CaseState): Promise<Answer['joined']> {
  const primary = primaryCaseId === null ? undefined : await findCase(tx, cityId, primaryCaseId)
  return primary ? { state: stateOf(primary.stage), stage: { ...PLAIN_STAGES[primary.stage] } } : null
}

async function typeOf(tx: Db, { cityId, typeCode, catalogueVersionId }: CaseState): Promise<Answer['type']> {
  if (typeCode === null || catalogueVersionId === null) return null
  const type = await findProblemType(tx, cityId, catalogueVersionId, typeCode)
  return type ? { zh: type.name, en: type.nameEn } : null
}

async function stepsOf(tx: Db, cityId: string, events: readonly CaseEvent[]): Promise<Answer['steps']> {
  const told = events.map(({ action, toStage, unitId, at, data }) => ({
    action,
    toStage,
    unitId,
    at,
    given: (JSON.parse(data) as EventData).given,
  }))
  const names = await listNames(tx, cityId, [...new Set(told.flatMap(unitsOf))])
  const units = new Map(names.filter(({ kind }) => kind === 'unit').map(({ id, name, nameEn }) => [id, { zh: name, en: nameEn ?? name }]))
  return told.flatMap((event) => {
    const words = tellOutsider(event, (id) => units.get(String(id)) ?? UNIT)
    return words ? [{ at: event.at.toISOString(), words: { ...words } }] : []
  })
}

/** Photos from before and after, unless the type is private or nobody has said yet which type it is. */
async function photosOf(tx: Db, actor: Actor, parts: PortalParts, { rules }: Portal, row: CaseState): Promise<Answer['photos']> {
  if (row.typeCode === null || shownOf(row.typeCode, rules) === 'never') return []
  const shown: Answer['photos'] = []
  for (const photo of row.photos) {
    const links = await linksOf(tx, actor, parts, photo)
    if (links && (photo.purpose === 'before' || photo.purpose === 'after')) shown.push({ purpose: photo.purpose, ...links })
  }
  return shown
}

async function linksOf(tx: Db, { cityId, at }: Actor, { secrets }: PortalParts, { fileId }: CasePhoto) {
  const file = await findStoredFile(tx, cityId, fileId)
  if (!file) return undefined
  const until = at.getTime() + TICKET_MINUTES * 60_000
  const link = (key: string): string => `/api/portal/photos/${sealTicket(secrets, cityId, { key, until })}`
  return { url: link(file.storedSha256), thumbnailUrl: link(StoredFacts.parse(file.facts).thumbnailSha256 ?? file.storedSha256) }
}
