import {
  BASIS_NAMES,
  CONDITION_FIELD_NAMES,
  DOMAIN_NAMES,
  KIND_NAMES,
  PROVENANCE_NAMES,
  RULE_FIELD_NAMES,
  RULE_LEVEL_NAMES,
  TYPE_FIELD_NAMES,
} from '#catalogue/entry-words.ts'
import type { Limited } from '#catalogue/filing-limit.ts'
import { URGENCY_NAMES } from '#catalogue/urgency-names.ts'
import type { Difference, FilingCondition, ProblemType } from '#web/console/catalogue/api.ts'
import { tellLimits } from '#web/console/catalogue/limits.tsx'
import { type Bilingual, type Language, statements } from '#web/shared/language/language.ts'

export const PARTS = ['types', 'conditions', 'rules'] as const
export type Part = (typeof PARTS)[number]
export const KINDS = ['added', 'removed', 'changed'] as const
export type ChangeKind = (typeof KINDS)[number]

/** One field as people read it; null where there is nothing. */
export interface FieldChange {
  readonly field: string
  readonly before: string | null
  readonly after: string | null
}

/** What became of one entry. `key` is a type's code, "code#number" of a condition, a rule's number. */
export interface Change {
  readonly id: string
  readonly part: Part
  readonly kind: ChangeKind
  readonly key: string
  readonly fields: readonly FieldChange[]
}

type Names = Readonly<Record<string, Bilingual>>
const FIELD_NAMES: Readonly<Record<Part, Names>> = { types: TYPE_FIELD_NAMES, conditions: CONDITION_FIELD_NAMES, rules: RULE_FIELD_NAMES }
const VALUE_NAMES: Readonly<Record<string, Names>> = {
  domain: DOMAIN_NAMES,
  kind: KIND_NAMES,
  basis: BASIS_NAMES,
  level: RULE_LEVEL_NAMES,
  urgency: URGENCY_NAMES,
  provenance: PROVENANCE_NAMES,
}
/** Value, unit and limits by region are one limit to whoever reads. */
const LIMIT_FIELDS: readonly string[] = ['limitValue', 'limitUnit', 'limitByRegion']
/** What names an entry stands in its own column. */
const NAMING: Readonly<Record<Part, readonly string[]>> = { types: ['code'], conditions: ['typeCode', 'number'], rules: ['number'] }

export interface Reading {
  readonly language: Language
  readonly dutyName: (code: string) => string
  readonly limitName: string
}

const keyOf = (part: Part, row: object): string => {
  const values = new Map(Object.entries(row))
  return NAMING[part].map((field) => String(values.get(field))).join('#')
}

function tell(field: string, value: unknown, { language, dutyName }: Reading): string | null {
  if (value === null || value === undefined || value === '') return null
  const text = String(value)
  if (field === 'duty') return dutyName(text)
  return VALUE_NAMES[field]?.[text]?.[language] ?? text
}

const nameOf = (part: Part, field: string, language: Language): string => FIELD_NAMES[part][field]?.[language] ?? field
const limitText = (limited: Limited, language: Language): string => statements(tellLimits(limited, language), language)

/** All of a new or a gone entry, as changes from or to nothing. */
function wholeFields(part: Part, row: object, kind: 'added' | 'removed', reading: Reading): FieldChange[] {
  const sided = (field: string, text: string | null): FieldChange[] =>
    text === null ? [] : [kind === 'added' ? { field, before: null, after: text } : { field, before: text, after: null }]
  const plain = Object.entries(row).filter(([field]) => !NAMING[part].includes(field) && !LIMIT_FIELDS.includes(field))
  const limit = part === 'conditions' ? sided(reading.limitName, limitText(row as Limited, reading.language)) : []
  return [...limit, ...plain.flatMap(([field, value]) => sided(nameOf(part, field, reading.language), tell(field, value, reading)))]
}

/** The limit before and after: what did not change of it is taken from the condition as it is now. */
function limitChange(
  fields: Difference['conditions']['changed'][number]['fields'],
  now: FilingCondition | undefined,
  reading: Reading,
): FieldChange[] {
  const touched = fields.filter(({ field }) => LIMIT_FIELDS.includes(field))
  if (touched.length === 0 || !now) return []
  const before: Limited = { ...now, ...Object.fromEntries(touched.map((each) => [each.field, each.before])) }
  return [{ field: reading.limitName, before: limitText(before, reading.language), after: limitText(now, reading.language) }]
}

function changedFields(
  part: Part,
  changed: Difference[Part]['changed'][number],
  now: FilingCondition | undefined,
  reading: Reading,
): FieldChange[] {
  const plain = changed.fields.filter(({ field }) => part !== 'conditions' || !LIMIT_FIELDS.includes(field))
  return [
    ...(part === 'conditions' ? limitChange(changed.fields, now, reading) : []),
    ...plain.map(({ field, before, after }) => ({
      field: nameOf(part, field, reading.language),
      before: tell(field, before, reading),
      after: tell(field, after, reading),
    })),
  ]
}

/** Every change between two versions in the order types, conditions, rules; `types` are those of the later version. */
export function listChanges(difference: Difference, types: readonly ProblemType[], reading: Reading): Change[] {
  const conditions = new Map<string, FilingCondition>(
    types.flatMap(({ code, conditions: own }) => own.map((each) => [`${code}#${each.number}`, each] as const)),
  )
  return PARTS.flatMap((part): Change[] => {
    const { added, removed, changed } = difference[part]
    const whole = (kind: 'added' | 'removed', rows: readonly object[]): Change[] =>
      rows.map((row) => {
        const key = keyOf(part, row)
        return { id: `${part}/${kind}/${key}`, part, kind, key, fields: wholeFields(part, row, kind, reading) }
      })
    const partly = changed.map((each): Change => {
      const fields = changedFields(part, each, conditions.get(each.key), reading)
      return { id: `${part}/changed/${each.key}`, part, kind: 'changed', key: each.key, fields }
    })
    return [...partly, ...whole('added', added), ...whole('removed', removed)]
  })
}

/** What did not change, by its key. */
export function listUnchanged(keys: readonly string[], part: Difference[Part], of: Part): string[] {
  const touched = new Set([...part.changed.map(({ key }) => key), ...part.added.map((row) => keyOf(of, row))])
  return keys.filter((key) => !touched.has(key))
}
