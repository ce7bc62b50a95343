import { describe, expect, it } from 'vitest'
import { limitFor } from '#catalogue/filing-limit.ts'
import { matchingRules } from '#catalogue/responsibility.ts'
import type { RuleEntry } from '#catalogue/tables.ts'

describe('limitFor', () => {
  const condition = { limitValue: 4, limitUnit: 'work_hour', limitByRegion: { '3': { value: 1, unit: 'work_day' } } } as const

  it('takes the limit stated for the class of the region, else the plain one', () => {
    expect(limitFor(condition, 1)).toEqual({ value: 4, unit: 'work_hour' })
    expect(limitFor(condition, 2)).toEqual({ value: 4, unit: 'work_hour' })
    expect(limitFor(condition, 3)).toEqual({ value: 1, unit: 'work_day' })
    expect(limitFor(condition, 9)).toEqual({ value: 4, unit: 'work_hour' })
  })
})

describe('matchingRules', () => {
  const anything = {
    domain: null,
    kind: null,
    classCode: null,
    typeCode: null,
    duty: 'water',
    level: 'district',
    reason: '',
    reasonEn: '',
  } as const
  const rule = (number: number, asked: Partial<RuleEntry>): RuleEntry => ({ ...anything, number, basis: 'territory', ...asked })
  const type = { code: 'E2103', domain: 'water', kind: 'event', classCode: '21' } as const

  it('keeps the rules whose every stated field agrees, by number', () => {
    const rules = [
      rule(90, {}),
      rule(5, { typeCode: 'E2104' }),
      rule(40, { classCode: '21', kind: 'event' }),
      rule(30, { classCode: '21', kind: 'component' }),
      rule(20, { domain: 'water' }),
      rule(10, { domain: 'air' }),
      rule(7, { typeCode: 'E2103', basis: 'owner' }),
    ]
    expect(matchingRules(rules, type).map(({ number }) => number)).toEqual([7, 20, 40, 90])
  })
})
