import { z } from 'zod'
import { ORIGINS, PHOTO_PURPOSES } from '#cases/case-state.ts'
import { CLOCK_REASONS } from '#cases/clock-words.ts'
import { ACTION_NAMES, type ActionName, PENDING_KINDS, STAGES } from '#cases/lifecycle.ts'
import { LIGHTS, LIMIT_UNITS } from '#catalogue/time-limit.ts'
import { LEVELS } from '#platform/actor.ts'
import { identifier } from '#platform/contract-identifier.ts'
import { DATUMS } from '#platform/datum-names.ts'

const instant = z.date().transform((value) => value.toISOString())
const when = instant.nullable()
const id = identifier
const level = z.enum(LEVELS)
const action = z.enum(ACTION_NAMES as readonly [ActionName, ...ActionName[]])
const light = z.enum(LIGHTS).nullable()

/** A sub-task of a unit that assists the lead. */
const part = z.object({ unitId: id, task: z.string(), doneAt: z.string().nullable(), result: z.string().nullable() })

/** The clock that matters now: the handling limit's while the unit has the case, else the stage's. `used` is the share of the limit: 1 when due, 2 twice over. */
const activeClock = z.object({
  kind: z.enum(['handling', 'stage']),
  /** Null while the clock stands. */
  dueAt: when,
  used: z.number().nullable(),
  light,
  overdue: z.boolean(),
  /** A return awaits its ruling, or the case is suspended: the light stays as it was. */
  standing: z.boolean(),
})

/** One case in a list: what is needed to decide what to do next. No word of who reported it. */
export const CaseRowAnswer = z.object({
  id,
  number: z.string(),
  version: z.number(),
  stage: z.enum(STAGES),
  typeCode: z.string().nullable(),
  typeName: z.string().nullable(),
  typeNameEn: z.string().nullable(),
  conditionNumber: z.number().nullable(),
  urgency: z.enum(['urgent', 'normal']),
  description: z.string(),
  address: z.string(),
  placeCode: z.string(),
  lon: z.number(),
  lat: z.number(),
  origin: z.enum(ORIGINS),
  channel: z.string(),
  originLevel: level,
  loopLevel: level,
  closingLevel: level,
  unitId: id.nullable(),
  unitName: z.string().nullable(),
  unitNameEn: z.string().nullable(),
  inspectorId: id.nullable(),
  pending: z.enum(PENDING_KINDS).nullable(),
  pendingAt: when,
  listedLevel: level.nullable(),
  suspendedUntil: when,
  /** How many rungs of the ladder have heard that it is overdue. */
  escalationStep: z.number(),
  /** By when the unit is to answer an urging; null when it has answered or no date was set. */
  urgeDueAt: when,
  returnCount: z.number(),
  reportedAt: instant,
  stageEnteredAt: instant,
  stageDueAt: when,
  dueAt: when,
  closedAt: when,
  onTime: z.boolean().nullable(),
  selfHandled: z.boolean(),
  /** Share of the handling limit used, 1 when due; null while no limit was set. */
  limitUsed: z.number().nullable(),
  light,
  overdue: z.boolean(),
  /** Null when the case has ended. */
  active: activeClock.nullable(),
  assisting: z.array(part),
  solved: z.boolean().nullable(),
  /** What the one who asks has to do with it; with `rowState` (row-refusal.ts) it makes the argument of `refusalOf`. */
  mine: z.object({ reported: z.boolean(), handled: z.boolean(), checked: z.boolean() }),
})
export const CaseListAnswer = z.object({ cases: z.array(CaseRowAnswer), next: z.string().nullable() })
export const CountAnswer = z.object({ total: z.number() })
export const BoxCountsAnswer = z.object({
  inbox: z.number(),
  /** Of the inbox. */
  red: z.number(),
  /** Of the inbox. */
  yellow: z.number(),
  overdue: z.number(),
  pending: z.number(),
  unassigned: z.number(),
  listed: z.number(),
  open: z.number(),
})

export const EventAnswer = z.object({
  seq: z.number(),
  action,
  actionName: z.object({ zh: z.string(), en: z.string() }),
  fromStage: z.enum(STAGES).nullable(),
  toStage: z.enum(STAGES),
  at: instant,
  post: z.string().nullable(),
  postEn: z.string().nullable(),
  unit: z.string().nullable(),
  unitEn: z.string().nullable(),
  person: z.string().nullable(),
  given: z.record(z.string(), z.unknown()),
  hash: z.string(),
})

