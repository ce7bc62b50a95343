import { z } from 'zod'
import { ORIGINS, PHOTO_PURPOSES } from '#cases/case-state.ts'
import { ACTION_NAMES, type ActionName, STAGES } from '#cases/lifecycle.ts'
import { LEVELS } from '#platform/actor.ts'
import { DATUMS } from '#platform/datum-names.ts'

const instant = z.date().transform((value) => value.toISOString())
const when = instant.nullable()
const id = z.uuid()
const level = z.enum(LEVELS)
const action = z.enum(ACTION_NAMES as readonly [ActionName, ...ActionName[]])
export const LIGHTS = ['green', 'yellow', 'red'] as const
const light = z.enum(LIGHTS).nullable()

/** One case in a list: what is needed to decide what to do next. No word of who reported it. */
export const CaseRowAnswer = z.object({
  id,
  number: z.string(),
  version: z.number(),
  stage: z.enum(STAGES),
  typeCode: z.string().nullable(),
  typeName: z.string().nullable(),
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
  inspectorId: id.nullable(),
  pending: z.enum(['return', 'extension', 'suspension']).nullable(),
  listedLevel: level.nullable(),
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
})
export const CaseListAnswer = z.object({ cases: z.array(CaseRowAnswer), next: z.string().nullable() })
export const CountAnswer = z.object({ total: z.number() })
export const BoxCountsAnswer = z.object({
  inbox: z.number(),
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
  unit: z.string().nullable(),
  person: z.string().nullable(),
  given: z.record(z.string(), z.unknown()),
  hash: z.string(),
})

export const ProposalAnswer = z.object({
  unitId: id.nullable(),
  unitName: z.string().nullable(),
  steps: z.array(
    z.object({
      rule: z.number(),
      basis: z.enum(['owner', 'territory']),
      duty: z.string().nullable(),
      level: z.string().nullable(),
      reason: z.string(),
      outcome: z.enum(['chosen', 'no_owner_known', 'no_unit_here']),
      unitId: id.nullable(),
      unitName: z.string().nullable(),
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
      why: z.enum(['running', 'return_waits', 'suspended', 'handled', 'not_with_unit', 'ended']),
    })
    .nullable(),
  assisting: z.array(z.object({ unitId: id, task: z.string(), doneAt: z.string().nullable(), result: z.string().nullable() })),
  photos: z.array(
    z.object({ fileId: id, purpose: z.enum(PHOTO_PURPOSES), seq: z.number(), originalSha256: z.string(), flags: z.array(z.string()) }),
  ),
  pendingDetail: z.record(z.string(), z.unknown()).nullable(),
  pendingAt: when,
  filedAt: when,
  dispatchedAt: when,
  receivedAt: when,
  handledAt: when,
  suspendedUntil: when,
  escalationStep: z.number(),
  urgeDueAt: when,
  round: z.number(),
  returnCount: z.number(),
  reworkCount: z.number(),
  extensionCount: z.number(),
  suspensionCount: z.number(),
  urgeCount: z.number(),
  primaryCaseId: id.nullable(),
  merged: z.array(z.object({ id, number: z.string() })),
  outcome: z.string().nullable(),
  solved: z.boolean().nullable(),
  satisfied: z.number().nullable(),
  possibleActions: z.array(action),
  events: z.array(EventAnswer),
})

export const DuplicateQuery = z.object({
  lon: z.coerce.number().min(-180).max(180),
  lat: z.coerce.number().min(-90).max(90),
  datum: z.enum(DATUMS).default('wgs84'),
  typeCode: z.string().max(20).nullable().default(null),
  text: z.string().max(2000).default(''),
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
export const PrecedentsAnswer = z.object({
  rulings: z.array(
    z.object({
      caseId: id,
      placeCode: z.string(),
      askingUnitId: id,
      reasonCode: z.string(),
      granted: z.boolean(),
      ruling: z.string(),
      at: instant,
    }),
  ),
})
