import type { ActionName, PendingKind, Stage } from '#cases/lifecycle.ts'
import type { Measure } from '#catalogue/time-limit.ts'
import type { Level } from '#platform/actor.ts'

/** A sub-task of a unit that assists the lead. */
export interface AssistingPart {
  readonly unitId: string
  readonly task: string
  readonly doneAt: string | null
  readonly result: string | null
}

export const PHOTO_PURPOSES = ['before', 'after', 'verify', 'check'] as const
export type PhotoPurpose = (typeof PHOTO_PURPOSES)[number]
/** A photo on the case: which file, why, at which event, and what its own data says against the place and the clock. */
export interface CasePhoto {
  readonly fileId: string
  readonly purpose: PhotoPurpose
  readonly seq: number
  readonly originalSha256: string
  readonly flags: readonly string[]
}

/** Everything known of one case now: the row of table "case" without its search columns. Instants are Date, JSON columns plain values. */
export interface CaseState {
  readonly cityId: string
  readonly id: string
  readonly number: string
  readonly version: number
  readonly headHash: string
  readonly stage: Stage
  readonly stageEnteredAt: Date
  readonly stageDueAt: Date | null
  readonly origin: Origin
  readonly channel: string
  readonly originLevel: Level
  readonly loopLevel: Level
  readonly closingLevel: Level
  readonly description: string
  readonly typeCode: string | null
  readonly conditionNumber: number | null
  readonly catalogueVersionId: string | null
  readonly urgency: 'urgent' | 'normal'
  readonly impactArea: number | null
  readonly lon: number
  readonly lat: number
  readonly address: string
  readonly placeCode: string
  readonly zoneCode: string | null
  readonly regionClass: number
  readonly componentCode: string | null
  readonly shopfrontCode: string | null
  readonly reporterId: string | null
  readonly reporterUnitId: string | null
  readonly unitId: string | null
  readonly handlerId: string | null
  /** Everyone who ever handled it, in any round: none of them may check or close it. */
  readonly handledBy: readonly string[]
  readonly inspectorId: string | null
  readonly checkedBy: string | null
  readonly assisting: readonly AssistingPart[]
  readonly photos: readonly CasePhoto[]
  readonly reportedAt: Date
  readonly filedAt: Date | null
  readonly dispatchedAt: Date | null
  readonly receivedAt: Date | null
  readonly handledAt: Date | null
  readonly closedAt: Date | null
  readonly limitValue: number | null
  readonly limitUnit: string | null
  readonly clockMeasure: Measure | null
  readonly clockBudgetMs: number | null
  readonly clockRemainingMs: number | null
  readonly clockRunningSince: Date | null
  readonly dueAt: Date | null
  readonly onTime: boolean | null
  readonly pending: PendingKind | null
  readonly pendingAt: Date | null
  readonly pendingDetail: Record<string, unknown> | null
  readonly suspendedUntil: Date | null
  readonly escalationStep: number
  readonly nextEscalationAt: Date | null
  readonly listedLevel: Level | null
  readonly listedOwnerPostId: string | null
  readonly round: number
  readonly returnCount: number
  readonly reworkCount: number
  readonly extensionCount: number
  readonly suspensionCount: number
  readonly urgeCount: number
  readonly urgeDueAt: Date | null
  readonly selfHandled: boolean
  readonly primaryCaseId: string | null
  readonly outcome: string | null
  readonly solved: boolean | null
  readonly satisfied: number | null
}

export const ORIGINS = ['inspector', 'public', 'sensor', 'satellite', 'operator'] as const
export type Origin = (typeof ORIGINS)[number]

/** Columns an action may change; identity, place in the chain and the moment are the recorder's own. */
export type CaseChanges = Partial<Omit<CaseState, 'cityId' | 'id' | 'version' | 'headHash' | 'stage'>>

/** No request of the unit awaits a ruling (any more). */
export const NOTHING_WAITS = { pending: null, pendingAt: null, pendingDetail: null } as const satisfies CaseChanges

/** One fact of the history. `data.set` holds exactly the columns it changed, `data.given` what the person said. */
export interface CaseEvent {
  readonly cityId: string
  readonly caseId: string
  readonly seq: number
  readonly requestId: string
  readonly action: ActionName
  readonly fromStage: Stage | null
  readonly toStage: Stage
  readonly at: Date
  readonly personId: string | null
  readonly postId: string | null
  readonly unitId: string | null
  /** Canonical JSON of EventData. */
  readonly data: string
  readonly prevHash: string
  readonly hash: string
}

export interface EventData {
  /** SHA-256 of what was submitted, by which a repeat is told from another submission under the same request id. */
  readonly asked: string
  readonly given: Record<string, unknown>
  readonly set: Record<string, unknown>
}
