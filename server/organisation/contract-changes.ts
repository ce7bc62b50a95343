import { z } from 'zod'
import { AreaShape, code, day, id, label } from '#organisation/contract.ts'
import { GRID_KINDS } from '#organisation/kinds.ts'
import { DIVISION_LEVELS } from '#organisation/place-code.ts'

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
const outline = z.object({ kind: z.enum(['division', 'management', 'unit']), code, area: AreaShape })
export const RedrawInput = z.object({ requestId, outlines: z.array(outline).min(1).max(1000), on: day })
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
