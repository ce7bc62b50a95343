import { z } from 'zod'
import { COVERAGE_LEVELS, FINDING_KINDS } from '#organisation/coverage.ts'
import { GRID_KINDS, SUCCESSION_KINDS } from '#organisation/kinds.ts'
import { DIVISION_LEVELS } from '#organisation/place-code.ts'
import { LEVELS } from '#platform/actor.ts'
import { identifier } from '#platform/contract-identifier.ts'
import { day } from '#platform/contract-time.ts'
import { DATUMS } from '#platform/datum-names.ts'

export const id = identifier
export { day }
export const code = z
  .string()
  .regex(/^[0-9A-Za-z_-]{1,40}$/, '须为 1 至 40 个字母、数字、下划线或连字符 / 1 to 40 letters, digits, underlines or hyphens')
export const label = z.string().trim().min(1).max(100)
const on = day.optional().describe('当日有效者；不填为今天 / in force on this day; today unless given')
const degrees = (most: number) => z.number().min(-most).max(most)

/** A page by key: `after` is the `next` of the page before. */
export const pageQuery = { after: z.string().max(60).optional(), limit: z.coerce.number().int().min(1).max(200).default(50) }
export const pageOf = <T extends z.ZodType>(item: T) =>
  z.object({
    items: z.array(item).readonly(),
    total: z.number().int(),
    next: z.string().nullable().describe('null 表示没有下一页 / null on the last page'),
  })

const position = z.tuple([degrees(180), degrees(90)]).readonly()
const isClosed = (ring: readonly (readonly [number, number])[]): boolean => {
  const [first, last] = [ring[0], ring.at(-1)]
  return first !== undefined && last !== undefined && first[0] === last[0] && first[1] === last[1]
}
const ring = z.array(position).min(4).max(100_000).refine(isClosed, { error: '环须首尾相接 / a ring ends where it begins' }).readonly()
const polygon = z.array(ring).min(1).readonly()
/** An outline in WGS-84 degrees, RFC 7946. */
export const AreaShape = z.discriminatedUnion('type', [
  z.object({ type: z.literal('Polygon'), coordinates: polygon }),
  z.object({ type: z.literal('MultiPolygon'), coordinates: z.array(polygon).min(1).readonly() }),
])

const period = { validFrom: day, validTo: day.nullable().describe('失效首日 / the first day it no longer holds') }
export const DivisionAnswer = z.object({
  id,
  code: z.string(),
  level: z.enum(DIVISION_LEVELS),
  parentCode: z.string().nullable(),
  name: z.string(),
  nameEn: z.string().nullable(),
  synthetic: z.boolean(),
  ...period,
})
export const DivisionQuery = z.object({
  parent: code.optional(),
  level: z.enum(DIVISION_LEVELS).optional(),
  within: code.optional(),
  name: z.string().trim().min(1).max(50).optional(),
  on,
  ...pageQuery,
})
export const DivisionPage = pageOf(DivisionAnswer.extend({ hasChildren: z.boolean() }))
export const CodeParams = z.object({ code })
export const OnQuery = z.object({ on })
const succession = z.object({ fromCode: z.string(), toCode: z.string(), kind: z.enum(SUCCESSION_KINDS), onDate: day })
export const DivisionView = z.object({
  current: DivisionAnswer.nullable(),
  area: AreaShape.nullable(),
  versions: z.array(DivisionAnswer).readonly(),
  successions: z.array(succession).readonly(),
})

const gridKind = z.enum(GRID_KINDS)
export const GridAnswer = z.object({
  id,
  code: z.string(),
  kind: gridKind,
  communityCode: z.string(),
  name: z.string(),
  regionClass: z.number().int(),
  synthetic: z.boolean(),
  ...period,
})
export const GridQuery = z.object({ kind: gridKind.default('management'), on })
export const GridCollection = z.object({
  type: z.literal('FeatureCollection'),
  features: z.array(z.object({ type: z.literal('Feature'), id: z.string(), geometry: AreaShape, properties: GridAnswer })).readonly(),
})

export const PlaceQuery = z.object({
  lon: z.coerce.number().min(-180).max(180),
  lat: z.coerce.number().min(-90).max(90),
  datum: z.enum(DATUMS).describe('坐标系，必须指明 / which datum the coordinates are in'),
  on,
})
const nullableText = z.string().nullable()
const placeNames = z.object({
  grid: nullableText,
  community: nullableText,
  street: nullableText,
  district: nullableText,
  city: nullableText,
  zone: nullableText,
})
export const PlaceAnswer = z.object({
  placeCode: z.string(),
  gridCode: nullableText,
  communityCode: nullableText,
  streetCode: nullableText,
  districtCode: nullableText,
  cityCode: nullableText,
  zoneCode: nullableText,
  regionClass: z.number().int(),
  names: placeNames,
  namesEn: placeNames,
  lon: z.number(),
  lat: z.number(),
})

export const ZoneAnswer = z.object({
  code: z.string(),
  name: z.string(),
  nameEn: nullableText,
  divisionCodes: z.array(z.string()).readonly(),
  ...period,
})
export const ZoneList = z.object({ items: z.array(ZoneAnswer).readonly() })

export const CoverageQueryShape = z.object({
  level: z.enum(COVERAGE_LEVELS),
  within: code.optional(),
  on,
  tolerance: z.coerce.number().min(0).max(10_000).optional().describe('平方米 / square metres'),
})
const findingGeometry = z.discriminatedUnion('type', [
  z.object({ type: z.literal('Point'), coordinates: position }),
  z.object({ type: z.literal('Polygon'), coordinates: z.array(z.array(position).readonly()).readonly() }),
  z.object({ type: z.literal('MultiPolygon'), coordinates: z.array(z.array(z.array(position).readonly()).readonly()).readonly() }),
])
export const FindingShape = z.object({
  kind: z.enum(FINDING_KINDS),
  level: z.enum(COVERAGE_LEVELS),
  parentCode: z.string(),
  parentName: z.string(),
  codes: z.array(z.string()).readonly(),
  names: z.array(z.string()).readonly(),
  areaSquareMetres: z.number(),
  at: z.object({ lon: z.number(), lat: z.number() }).nullable(),
  geometry: findingGeometry.nullable().describe('问题所在范围或自相交点 / the ground in trouble, or where a ring meets itself'),
  detail: nullableText,
  text: z.object({ zh: z.string(), en: z.string() }),
})
export const CoverageAnswer = z.object({
  level: z.enum(COVERAGE_LEVELS),
  on: day,
  checkedParents: z.number().int(),
  checkedChildren: z.number().int(),
  findings: z.array(FindingShape).readonly(),
})

export const LevelShape = z.enum(LEVELS)
