import { createHash } from 'node:crypto'
import type { CaseEvent, CaseState, EventData } from '#cases/case-state.ts'
import { canonicalJson } from '#platform/canonical-json.ts'

/** The hash before the first event of a case. */
export const GENESIS = '0'.repeat(64)

/**
 * Tells two submissions apart: SHA-256 of the content, without what names the submission itself and without the reporter's contact,
 * which must be forgotten in time and may not be guessed from a hash that stays.
 */
export function askedOf(input: object): string {
  const { requestId: _request, caseId: _case, version: _version, contact: _contact, ...content } = input as Record<string, unknown>
  return createHash('sha256').update(canonicalJson(content)).digest('hex')
}

/** One stored history row as text, the instant to the microsecond exactly as the database holds it. */
export type HashedRow = Omit<CaseEvent, 'hash' | 'at'> & { readonly at: string }

/** SHA-256 over every column of the row and the hash before it; columns are length-prefixed so that no text can slide from one into the next. */
export function hashOf(row: HashedRow): string {
  const columns = [
    row.cityId, row.caseId, String(row.seq), row.requestId, row.action, row.fromStage, row.toStage,
    row.at, row.personId, row.postId, row.unitId, row.data, row.prevHash,
  ] // biome-ignore format: one line per group reads better
  const hash = createHash('sha256')
  for (const column of columns) hash.update(column === null ? '-;' : `${Buffer.byteLength(column)}:${column};`)
  return hash.digest('hex')
}

/** The spelling of an instant inside the hash: what PostgreSQL prints with microseconds. */
export const instantText = (at: Date): string => `${at.toISOString().slice(0, -1)}000Z`

/** Columns of CaseState that hold instants: ISO text in events, Date in the state. */
const INSTANTS = new Set<string>([
  'stageEnteredAt', 'stageDueAt', 'reportedAt', 'filedAt', 'dispatchedAt', 'receivedAt', 'handledAt', 'closedAt',
  'clockRunningSince', 'dueAt', 'pendingAt', 'suspendedUntil', 'nextEscalationAt', 'urgeDueAt',
]) // biome-ignore format: a list

const revive = (set: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(set).map(([key, value]) => [key, INSTANTS.has(key) && typeof value === 'string' ? new Date(value) : value]),
  )

/** The state of a case before anything is known of it. */
export const BLANK: Omit<CaseState, 'cityId' | 'id'> = {
  number: '', version: 0, headHash: GENESIS, stage: 'reported', stageEnteredAt: new Date(0), stageDueAt: null,
  origin: 'operator', channel: '', originLevel: 'city', loopLevel: 'city', closingLevel: 'city', description: '',
  typeCode: null, conditionNumber: null, catalogueVersionId: null, urgency: 'normal', impactArea: null,
  lon: 0, lat: 0, address: '', placeCode: '', zoneCode: null, regionClass: 1, componentCode: null, shopfrontCode: null,
  reporterId: null, reporterUnitId: null, unitId: null, handlerId: null, handledBy: [], inspectorId: null, checkedBy: null, assisting: [], photos: [],
  reportedAt: new Date(0), filedAt: null, dispatchedAt: null, receivedAt: null, handledAt: null, closedAt: null,
  limitValue: null, limitUnit: null, clockMeasure: null, clockBudgetMs: null, clockRemainingMs: null, clockRunningSince: null, dueAt: null, onTime: null,
  pending: null, pendingAt: null, pendingDetail: null, suspendedUntil: null, escalationStep: 0, nextEscalationAt: null,
  listedLevel: null, listedOwnerPostId: null, round: 1, returnCount: 0, reworkCount: 0, extensionCount: 0, suspensionCount: 0,
  urgeCount: 0, urgeDueAt: null, selfHandled: false, primaryCaseId: null, outcome: null, solved: null, satisfied: null,
} // biome-ignore format: a table

/** The state after one more event. Pure: what an event changed is written in the event itself. */
export function applyEvent(state: CaseState, event: CaseEvent): CaseState {
  const { set } = JSON.parse(event.data) as EventData
  return { ...state, ...revive(set), stage: event.toStage, version: event.seq, headHash: event.hash }
}

/** The state a whole history leads to. */
export const replayHistory = (cityId: string, caseId: string, events: readonly CaseEvent[]): CaseState =>
  events.reduce<CaseState>(applyEvent, { ...BLANK, cityId, id: caseId })
