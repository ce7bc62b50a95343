import { z } from 'zod'
import { AreaShape, code, day, FindingShape, id, label } from '#organisation/contract.ts'
import { GRID_KINDS } from '#organisation/kinds.ts'
import { DIVISION_LEVELS } from '#organisation/place-code.ts'
import { DATUMS } from '#platform/datum-names.ts'

const requestId = id
const nameEn = label.nullable().default(null)

export const DivisionInput = z.object({
  requestId,
  code,
  level: z.enum(DIVISION_LEVELS),
  parentCode: code.nullable(),
  name: label,
  nameEn,
  area: AreaShape.nullable().default(null),
  validFrom: day,
})
export const RenameInput = z.object({ requestId, name: label, nameEn, on: day })
export const MergeInput = z.object({ requestId, codes: z.array(code).min(2).max(100), code, name: label, nameEn, on: day })
const part = z.object({ code, name: label, nameEn, area: AreaShape })
export const SplitInput = z.object({ requestId, parts: z.array(part).min(2).max(100), on: day })
const outlineKind = z.enum(['division', ...GRID_KINDS])
const outline = z.object({ kind: outlineKind, code, area: AreaShape })
const isOnce = (outlines: readonly { kind: string; code: string }[]): boolean =>
  new Set(outlines.map(({ kind, code: each }) => `${kind} ${each}`)).size === outlines.length
const outlines = z.array(outline).min(1).max(1000).refine(isOnce, { error: '每个区划或网格只能列一次 / each place may be listed once' })
export const RedrawInput = z.object({
  requestId,
  outlines,
  on: day,
  datum: z.enum(DATUMS).default('wgs84').describe('边界坐标系 / which datum the outlines are in'),
})
export const PreviewInput = z.object({
  outlines,
  on: day.optional().describe('不填为今天 / today unless given'),
  datum: z.enum(DATUMS).describe('边界坐标系，必须指明 / which datum the outlines are in'),
})
export const PreviewAnswer = z.object({
  on: day,
  findings: z
    .array(FindingShape.extend({ state: z.enum(['new', 'existing']).describe('new 会被拒绝 / new ones would be refused') }))
    .readonly(),
  mended: z.array(FindingShape).readonly().describe('本次调整消除的问题 / what the edit mends'),
  wrongDay: z.object({ zh: z.string(), en: z.string() }).nullable(),
  savable: z.boolean(),
})
export const OutlineQuery = z.object({
  parent: code,
  kind: outlineKind.default('management'),
  on: day.optional(),
  reach: z.coerce.number().min(0).max(2000).default(200).describe('邻近范围，米 / how far around, metres'),
})
const drawn = z.object({
  role: z.enum(['parent', 'child', 'neighbour']),
  kind: outlineKind,
  code: z.string(),
  parentCode: z.string().nullable(),
  name: z.string(),
  regionClass: z.number().int().nullable(),
  validFrom: day,
})
export const OutlineCollection = z.object({
  type: z.literal('FeatureCollection'),
  on: day,
  truncated: z.boolean(),
  features: z.array(z.object({ type: z.literal('Feature'), id: z.string(), geometry: AreaShape, properties: drawn })).readonly(),
})
export const GridInput = z.object({
  requestId,
  code,
  kind: z.enum(GRID_KINDS).default('management'),
  communityCode: code,
  name: label,
  area: AreaShape,
  regionClass: z.number().int().min(1).max(3).default(1),
  validFrom: day,
})
export const GridParams = z.object({ kind: z.enum(GRID_KINDS), code })
export const GridChange = z.object({
  requestId,
  name: label,
  regionClass: z.number().int().min(1).max(3).optional().describe('不填则不变 / unchanged unless given'),
  on: day,
})
export const MembershipInput = z.object({ requestId, divisionCodes: z.array(code).min(1).max(1000), on: day })
export const ZoneInput = z.object({ requestId, code, name: label, nameEn, divisionCodes: z.array(code).min(1).max(1000), validFrom: day })

export const ChangeAnswer = z.object({
  changes: z
    .array(z.object({ from: z.string(), to: z.string() }))
    .readonly()
    .describe('编码变化，旧→新 / codes, old to new'),
  unitIds: z.array(id).readonly().describe('所辖区域随之变化的单位 / units whose area changed'),
  postIds: z.array(id).readonly().describe('所辖区域随之变化的岗位 / posts whose areas changed'),
})
export const RedrawAnswer = z.object({ codes: z.array(z.string()).readonly() })
