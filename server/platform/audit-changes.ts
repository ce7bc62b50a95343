import { createHash } from 'node:crypto'
import { canonicalJson } from '#platform/canonical-json.ts'

/** One field of a record before and after a change; null where there was or is no such record. */
export interface FieldChange {
  readonly field: string
  readonly before: unknown
  readonly after: unknown
}

/** What a record says, as far as the log may keep it: personal values come masked. Undefined where there is no record. */
export type RecordState = Readonly<Record<string, unknown>> | undefined

/** Characters of a value as JSON; a longer one (an outline, a list of hundreds) is kept as its hash. */
const LONGEST_VALUE = 2000

function kept(value: unknown): unknown {
  const text = canonicalJson(value ?? null)
  return text.length <= LONGEST_VALUE ? (value ?? null) : { sha256: createHash('sha256').update(text).digest('hex') }
}

/** The fields that differ between two states, by name. Pure. */
export function changesBetween(before: RecordState, after: RecordState): readonly FieldChange[] {
  const fields = [...new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})])].sort()
  return fields
    .map((field) => ({ field, before: kept(before?.[field]), after: kept(after?.[field]) }))
    .filter((change) => canonicalJson(change.before) !== canonicalJson(change.after))
}
