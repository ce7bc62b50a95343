import type { CatalogueContent, ConditionEntry, RuleEntry, TypeEntry } from '#catalogue/tables.ts'
import type { TimeLimit } from '#catalogue/time-limit.ts'
import { type InputFlaw, replayProblems } from '#replay/problems.ts'
import type { ServiceRequest } from '#replay/service-request.ts'

/** Two digits each for the class and the item (GB/T 30428.2). */
const MOST = 99
const MINUTE = 60_000

/** A catalogue made from what the requests say of themselves, and how to find a request's type in it. */
export interface DraftCatalogue {
  readonly content: CatalogueContent
  readonly typeCode: (request: Pick<ServiceRequest, 'typeClass' | 'type'>) => string
  /** Types whose limit is the mapping's default, because none of their requests has a target. */
  readonly withoutTarget: ReadonlySet<string>
}

const keyOf = ({ typeClass, type }: Pick<ServiceRequest, 'typeClass' | 'type'>): string => `${typeClass}\n${type}`
const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)
const twoDigits = (index: number): string => String(index + 1).padStart(2, '0')

/**
 * Every class and type of the requests as problem types with one filing condition each; the limit of a type is the median of its recorded ones.
 * Responsibility goes by class to the department that had most of it, types that differ first. Throws replay.bad_requests when there are more
 * than 99 classes, or types in a class. Pure; the same requests give the same codes.
 */
export function draftCatalogue(file: string, requests: readonly ServiceRequest[], column: string, defaultLimit: TimeLimit): DraftCatalogue {
  const classes = [...Map.groupBy(requests, ({ typeClass }) => typeClass)].sort(([a], [b]) => compare(a, b))
  const codes = new Map<string, string>()
  const [types, conditions, withoutTarget] = [[] as TypeEntry[], [] as ConditionEntry[], new Set<string>()]
  const [byType, byClass] = [[] as Duty[], [] as Duty[]]
  for (const [classIndex, [className, ofClass]] of classes.entries()) {
    const classDuty = mostFrequent(ofClass)
    byClass.push({ classCode: twoDigits(classIndex), typeCode: null, duty: classDuty, name: className })
    const named = [...Map.groupBy(ofClass, ({ type }) => type)].sort(([a], [b]) => compare(a, b))
    if (classIndex >= MOST || named.length > MOST) throw replayProblems.badRequests(file, [tooMany(column, className)])
    for (const [typeIndex, [name, ofType]] of named.entries()) {
      const type = typeEntry(twoDigits(classIndex), className, twoDigits(typeIndex), name)
      const limit = medianLimit(ofType)
      types.push(type)
      conditions.push(condition(type, limit ?? defaultLimit))
      codes.set(keyOf({ typeClass: className, type: name }), type.code)
      if (limit === null) withoutTarget.add(type.code)
      const duty = mostFrequent(ofType)
      if (duty !== classDuty) byType.push({ classCode: null, typeCode: type.code, duty, name })
    }
  }
  const content = { types, conditions, rules: [...byType, ...byClass].map(rule) }
  return { content, typeCode: (request) => codes.get(keyOf(request)) ?? '', withoutTarget }
}

interface Duty {
  readonly classCode: string | null
  readonly typeCode: string | null
  readonly duty: string
  readonly name: string
}

const tooMany = (column: string, value: string): InputFlaw => ({
  row: null,
  column,
  value,
  rule: {
    zh: `大类不得多于 ${MOST} 个，每个大类的小类也不得多于 ${MOST} 个`,
    en: `at most ${MOST} classes, and ${MOST} types in a class, can be coded`,
  },
})

const typeEntry = (classCode: string, className: string, itemCode: string, name: string): TypeEntry => ({
  code: `E${classCode}${itemCode}`,
  domain: 'urban',
  kind: 'event',
  classCode,
  className,
  classNameEn: className,
  itemCode,
  name,
  nameEn: name,
  provenance: '由回放的诉求生成 / made from the replayed requests',
})

const condition = ({ code, name }: TypeEntry, limit: TimeLimit): ConditionEntry => ({
  typeCode: code,
  number: 1,
  filing: `登记为“${name}”的诉求 / a request recorded as "${name}"`,
  closing: '登记系统中已办结 / closed in the system of record',
  limitValue: limit.value,
  limitUnit: limit.unit,
  limitByRegion: {},
  urgency: 'normal',
  provenance: '由回放的诉求生成 / made from the replayed requests',
})

const rule = ({ classCode, typeCode, duty, name }: Duty, index: number): RuleEntry => ({
  number: index + 1,
  domain: null,
  kind: null,
  classCode,
  typeCode,
  basis: 'territory',
  duty,
  level: 'city',
  reason: `“${name}”多由 ${duty} 办理`,
  reasonEn: `most of "${name}" was handled by ${duty}`,
})

/** The department that had most of them; of two that had as many, the first by name. */
function mostFrequent(requests: readonly ServiceRequest[]): string {
  const counts = [...Map.groupBy(requests, ({ department }) => department)].map(([name, of]) => [name, of.length] as const)
  return counts.sort(([a, n], [b, m]) => m - n || compare(a, b))[0]?.[0] ?? ''
}

/** The median of the recorded limits that are above zero, in whole minutes; null when there is none. */
function medianLimit(requests: readonly ServiceRequest[]): TimeLimit | null {
  const limits = requests.flatMap(({ openedAt, targetAt }) => (targetAt === null ? [] : [targetAt.getTime() - openedAt.getTime()]))
  const sorted = limits.filter((ms) => ms > 0).sort((a, b) => a - b)
  const middle = sorted[Math.floor((sorted.length - 1) / 2)]
  return middle === undefined ? null : { value: Math.max(1, Math.round(middle / MINUTE)), unit: 'minute' }
}
