import type { LimitUnit, TimeLimit } from './time-limit.ts'

/** What of a filing condition says how long its cases may take. */
export interface Limited {
  readonly limitValue: number
  readonly limitUnit: LimitUnit
  readonly limitByRegion: { readonly [rank in '1' | '2' | '3']?: TimeLimit | undefined }
}

/** The limit of a condition in a place of a region class (1 to 3, grid.region_class): the one stated for that class, else the plain one. */
export function limitFor(condition: Limited, regionClass: number): TimeLimit {
  const plain: TimeLimit = { value: condition.limitValue, unit: condition.limitUnit }
  if (regionClass !== 1 && regionClass !== 2 && regionClass !== 3) return plain
  return condition.limitByRegion[`${regionClass}`] ?? plain
}
