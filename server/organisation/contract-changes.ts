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
export const MoveInput = z.object({ requestId, parentCode: code.describe('新的上级 / the new parent'), on: day })
const outlineKind = z.enum(['division', ...GRID_KINDS])
const outline = z.object({ kind: outlineKind, code, area: AreaShape })
const isOnce = (outlines: readonly { kind: string; code: string }[]): boolean =>
  new Set(outlines.map(({ kind, code: each }) => `${kind} ${each}`)).size === outlines.length
const outlines = z
  .array(outline)
  .max(1000)
  .default([])
  .refine(isOnce, { error: '每个区划或网格只能列一次 / each place may be listed once' })
const placed = z.object({ kind: z.enum(GRID_KINDS).default('management'), code, communityCode: code, area: AreaShape })
const regionClass = z.number().int().min(1).max(3).default(1)
const named = placed.extend({ name: label, regionClass })
const addedOf = <Shape extends typeof placed>(shape: Shape) =>
  z
    .array(shape)
    .max(100)
    .default([])
    .refine(isOnce, { error: '每个区划或网格只能列一次 / each place may be listed once' })
    .describe('同时新增的网格 / grids added in the same edit')
const isAnything = ({ outlines: moved, added }: { outlines: readonly unknown[]; added: readonly unknown[] }): boolean =>
  moved.length + added.length > 0
const nothing = { error: '至少要有一条边界或一个新网格 / at least one outline or new grid', path: ['outlines'] }

export const RedrawInput = z
  .object({
    requestId,
    outlines,
    added: addedOf(named),
    on: day,
    datum: z.enum(DATUMS).default('wgs84').describe('边界坐标系 / which datum the outlines are in'),
  })
  .refine(isAnything, nothing)
export const PreviewInput = z
  .object({
    outlines,
    added: addedOf(placed),
    on: day.optional().describe('不填为今天 / today unless given'),
    datum: z.enum(DATUMS).describe('边界坐标系，必须指明 / which datum the outlines are in'),
  })
  .refine(isAnything, nothing)
const keyed = z.object({ key: z.string().min(1).max(80), area: AreaShape })
export const CarveInput = z.object({
  parent: code,
  kind: z.enum(GRID_KINDS).default('management'),
  area: AreaShape.describe('新网格 / the new grid as drawn'),
  others: z.array(keyed).max(1000).describe('现在图上的其他网格 / the other grids as they are drawn now'),
  on: day.optional().describe('不填为今天 / today unless given'),
  datum: z.enum(DATUMS).describe('边界坐标系，必须指明 / which datum the outlines are in'),
})
export const CarveAnswer = z.object({
  code: z.string().nullable().describe('下一个可用编码 / the next free code; null when the digits have run out'),
  area: AreaShape.nullable().describe('上级范围内的新网格 / the new grid inside its parent; null when it lies outside'),
  others: z.array(keyed).readonly().describe('让出地方后的其他网格，只列有变化的 / the others that gave ground'),
  swallowed: z.array(z.string()).readonly().describe('会被完全占去的网格，未改 / those it would take whole, left as they are'),
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
  regionClass,
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