export const ProposalAnswer = z.object({
  unitId: id.nullable(),
  unitName: z.string().nullable(),
  unitNameEn: z.string().nullable(),
  steps: z.array(
    z.object({
      rule: z.number(),
      basis: z.enum(['owner', 'territory']),
      duty: z.string().nullable(),
      level: z.string().nullable(),
      reason: z.string(),
      // Proposals of earlier releases were kept without it.
      reasonEn: z.string().default(''),
      outcome: z.enum(['chosen', 'no_owner_known', 'no_unit_here']),
      unitId: id.nullable(),
      unitName: z.string().nullable(),
      unitNameEn: z.string().nullable(),
    }),
  ),
})

/** One case whole: where it stands, what can be done next by the one who asks, every clock, and its history. */
export const CaseAnswer = CaseRowAnswer.extend({
  impactArea: z.number().nullable(),
  zoneCode: z.string().nullable(),
  regionClass: z.number(),
  componentCode: z.string().nullable(),
  shopfrontCode: z.string().nullable(),
  place: z.record(z.string(), z.string().nullable()),
  placeEn: z.record(z.string(), z.string().nullable()),
  standard: z
    .object({
      filing: z.string(),
      closing: z.string(),
      limitText: z.object({ zh: z.string(), en: z.string() }),
      catalogueVersion: z.number(),
    })
    .nullable(),
  clock: z
    .object({
      limitValue: z.number(),
      limitUnit: z.string(),
      measure: z.enum(['continuous', 'working']),
      budgetMs: z.number(),
      remainingMs: z.number(),
      running: z.boolean(),
      why: z.enum(CLOCK_REASONS),
    })
    .nullable(),
  photos: z.array(
    z.object({ fileId: id, purpose: z.enum(PHOTO_PURPOSES), seq: z.number(), originalSha256: z.string(), flags: z.array(z.string()) }),
  ),
  pendingDetail: z.record(z.string(), z.unknown()).nullable(),
  filedAt: when,
  dispatchedAt: when,
  receivedAt: when,
  handledAt: when,
  round: z.number(),
  reworkCount: z.number(),
  extensionCount: z.number(),
  suspensionCount: z.number(),
  urgeCount: z.number(),
  primaryCaseId: id.nullable(),
  merged: z.array(z.object({ id, number: z.string() })),
  outcome: z.string().nullable(),
  satisfied: z.number().nullable(),
  possibleActions: z.array(action),
  events: z.array(EventAnswer),
  /** The units, posts and people that the case and its history speak of by id. */
  named: z.record(z.string(), z.object({ zh: z.string(), en: z.string() })),
})

export const DuplicateQuery = z.object({
  lon: z.coerce.number().min(-180).max(180),
  lat: z.coerce.number().min(-90).max(90),
  datum: z.enum(DATUMS).default('wgs84'),
  typeCode: z.string().max(20).nullable().default(null),
  text: z.string().max(2000).default(''),
  /** The case that is being worked on itself: never its own duplicate. */
  excludeId: id.optional(),
})
const share = z.number()
export const DuplicatesAnswer = z.object({
  hints: z.array(
    z.object({
      id,
      number: z.string(),
      stage: z.enum(STAGES),
      typeCode: z.string().nullable(),
      description: z.string(),
      address: z.string(),
      reportedAt: instant,
      metres: z.number(),
      /** The photo it is known by. */
      photoId: id.nullable(),
      likeness: z.object({ score: share, place: share, type: share, time: share, text: share }),
    }),
  ),
})
export const VerifyAnswer = z.object({
  cases: z.number(),
  events: z.number(),
  broken: z.array(z.object({ caseId: id, number: z.string(), seq: z.number().nullable(), reason: z.string() })),
})
/** Narrows the list to the one whose account it is. */
export const InspectorsQuery = z.object({ login: z.string().max(60).optional() })
export const InspectorsAnswer = z.object({
  inspectors: z.array(z.object({ id, name: z.string(), title: z.string(), unitName: z.string(), level, unitId: id })),
})
export const ContactAnswer = z.object({ name: z.string().nullable(), contact: z.string().nullable() })
const pendingKind = z.enum(PENDING_KINDS)
/** The kind of request; that of the one waiting on the case unless said. */
export const PrecedentsQuery = z.object({ kind: pendingKind.optional() })
export const PrecedentsAnswer = z.object({
  kind: pendingKind,
  rulings: z.array(
    z.object({
      caseId: id,
      kind: pendingKind,
      placeCode: z.string(),
      askingUnitId: id,
      /** Of a return. */
      reasonCode: z.string().nullable(),
      reason: z.string(),
      /** Of an extension: how much more was asked for. */
      extra: z.object({ value: z.number(), unit: z.enum(LIMIT_UNITS) }).nullable(),
      /** Of a suspension: the end date asked for. */
      until: z.string().nullable(),
      granted: z.boolean(),
      ruling: z.string(),
      at: instant,
    }),
  ),
})
