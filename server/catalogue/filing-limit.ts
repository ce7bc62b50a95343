import type { FilingCondition } from './tables.ts'
import type { TimeLimit } from './time-limit.ts'

/** The limit of a condition in a place of a region class (1 to 3, grid.region_class): the one stated for that class, else the plain one. */
export function limitFor(condition: Pick<FilingCondition, 'limitValue' | 'limitUnit' | 'limitByRegion'>, regionClass: number): TimeLimit {
  const plain: TimeLimit = { value: condition.limitValue, unit: condition.limitUnit }
  if (regionClass !== 1 && regionClass !== 2 && regionClass !== 3) return plain
  return condition.limitByRegion[`${regionClass}`] ?? plain
}
