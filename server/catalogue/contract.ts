import { z } from 'zod'
import { LEVELS } from '#platform/actor.ts'
import { identifier } from '#platform/contract-identifier.ts'
import { day, instant } from '#platform/contract-time.ts'
import { LIMIT_UNITS } from './time-limit.ts'

const id = identifier
const requestId = identifier
const label = z.string().trim().min(1).max(100)
const statement = z.string().trim().min(1).max(500)
const typeCode = z.string().regex(/^[CE]\d{4}$/, '须为 C 或 E 加四位数字 / C or E and four digits')
const conditionNumber = z.coerce.number().int().min(1).max(999)
const ruleNumber = z.coerce.number().int().min(1).max(1_000_000)
const clock = z.string().regex(/^\d{2}:\d{2}$/, '须写作时:分，如 09:00 / hours and minutes, such as 09:00')

const Limit = z.object({ value: z.number().positive().max(10_000), unit: z.enum(LIMIT_UNITS) })
const limitByRegion = z.object({ '1': Limit.optional(), '2': Limit.optional(), '3': Limit.optional() })

export const TypeFields = z.object({
  code: typeCode,
  domain: z.enum(['urban', 'water', 'air']),
  kind: z.enum(['component', 'event']),
  classCode: z.string().regex(/^\d{2}$/, '须为两位数字 / two digits'),
  className: label,
  classNameEn: z.string().trim().max(200).default(''),
  itemCode: z.string().regex(/^\d{2}$/, '须为两位数字 / two digits'),
  name: label,
  nameEn: z.string().trim().min(1).max(200),
  provenance: z.string().trim().max(100).default(''),
})

export const ConditionFields = z.object({
  typeCode,
  number: conditionNumber,
  filing: statement,
  closing: statement,
  limitValue: z.number().positive().max(10_000),
  limitUnit: z.enum(LIMIT_UNITS),
  limitByRegion: limitByRegion.default({}),
  urgency: z.enum(['urgent', 'normal']),
  provenance: z.string().trim().max(100).default(''),
})

export const RuleFields = z.object({
  number: ruleNumber,
  domain: TypeFields.shape.domain.nullable(),
  kind: TypeFields.shape.kind.nullable(),
  classCode: TypeFields.shape.classCode.nullable(),
  typeCode: typeCode.nullable(),
  basis: z.enum(['owner', 'territory']),
  duty: z.string().trim().min(1).max(60).nullable(),
  level: z.enum(LEVELS).nullable(),
  reason: statement,
  reasonEn: z.string().trim().max(500).default(''),
})

export const Version = z.object({
  id,
  number: z.int(),
  state: z.enum(['draft', 'approved', 'in_force', 'superseded']),
  effectiveFrom: day.nullable(),
  note: z.string(),
  draftedBy: id.nullable(),
  draftedAt: z.iso.datetime(),
  approvedBy: id.nullable(),
  approvedAt: z.iso.datetime().nullable(),
})
const changes = z.object({ added: z.int(), removed: z.int(), changed: z.int() })
const allChanges = z.object({ types: changes, conditions: changes, rules: changes })
export const VersionList = z.object({
  versions: z.array(
    Version.extend({
      draftedByName: z.string().nullable(),
      approvedByName: z.string().nullable(),
      comparedWith: id
        .nullable()
        .describe('草案比现行版，已批准者比其前一版 / a draft against the one in force, others against the one before'),
      differences: allChanges,
    }),
  ),
})
export const FindingsAnswer = z.object({
  versionId: id,
  number: z.int(),
  status: z.enum(['draft', 'approved']),
  flaws: z
    .array(
      z.object({
        rule: z.string(),
        part: z.enum(['types', 'conditions', 'rules']),
        index: z.int(),
        key: z.string(),
        field: z.string(),
        value: z.string(),
        zh: z.string(),
        en: z.string(),
      }),
    )
    .describe('有一处即不得批准 / a single one blocks approval'),
  sizes: z.object({ types: z.int(), conditions: z.int(), rules: z.int() }),
  ownWork: z.boolean().describe('当前人员起草或修改过，不得批准 / drafted or changed by whoever asks, who may not approve it'),
})

const conditionText = ConditionFields.omit({ typeCode: true }).extend({ limit: z.object({ zh: z.string(), en: z.string() }) })
export const TypeWithConditions = TypeFields.extend({ conditions: z.array(conditionText) })
export const TypeAnswer = TypeWithConditions.extend({ versionId: id, rules: z.array(RuleFields) })
/** How the name is spelt: syllables without tones, and their initials; what `rankTypes` of type-search.ts looks in. */
const pinyin = z.object({ full: z.string(), initials: z.string() })
export const TypesAnswer = z.object({ versionId: id, number: z.int(), types: z.array(TypeWithConditions.extend({ pinyin })) })

