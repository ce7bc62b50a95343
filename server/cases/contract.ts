import { z } from 'zod'
import { ORIGINS } from '#cases/case-state.ts'
import { ACTION_NAMES, type ActionName, PENDING_KINDS, STAGES } from '#cases/lifecycle.ts'
import { LIGHTS, LIMIT_UNITS } from '#catalogue/time-limit.ts'
import { LEVELS } from '#platform/actor.ts'
import { identifier } from '#platform/contract-identifier.ts'
import { instant } from '#platform/contract-time.ts'
import { DATUMS } from '#platform/datum-names.ts'

const id = identifier
const text = z.string().trim().min(1).max(2000)
const note = z.string().trim().max(2000).default('')
const photos = z.array(id).max(9).default([])
/** As the catalogue numbers them. */
const conditionNumber = z.int().positive().max(999)
const limit = z.object({ value: z.number().positive().max(1_000_000), unit: z.enum(LIMIT_UNITS) })

/**
 * When the device says a step was done, where it may have waited for a network: shown beside the arrival and compared with the photos, never trusted for
 * deadlines (done-at.ts). Left out is not null: what was asked keeps its hash.
 */
const doneAt = instant.optional()

/** Why a unit says a case is not for it. */
export const RETURN_REASONS = ['not_ours', 'not_our_area', 'duplicate', 'not_a_problem'] as const
export const DECLINE_REASONS = ['not_true', 'no_condition', 'out_of_scope', 'already_handled', 'duplicate', 'too_vague'] as const
export const CHANNELS = ['patrol', 'hotline', 'web', 'media', 'drone', 'video', 'sensor', 'satellite', 'app', 'other'] as const

/** A report: where (with the datum said outright), what, and by whom it came. */
export const ReportInput = z.object({
  requestId: id,
  lon: z.number().min(-180).max(180),
  lat: z.number().min(-90).max(90),
  datum: z.enum(DATUMS).default('wgs84'),
  address: z.string().trim().min(1).max(300),
  description: text,
  origin: z.enum(ORIGINS).default('operator'),
  channel: z.enum(CHANNELS).default('hotline'),
  typeCode: z.string().max(20).nullable().default(null),
  conditionNumber: conditionNumber.nullable().default(null),
  componentCode: z.string().max(40).nullable().default(null),
  shopfrontCode: z.string().max(40).nullable().default(null),
  impactArea: z.number().positive().max(1e9).nullable().default(null),
  photos,
  /** When the device says it happened; compared with the photos, never trusted for deadlines. */
  foundAt: instant.nullable().default(null),
  contact: z
    .object({ name: z.string().trim().max(50).nullable().default(null), contact: z.string().trim().min(1).max(100) })
    .nullable()
    .default(null),
})
export const SelfHandleInput = ReportInput.extend({
  typeCode: z.string().max(20),
  conditionNumber,
  photosAfter: z.array(id).max(9).default([]),
  result: text,
  doneAt,
})
const decision = { granted: z.boolean(), ruling: text }

/** What each action on an existing case must carry, besides its submission. */
export const INPUTS = {
  accept: z.object({ typeCode: z.string().max(20), conditionNumber, note }),
  'send-verify': z.object({ inspectorId: id, note }),
  verify: z.object({
    real: z.boolean(),
    finding: text,
    photos,
    typeCode: z.string().max(20).nullable().default(null),
    conditionNumber: conditionNumber.nullable().default(null),
    doneAt,
  }),
  decline: z.object({ reason: z.enum(DECLINE_REASONS), note: text }),
  file: z.object({ typeCode: z.string().max(20).optional(), conditionNumber: conditionNumber.optional(), note }),
  dispatch: z
    .object({ unitId: id, limit: limit.optional(), reason: z.string().trim().max(500).default('') })
    .refine((input) => !input.limit || input.reason !== '', {
      path: ['reason'],
      error: "与标准不同的时限须说明理由 / a limit other than the standard's needs a reason",
    }),
  recall: z.object({ reason: z.string().trim().min(1).max(200) }),
  'refer-down': z.object({ reason: text }),
  'request-up': z.object({ reason: text }),
  receive: z.object({ note, doneAt }),
  'request-return': z.object({ reason: z.enum(RETURN_REASONS), note: text, doneAt }),
  'decide-return': z.object(decision),
  redispatch: z.object({ unitId: id, reason: text }),
  'co-handle': z.object({
    parts: z
      .array(z.object({ unitId: id, task: text }))
      .min(1)
      .max(10),
    reason: note,
  }),
  'finish-part': z.object({ result: text, photos, doneAt }),
  'report-back': z.object({ result: text, photos, doneAt }),
  'send-check': z.object({ inspectorId: id, note }),
  check: z.object({ passed: z.boolean(), finding: text, photos, doneAt }),
  close: z.object({ note }),
  'request-extension': z.object({ extra: limit, reason: text }),
  'decide-extension': z.object(decision),
  'request-suspension': z.object({ until: instant, reason: text }),
  'decide-suspension': z.object(decision),
  resume: z.object({ note }),
  urge: z.object({ text, dueAt: instant.nullable().default(null) }),
  'reply-urge': z.object({ text, doneAt }),
  'put-on-list': z.object({ ownerPostId: id, reason: text }),
  'take-off-list': z.object({ reason: text }),
  merge: z.object({ primaryCaseId: id, reason: text }),
  void: z.object({ reason: text }),
  reopen: z.object({ reason: text }),
  rate: z.object({ solved: z.boolean(), satisfied: z.int().min(1).max(5), note, reopen: z.boolean().default(false) }),
} as const satisfies Partial<Record<ActionName, z.ZodType>>
export type PersonAction = keyof typeof INPUTS
export type InputOf<A extends PersonAction> = z.output<(typeof INPUTS)[A]>
export const PERSON_ACTIONS = Object.keys(INPUTS) as readonly PersonAction[]

