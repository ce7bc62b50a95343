import type { CaseFilter } from '#cases/contract.ts'

/** What narrows a list, as the address writes it; the server reads the same (cases/contract.ts). */
const FIELDS = [
  'box', 'stage', 'open', 'typeCode', 'domain', 'placeCode', 'unitId', 'light', 'pendingKind', 'listed', 'channel', 'origin', 'originLevel',
  'loopLevel', 'closingLevel', 'urgency', 'reportedFrom', 'reportedTo', 'closedFrom', 'closedTo', 'onTime', 'selfHandled', 'text', 'number',
] as const satisfies readonly (keyof CaseFilter)[] // biome-ignore format: a list

export type FilterField = (typeof FIELDS)[number]
/** Only fields that filter are in it; none is empty. */
export type QueueFilter = Readonly<Partial<Record<FilterField, string>>>

/** The filter of an address; what is no field of a filter is left where it is. */
export function readFilter(parameters: URLSearchParams): QueueFilter {
  const entries = FIELDS.map((field) => [field, parameters.get(field) ?? ''] as const)
  return Object.fromEntries(entries.filter(([, value]) => value !== ''))
}

/** The filter as it stands behind the question mark, fields always in the same order, so that equal filters are equal texts. */
export function writeFilter(filter: QueueFilter): string {
  const parameters = new URLSearchParams()
  for (const field of FIELDS) if (filter[field]) parameters.set(field, filter[field])
  return parameters.toString()
}

/** Another filter with some fields set, and those given as empty taken out. */
export function changeFilter(filter: QueueFilter, change: Readonly<Partial<Record<FilterField, string | undefined>>>): QueueFilter {
  const entries = FIELDS.map((field) => [field, field in change ? change[field] : filter[field]] as const)
  return Object.fromEntries(entries.filter((entry): entry is [FilterField, string] => Boolean(entry[1])))
}

/** The values of a field that takes several. */
export const valuesOf = (filter: QueueFilter, field: FilterField): readonly string[] => filter[field]?.split(',').filter(Boolean) ?? []
