import { ReportInput } from '#cases/contract.ts'
import { ApiProblem } from '#web/shared/api/problem.ts'
import { inputOf, type Report } from './report.ts'

/** The fields of the form. */
export const FIELDS = [
  'description',
  'address',
  'place',
  'type',
  'condition',
  'impactArea',
  'caller',
  'channel',
  'origin',
  'foundAt',
  'entry',
  'photos',
] as const
export type FieldName = (typeof FIELDS)[number]
export type Faults = Readonly<Partial<Record<FieldName, string>>>

/** Where the form shows what the contract calls by this name. */
const FIELD_OF: Readonly<Record<string, FieldName>> = {
  lon: 'place',
  lat: 'place',
  'lon,lat': 'place',
  datum: 'place',
  typeCode: 'type',
  conditionNumber: 'condition',
  componentCode: 'entry',
  shopfrontCode: 'entry',
  contact: 'caller',
}
const fieldOf = (path: string): FieldName | undefined => {
  const head = path.split('.')[0] ?? ''
  return FIELD_OF[path] ?? FIELD_OF[head] ?? FIELDS.find((name) => name === head)
}

/** What the contract itself would refuse, before anything is sent, in the page's words for each field. */
export function faultsOfReport(report: Report, words: Readonly<Record<FieldName, string>>): Faults {
  const names = new Set<FieldName>()
  const checked = ReportInput.safeParse(inputOf(report, crypto.randomUUID()))
  for (const { path } of checked.error?.issues ?? []) names.add(fieldOf(path.join('.')) ?? 'description')
  // The contract says so of the case, not of the shape: a type goes with one of its conditions.
  if (report.typeCode !== null && report.conditionNumber === null) names.add('condition')
  return Object.fromEntries([...names].map((name) => [name, words[name]]))
}

interface NamedError {
  readonly field: string
  readonly rule: string
}
const errorsOf = ({ details, field, message }: ApiProblem): readonly NamedError[] =>
  Array.isArray(details.errors) ? (details.errors as readonly NamedError[]) : field === null ? [] : [{ field, rule: message }]

/** What the server refused, by the field it is about; `rest` when part of it is about no field. */
export function faultsOfProblem(problem: unknown): { readonly faults: Faults; readonly rest: boolean } {
  if (!(problem instanceof ApiProblem)) return { faults: {}, rest: problem !== null }
  if (problem.code === 'case.outside_area') return { faults: { place: problem.message }, rest: false }
  const errors = errorsOf(problem).map(({ field, rule }) => [fieldOf(field), rule] as const)
  const known = errors.filter(([name]) => name !== undefined)
  return { faults: Object.fromEntries(known), rest: errors.length === 0 || known.length < errors.length }
}
