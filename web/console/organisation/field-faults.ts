import { ApiProblem } from '#web/shared/api/problem.ts'

interface FieldFault {
  readonly name: (string | number)[]
  readonly errors: string[]
}
interface Faults {
  readonly atFields: FieldFault[]
  /** What belongs to no field of the form. */
  readonly other: string | null
}

const pathOf = (field: string): (string | number)[] => field.split('.').map((part) => (/^\d+$/.test(part) ? Number(part) : part))

/** The server's refusal where it belongs: at the fields of the form it names, else as a whole. */
export function faultsOf(error: unknown, fields: readonly string[], textOf: (error: unknown) => string): Faults {
  if (!(error instanceof ApiProblem)) return { atFields: [], other: textOf(error) }
  const listed = Array.isArray(error.details.errors) ? (error.details.errors as { field: string; rule: string }[]) : []
  const named = listed.length > 0 ? listed : error.field === null ? [] : [{ field: error.field, rule: error.message }]
  const known = named.filter(({ field }) => fields.includes(field.split('.')[0] ?? ''))
  return {
    atFields: known.map(({ field, rule }) => ({ name: pathOf(field), errors: [rule] })),
    other: known.length < named.length || named.length === 0 ? error.message : null,
  }
}