/** Of a 32-bit column. */
const MOST_VERSION = 2_147_483_647
/** Submission of an action over HTTP: the case id is in the path. */
export const SubmissionFields = z.object({ requestId: id, version: z.int().positive().max(MOST_VERSION) })
export const CaseParams = z.object({ id })

export const ReceiptAnswer = z.object({
  id,
  number: z.string(),
  action: z.enum(ACTION_NAMES as readonly [ActionName, ...ActionName[]]),
  stage: z.enum(STAGES),
  version: z.number(),
  at: z.string(),
  hash: z.string(),
})

const level = z.enum(LEVELS)
const csv = <T extends z.ZodType>(item: T) =>
  z.preprocess((value) => (typeof value === 'string' ? value.split(',').filter(Boolean) : value), z.array(item).max(50)).optional()

const degrees = (most: number) => z.coerce.number().min(-most).max(most)
/** West, south, east and north in degrees (WGS-84), joined by commas; what lies on the edge is inside. */
const bounds = z.preprocess(
  (value) => (typeof value === 'string' ? value.split(',') : value),
  z.tuple([degrees(180), degrees(90), degrees(180), degrees(90)]),
)

export const CASE_BOXES = [
  'all', 'inbox', 'mine', 'overdue', 'reported-by-me', 'unassigned', 'listed', 'pending', 'recallable', 'returned', 'urged',
] as const // biome-ignore format: a list

/** Every filter a list of cases takes; what is left out does not filter. */
export const CaseFilter = z.object({
  /**
   * recallable: dispatched, not received, and this centre may take it back; returned: a unit asks to give it back, or has and it waits to be dispatched
   * anew; urged: an answer to an urging is waited for.
   */
  box: z.enum(CASE_BOXES).default('all'),
  stage: csv(z.enum(STAGES)),
  open: z.stringbool().optional(),
  typeCode: csv(z.string().max(20)),
  domain: z.enum(['urban', 'water', 'air']).optional(),
  placeCode: z.string().max(30).optional(),
  /** What a map shows. */
  within: bounds.optional(),
  /** A unit that handles it or assists; 'none': no unit yet. */
  unitId: z.union([id, z.literal('none')]).optional(),
  /** Of the clock that matters now (`active` of the row). */
  light: csv(z.enum(LIGHTS)),
  pendingKind: z.enum(PENDING_KINDS).optional(),
  /** Whether it is on the supervision list. */
  listed: z.stringbool().optional(),
  channel: csv(z.enum(CHANNELS)),
  origin: csv(z.enum(ORIGINS)),
  originLevel: level.optional(),
  loopLevel: level.optional(),
  closingLevel: level.optional(),
  urgency: z.enum(['urgent', 'normal']).optional(),
  reportedFrom: instant.optional(),
  reportedTo: instant.optional(),
  closedFrom: instant.optional(),
  closedTo: instant.optional(),
  onTime: z.stringbool().optional(),
  selfHandled: z.stringbool().optional(),
  componentCode: z.string().max(40).optional(),
  shopfrontCode: z.string().max(40).optional(),
  text: z.string().trim().max(100).optional(),
  number: z.string().max(60).optional(),
})
export type CaseFilter = z.output<typeof CaseFilter>
export const CasePage = CaseFilter.extend({
  /** urgent: by the deadline of the active clock, the longest overdue first, what nothing runs for last; in the box `listed` by rank of level before that. */
  sort: z.enum(['newest', 'oldest', 'due', 'urgent']).default('newest'),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  after: z.string().max(200).optional(),
})
export type CasePage = z.output<typeof CasePage>