/** Which types: of a version (the one in force today unless said), of a domain or kind, or those `search` finds by code, name, spelling or initials, best first. */
export const TypesQuery = z.object({
  versionId: id.optional(),
  domain: TypeFields.shape.domain.optional(),
  kind: TypeFields.shape.kind.optional(),
  search: z.string().trim().min(1).max(50).optional(),
})
export const TypeQuery = TypesQuery.pick({ versionId: true })
export const RulesAnswer = z.object({ versionId: id, rules: z.array(RuleFields) })

export const DutiesAnswer = z.object({
  duties: z
    .array(z.object({ code: z.string(), name: z.string(), nameEn: z.string() }))
    .describe('责任规则可写的职责 / what a rule may name'),
})

export const VersionParams = z.object({ versionId: id })
export const TypeParams = z.object({ code: typeCode })
export const DraftTypeParams = z.object({ versionId: id, code: typeCode })
export const DraftConditionParams = z.object({ versionId: id, code: typeCode, number: conditionNumber })
export const DraftRuleParams = z.object({ versionId: id, number: ruleNumber })

export const DraftInput = z.object({ requestId, fromVersionId: id.optional(), note: z.string().trim().max(500).default('') })
export const ApprovalInput = z.object({ requestId, effectiveFrom: day })
export const RemovalInput = z.object({ requestId })
export const TypeInput = TypeFields.omit({ code: true }).extend({ requestId })
export const ConditionInput = ConditionFields.omit({ typeCode: true, number: true }).extend({ requestId })
export const RuleInput = RuleFields.omit({ number: true }).extend({ requestId })
export const Done = z.object({ done: z.literal(true) })

export const CompareQuery = z.object({ from: id, to: id })
const changed = z.array(
  z.object({ key: z.string(), fields: z.array(z.object({ field: z.string(), before: z.unknown(), after: z.unknown() })) }),
)
const difference = <Row extends z.ZodType>(row: Row) => z.object({ added: z.array(row), removed: z.array(row), changed })
export const CompareAnswer = z.object({
  types: difference(TypeFields),
  conditions: difference(ConditionFields),
  rules: difference(RuleFields),
  names: z.record(z.string(), z.object({ zh: z.string(), en: z.string() })).describe('两版中各问题类型的名称 / names of the types of both'),
})

/** `dryRun` is "true" unless it says "false": a slip of the hand imports nothing. */
export const ImportForm = z.object({
  requestId,
  dryRun: z.enum(['true', 'false']).default('true'),
})
const faults = z.array(
  z.object({
    sheet: z.string(),
    row: z.int().nullable(),
    column: z.string().nullable(),
    value: z.string(),
    rule: z.string(),
    zh: z.string(),
    en: z.string(),
  }),
)
export const ImportAnswer = z.object({
  imported: z.boolean(),
  faults,
  rows: z.object({ types: z.int(), conditions: z.int(), rules: z.int() }),
  changes: allChanges,
})

const CalendarDayFields = z.object({ day, kind: z.enum(['off', 'work']), name: z.string().trim().max(100) })
export const YearParams = z.object({ year: z.coerce.number().int().min(1900).max(9998) })
export const YearAnswer = z.object({
  year: z.int(),
  published: z.boolean(),
  /** Null while the year is not published. */
  workingDays: z.int().nullable(),
  days: z.array(CalendarDayFields),
  publishedYears: z.array(z.int()),
  slots: z.array(z.object({ from: clock, to: clock })),
})
export const DaysQuery = z.object({ month: z.coerce.number().int().min(1).max(12).optional() })
export const DaysAnswer = z.object({
  year: z.int(),
  month: z.int().nullable(),
  published: z.boolean(),
  today: day,
  slots: z.array(z.object({ from: clock, to: clock })),
  /** Of the days listed. */
  workingDays: z.int(),
  days: z.array(
    z.object({
      day,
      weekday: z.int().describe('1 周一 … 7 周日 / 1 Monday to 7 Sunday'),
      kind: z.enum(['working', 'off', 'makeup']),
      source: z.enum(['week', 'listed']).describe('按周或按公布 / the plain week, or a line of the calendar'),
      name: z.string().nullable(),
      editable: z.boolean(),
    }),
  ),
})
export const DayParams = z.object({ day })
export const DayInput = z.object({
  requestId,
  kind: z.enum(['off', 'work']).nullable().describe('null：按平常的周 / null gives it back to the plain week'),
  name: z.string().trim().max(100).default(''),
})
export const YearInput = z.object({ requestId, days: z.array(CalendarDayFields).max(366), publish: z.boolean() })
export const HoursInput = z.object({
  requestId,
  slots: z
    .array(z.object({ from: clock, to: clock }))
    .min(1)
    .max(12),
})

export const CalendarImportForm = ImportForm.extend({ publish: z.enum(['true', 'false']).default('false') })
export const CalendarImportAnswer = z.object({ imported: z.boolean(), faults, days: z.int() })

export const DeadlineInput = z.object({ from: instant, limit: Limit })
export const DeadlineAnswer = z.object({
  dueAt: z.iso.datetime(),
  measure: z.enum(['continuous', 'working']),
  skipped: z.array(z.object({ day, name: z.string().nullable() })),
  explanation: z.object({ zh: z.string(), en: z.string() }),
})
