import { BASIS_NAMES, DOMAIN_NAMES, KIND_NAMES, LIMIT_UNIT_NAMES, RULE_LEVEL_NAMES } from '#catalogue/entry-words.ts'
import { URGENCY_NAMES } from '#catalogue/urgency-names.ts'
import { PERMISSION_WORDS } from '#organisation/permission-words.ts'
import { AUDIT_FIELD_WORDS } from '#platform/audit-words.ts'
import { regionName } from '#web/console/catalogue/limits.tsx'
import type { Bilingual, Language } from '#web/shared/language/language.ts'
import { auditWords } from './words.ts'

/** One field of a request or an answer as people read it. `path` is how the request spells it. */
export interface ReadableField {
  readonly path: string
  readonly label: string
  readonly value: string
}

type Named = Readonly<Record<string, Bilingual>>
const PERMISSION_NAMES: Named = Object.fromEntries(Object.entries(PERMISSION_WORDS).map(([code, { name }]) => [code, name]))
const DAY_NAMES: Named = Object.fromEntries(
  (['off', 'work'] as const).map((kind) => [kind, { zh: auditWords.zh.days[kind], en: auditWords.en.days[kind] }]),
)
const VALUE_NAMES: Readonly<Record<string, Named>> = {
  domain: DOMAIN_NAMES,
  kind: { ...KIND_NAMES, ...DAY_NAMES },
  basis: BASIS_NAMES,
  level: RULE_LEVEL_NAMES,
  urgency: URGENCY_NAMES,
  limitUnit: LIMIT_UNIT_NAMES,
  unit: LIMIT_UNIT_NAMES,
  permissions: PERMISSION_NAMES,
}
const HIDDEN = new Set(['requestId'])
const MOST_ENTRIES = 60

const isPlain = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
const isOutline = (value: unknown): boolean => isPlain(value) && 'coordinates' in value && 'type' in value

function countPoints(value: unknown): number {
  if (!Array.isArray(value)) return 0
  return value.every((each) => typeof each === 'number') ? 1 : value.reduce<number>((sum, each) => sum + countPoints(each), 0)
}

function labelOf(field: string, language: Language): string {
  if (field === '1' || field === '2' || field === '3') return regionName(field, language)
  return AUDIT_FIELD_WORDS[field]?.[language] ?? field
}

function tellScalar(field: string, value: unknown, language: Language): string {
  const words = auditWords[language]
  if (value === null || value === undefined || value === '') return words.none
  if (typeof value === 'boolean') return value ? words.yes : words.no
  return VALUE_NAMES[field]?.[String(value)]?.[language] ?? String(value)
}

const isScalar = (value: unknown): boolean => typeof value !== 'object' || value === null

function fieldsOf(field: string, value: unknown, path: string, label: string, language: Language): ReadableField[] {
  const words = auditWords[language]
  if (isOutline(value) && isPlain(value)) return [{ path, label, value: words.outline(countPoints(value.coordinates)) }]
  if (isPlain(value)) return readFields(value, language, path, label)
  if (!Array.isArray(value)) return [{ path, label, value: tellScalar(field, value, language) }]
  if (value.every(isScalar)) {
    const told = value.map((each) => tellScalar(field, each, language))
    return [{ path, label, value: told.length > 0 ? told.join(language === 'zh' ? '、' : ', ') : words.none }]
  }
  const shown = value.slice(0, MOST_ENTRIES)
  const rest = value.length - shown.length
  return [
    ...shown.flatMap((each, index) => fieldsOf(field, each, `${path}.${index}`, `${label} ${index + 1}`, language)),
    ...(rest > 0 ? [{ path: `${path}.rest`, label, value: words.others(rest) }] : []),
  ]
}

/** The fields of a request or an answer, at any depth, in words; ids of submissions are left out. */
export function readFields(value: unknown, language: Language, path = '', above = ''): ReadableField[] {
  if (!isPlain(value)) return []
  return Object.entries(value).flatMap(([field, each]) => {
    if (HIDDEN.has(field)) return []
    const label = [above, labelOf(field, language)].filter(Boolean).join(' › ')
    return fieldsOf(field, each, path === '' ? field : `${path}.${field}`, label, language)
  })
}

/** A field now and the time before; null where the other has none. */
export interface ComparedField {
  readonly path: string
  readonly label: string
  readonly before: string | null
  readonly after: string | null
}

/** Two requests of the same kind side by side, in the order of the later. */
export function compareFields(before: readonly ReadableField[], after: readonly ReadableField[]): ComparedField[] {
  const was = new Map(before.map((field) => [field.path, field]))
  const now = new Set(after.map(({ path }) => path))
  return [
    ...after.map(({ path, label, value }) => ({ path, label, before: was.get(path)?.value ?? null, after: value })),
    ...before.filter(({ path }) => !now.has(path)).map(({ path, label, value }) => ({ path, label, before: value, after: null })),
  ]
}
