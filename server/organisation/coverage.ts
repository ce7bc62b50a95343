import type { Bilingual } from '#platform/problem.ts'

/** What is checked against what: the divisions or grids of this level against their parents, which they must fill exactly. */
export const COVERAGE_LEVELS = ['district', 'street', 'community', 'management-grid', 'unit-grid', 'unit-grid-in-management-grid'] as const
export type CoverageLevel = (typeof COVERAGE_LEVELS)[number]

/** gap: part of the parent is nobody's; overlap: two claim it; outside: a child leaves its parent; invalid: an outline crosses itself or the like. */
export const FINDING_KINDS = ['gap', 'overlap', 'outside', 'invalid', 'missing'] as const
export type FindingKind = (typeof FINDING_KINDS)[number]

type Place = readonly [lon: number, lat: number]
type Ring = readonly Place[]
/** What can be drawn of a finding, GeoJSON (RFC 7946) in WGS-84 degrees. */
export type FindingGeometry =
  | { readonly type: 'Point'; readonly coordinates: Place }
  | { readonly type: 'Polygon'; readonly coordinates: readonly Ring[] }
  | { readonly type: 'MultiPolygon'; readonly coordinates: readonly (readonly Ring[])[] }

/** A piece of trouble as the database finds it. */
export interface CoverageTrouble {
  readonly kind: FindingKind
  readonly parentCode: string
  readonly parentName: string
  /** Who is concerned: the neighbours of a gap, the two that overlap, the one outside, invalid or without an outline. */
  readonly codes: readonly string[]
  readonly names: readonly string[]
  /** Size on the ground (WGS-84 ellipsoid); 0 where there is none to measure. */
  readonly areaSquareMetres: number
  /** A point inside the trouble, WGS-84 degrees; null where there is no outline to point at. */
  readonly at: { readonly lon: number; readonly lat: number } | null
  /** The ground in trouble as GeoJSON, or where an invalid outline meets itself; null where there is nothing to draw. */
  readonly geometry: FindingGeometry | null
  /** Why an outline is invalid, or what is missing. */
  readonly detail: string | null
}

export interface CoverageFinding extends CoverageTrouble {
  readonly level: CoverageLevel
  readonly text: Bilingual
}

const LEVEL_NAMES: Readonly<Record<CoverageLevel, Bilingual>> = {
  district: { zh: '区县', en: 'districts' },
  street: { zh: '街道（乡镇）', en: 'streets' },
  community: { zh: '社区（村）', en: 'communities' },
  'management-grid': { zh: '管理网格', en: 'management grids' },
  'unit-grid': { zh: '单元网格', en: 'unit grids' },
  'unit-grid-in-management-grid': { zh: '单元网格', en: 'unit grids' },
}

const MOST_NAMED = 6

/** A place as people read it: its name and its code. */
function label({ names, codes }: CoverageTrouble, locale: keyof Bilingual): string {
  const named = codes
    .slice(0, MOST_NAMED)
    .map((code, index) => (locale === 'zh' ? `${names[index]}（${code}）` : `${names[index]} (${code})`))
  const more = codes.length > MOST_NAMED ? [locale === 'zh' ? '等' : 'and others'] : []
  return [...named, ...more].join(locale === 'zh' ? '、' : ', ')
}

function size(squareMetres: number): string {
  const rounded = squareMetres < 100 ? Number(squareMetres.toFixed(1)) : Math.round(squareMetres)
  return rounded.toLocaleString('en')
}

function describeMissing(trouble: CoverageTrouble, level: CoverageLevel): Bilingual {
  const [parent, kind] = [`${trouble.parentName}（${trouble.parentCode}）`, LEVEL_NAMES[level]]
  const parentEn = `${trouble.parentName} (${trouble.parentCode})`
  if (trouble.detail === 'children') return { zh: `${parent}内没有${kind.zh}`, en: `${parentEn} has no ${kind.en}` }
  if (trouble.detail === 'parent')
    return {
      zh: `${label(trouble, 'zh')}的上级 ${trouble.parentCode} 当日不存在`,
      en: `The parent ${trouble.parentCode} of ${label(trouble, 'en')} is not in force`,
    }
  return { zh: `${label(trouble, 'zh')}没有边界`, en: `${label(trouble, 'en')} has no outline` }
}

function describe(trouble: CoverageTrouble, level: CoverageLevel): Bilingual {
  const { kind, parentName, parentCode, areaSquareMetres, detail } = trouble
  const [zh, en] = [label(trouble, 'zh'), label(trouble, 'en')]
  const parent = { zh: `${parentName}（${parentCode}）`, en: `${parentName} (${parentCode})` }
  const metres = { zh: `${size(areaSquareMetres)} 平方米`, en: `${size(areaSquareMetres)} m²` }
  const next = trouble.codes.length > 0
  switch (kind) {
    case 'gap':
      return {
        zh: `${parent.zh}有 ${metres.zh}不属于任何${LEVEL_NAMES[level].zh}${next ? `，紧邻${zh}` : ''}`,
        en: `${metres.en} of ${parent.en} belong to none of its ${LEVEL_NAMES[level].en}${next ? `, next to ${en}` : ''}`,
      }
    case 'overlap':
      return { zh: `${zh}重叠 ${metres.zh}`, en: `${en} overlap by ${metres.en}` }
    case 'outside':
      return { zh: `${zh}有 ${metres.zh}超出${parent.zh}`, en: `${en} reaches ${metres.en} outside ${parent.en}` }
    case 'invalid':
      return { zh: `${zh}的边界无效：${detail}`, en: `The outline of ${en} is invalid: ${detail}` }
    case 'missing':
      return describeMissing(trouble, level)
  }
}

/** The trouble with its level and a sentence in both languages that says what is wrong with whom and how large it is. */
export const explainTrouble = (trouble: CoverageTrouble, level: CoverageLevel): CoverageFinding => ({
  ...trouble,
  level,
  text: describe(trouble, level),
})
