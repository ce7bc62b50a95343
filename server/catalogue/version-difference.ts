import type { CatalogueContent, ConditionEntry } from './tables.ts'

/** One field that reads differently; a value is what stands in the row (text, number, null, or the limits by region). */
export interface ChangedField {
  readonly field: string
  readonly before: unknown
  readonly after: unknown
}

/** What became of the entries of one kind; keys are a type's code, a condition's "code#number" and a rule's number. */
export interface PartDifference<Row> {
  readonly added: Row[]
  readonly removed: Row[]
  readonly changed: { readonly key: string; readonly fields: ChangedField[] }[]
}

export interface VersionDifference {
  readonly types: PartDifference<CatalogueContent['types'][number]>
  readonly conditions: PartDifference<ConditionEntry>
  readonly rules: PartDifference<CatalogueContent['rules'][number]>
}

/** The key of a condition in a difference and in messages, such as "C0101#2". */
export const conditionKey = ({ typeCode, number }: Pick<ConditionEntry, 'typeCode' | 'number'>): string => `${typeCode}#${number}`

/** What was added, removed and changed from one version's content to another's, field by field, in the order of the rows. */
export function compareContents(before: CatalogueContent, after: CatalogueContent): VersionDifference {
  return {
    types: comparePart(before.types, after.types, ({ code }) => code),
    conditions: comparePart(before.conditions, after.conditions, conditionKey),
    rules: comparePart(before.rules, after.rules, ({ number }) => String(number)),
  }
}

function comparePart<Row extends object>(before: readonly Row[], after: readonly Row[], keyOf: (row: Row) => string): PartDifference<Row> {
  const [old, fresh] = [new Map(before.map((row) => [keyOf(row), row])), new Map(after.map((row) => [keyOf(row), row]))]
  const changed = [...old].flatMap(([key, row]) => {
    const next = fresh.get(key)
    const fields = next ? compareFields(row, next) : []
    return fields.length > 0 ? [{ key, fields }] : []
  })
  return { added: after.filter((row) => !old.has(keyOf(row))), removed: before.filter((row) => !fresh.has(keyOf(row))), changed }
}

function compareFields(before: object, after: object): ChangedField[] {
  const [was, is] = [new Map(Object.entries(before)), new Map(Object.entries(after))]
  return [...new Set([...was.keys(), ...is.keys()])].flatMap((field) => {
    const change = { field, before: was.get(field) ?? null, after: is.get(field) ?? null }
    return canonical(change.before) === canonical(change.after) ? [] : [change]
  })
}

/** Text that is equal exactly when two values are, whatever the order of keys. */
function canonical(value: unknown): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))
  return `{${entries.map(([key, inner]) => `${key}:${canonical(inner)}`).join(',')}}`
}
