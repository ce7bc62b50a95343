import { describe, expect, it } from 'vitest'
import { findFlaws, findGaps } from '#catalogue/catalogue-checks.ts'
import { readCatalogueSeed, readDuties } from '#catalogue/catalogue-seed.ts'
import { findCatalogueInForce, findFilingCondition, findProblemType, listFilingConditions } from '#catalogue/queries.ts'
import { loadContent } from '#catalogue/queries-content.ts'
import { matchingRules } from '#catalogue/responsibility.ts'
import { withRollback } from '#test/support/database.ts'
import { newCity } from './new-city.ts'

const content = readCatalogueSeed()

describe('the shipped catalogue', () => {
  it('has 284 types, 234 urban, 44 of water and 6 of air, and 642 filing conditions', () => {
    const count = (domain: string) => content.types.filter((type) => type.domain === domain).length
    expect([count('urban'), count('water'), count('air')]).toEqual([234, 44, 6])
    expect([content.types.length, content.conditions.length]).toEqual([284, 642])
  })

  it('breaks no rule of a catalogue and leaves no type without a condition or a responsibility', () => {
    expect(findFlaws(content, new Set(readDuties().map(({ code }) => code)))).toEqual([])
    expect(findGaps(content)).toEqual([])
  })

  it('sends components to their owner first and events to the territory first, and always ends with a unit by territory', () => {
    for (const type of content.types) {
      const bases = matchingRules(content.rules, type).map(({ basis }) => basis)
      expect(bases[0], type.code).toBe(type.kind === 'component' ? 'owner' : 'territory')
      expect(bases).toContain('owner')
      expect(bases.at(-1)).toBe('territory')
    }
  })

  it.each([
    ['C0105', 'power', 'city'],
    ['C0111', 'gas', 'city'],
    ['C0403', 'parks', 'district'],
    ['E0506', 'water', 'district'],
    ['E0304', 'housing', 'district'],
    ['E0129', 'urban-management', 'street'],
    ['E2103', 'lake-management', 'city'],
    ['E0409', 'police', 'district'],
    ['E0110', 'sanitation', 'district'],
  ])('gives %s to %s at the level of the %s', (code, duty, level) => {
    const type = content.types.find((each) => each.code === code)
    const rules = type ? matchingRules(content.rules, type) : []
    expect(rules.find(({ basis }) => basis === 'territory')).toMatchObject({ duty, level })
  })
})

describe('seedCatalogue', () => {
  it('stores exactly the shipped content, in force since 2000', async () => {
    await withRollback(async (tx) => {
      const { cityId, version } = await newCity(tx)
      expect(await loadContent(tx, cityId, version.id)).toEqual(content)
      expect(await findCatalogueInForce(tx, cityId, '2011-07-01')).toEqual(version)
      expect(await findCatalogueInForce(tx, cityId, '1999-12-31')).toBeUndefined()
    })
  })

  it('answers for one type and its conditions', async () => {
    await withRollback(async (tx) => {
      const { cityId, version } = await newCity(tx)
      expect(await findProblemType(tx, cityId, version.id, 'C0101')).toMatchObject({ name: '上水井盖', kind: 'component' })
      expect(await findFilingCondition(tx, cityId, version.id, 'C0101', 2)).toMatchObject({ limitValue: 4, limitUnit: 'work_hour' })
      expect(await listFilingConditions(tx, cityId, version.id, 'C0101')).toHaveLength(4)
      expect(await findProblemType(tx, cityId, version.id, 'C0199')).toBeUndefined()
    })
  })
})
