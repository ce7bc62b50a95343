import { z } from 'zod'
import { code, day, id, LevelShape, label, pageOf, pageQuery } from '#organisation/contract.ts'
import { APPOINTMENT_KINDS, STAFF_PARTS, UNIT_KINDS } from '#organisation/kinds.ts'

const on = day.optional()
const period = { validFrom: day, validTo: day.nullable() }
const nullableText = z.string().nullable()

export const UnitAnswer = z.object({
  id,
  code: z.string(),
  name: z.string(),
  nameEn: nullableText,
  kind: z.enum(UNIT_KINDS),
  duty: nullableText,
  level: LevelShape,
  areaCode: z.string(),
  zoneCode: nullableText,
  parentId: id.nullable(),
  ...period,
})
export const UnitQuery = z.object({
  within: code.optional(),
  duty: code.optional(),
  kind: z.enum(UNIT_KINDS).optional(),
  level: LevelShape.optional(),
  on,
  ...pageQuery,
})
export const UnitPage = pageOf(UnitAnswer)
export const IdParams = z.object({ id })

const appointed = z.object({ id, personId: id, name: z.string(), kind: z.enum(APPOINTMENT_KINDS), ...period })
export const PostAnswer = z.object({
  id,
  unitId: id,
  roleCode: z.string(),
  title: z.string(),
  titleEn: nullableText,
  rank: z.number().int(),
  areaCodes: z.array(z.string()).readonly().nullable(),
  ...period,
})
export const UnitView = z.object({
  unit: UnitAnswer,
  posts: z.array(PostAnswer.extend({ appointed: z.array(appointed).readonly() })).readonly(),
})

export const PersonAnswer = z.object({ id, name: z.string(), login: nullableText, active: z.boolean() })

const kind = z.object({ code: z.string(), name: z.string(), nameEn: z.string() })
export const StaffKindList = z.object({ items: z.array(kind.extend({ part: z.enum(STAFF_PARTS), sort: z.number().int() })).readonly() })

export const StaffAnswer = z.object({ id, gridCode: z.string(), kindCode: z.string(), personId: id, ...period })
const staffed = StaffAnswer.extend({ kindName: z.string(), kindNameEn: z.string(), part: z.enum(STAFF_PARTS), personName: z.string() })
export const GridStaffView = z.object({ gridCode: z.string(), staff: z.array(staffed).readonly(), missing: z.array(kind).readonly() })

export const VacancyQueryShape = z.object({ within: code.optional(), on, ...pageQuery })
const counted = z.object({ code: z.string(), name: z.string(), vacancies: z.number().int() })
const grid = z.object({
  gridCode: z.string(),
  gridName: z.string(),
  communityCode: z.string(),
  communityName: nullableText,
  communityNameEn: nullableText,
  missing: z.array(kind).readonly(),
})
export const VacancyAnswer = pageOf(grid).extend({
  on: day,
  grids: z.number().int(),
  vacancies: z.number().int(),
  byKind: z.array(counted.extend({ nameEn: z.string() })).readonly(),
  byDivision: z.array(counted.extend({ nameEn: nullableText, grids: z.number().int() })).readonly(),
})

const requestId = id
export const UnitInput = z.object({
  requestId,
  code,
  name: label,
  nameEn: label.nullable().default(null),
  kind: z.enum(UNIT_KINDS),
  duty: code.nullable().default(null),
  level: LevelShape,
  areaCode: code,
  zoneCode: code.nullable().default(null),
  parentId: id.nullable().default(null),
  validFrom: day,
})
export const PostInput = z.object({
  requestId,
  unitId: id,
  roleCode: code,
  title: label,
  titleEn: label.nullable().default(null),
  rank: z.number().int().min(1).max(9).default(1),
  areaCodes: z.array(code).min(1).max(1000).nullable().default(null),
  validFrom: day,
})
/** Small letters, digits, dots, hyphens and underlines. */
export const Login = z
  .string()
  .regex(
    /^[a-z0-9][a-z0-9._-]{1,59}$/,
    '须为 2 至 60 个小写字母、数字、点、连字符或下划线，以字母或数字开头 / 2 to 60 small letters, digits, dots, hyphens or underlines, beginning with a letter or a digit',
  )
export const PersonInput = z.object({
  requestId,
  name: label,
  login: Login.nullable().default(null),
  locale: z.enum(['zh', 'en']).default('zh'),
})
export const AppointmentInput = z.object({
  requestId,
  personId: id,
  postId: id,
  kind: z.enum(APPOINTMENT_KINDS).default('holder'),
  validFrom: day,
  validTo: day.nullable().default(null),
})
export const AppointmentAnswer = z.object({ id, personId: id, postId: id, kind: z.enum(APPOINTMENT_KINDS), ...period })
export const StaffInput = z.object({
  requestId,
  gridCode: code,
  kindCode: code,
  personId: id,
  validFrom: day,
  validTo: day.nullable().default(null),
})
export const EndInput = z.object({ requestId, on: day.describe('失效首日 / the first day it no longer holds') })
