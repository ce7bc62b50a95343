import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  codeAtLevel,
  fitsBelow,
  levelOfCode,
  listAncestorCodes,
  moveCode,
  nextCode,
  parentLevel,
  STANDARD_CODE_LENGTHS,
} from '#organisation/place-code.ts'
import { type PlacedCode, planSuccession } from '#organisation/succession.ts'

const short = { city: 3, district: 5, grid: 7 }

test('a code holds its ancestors, for the levels the city has', () => {
  expect(listAncestorCodes(STANDARD_CODE_LENGTHS, '530102003001001')).toEqual([
    '5301',
    '530102',
    '530102003',
    '530102003001',
    '530102003001001',
  ])
  expect(listAncestorCodes(STANDARD_CODE_LENGTHS, '530102003')).toEqual(['5301', '530102', '530102003'])
  expect(listAncestorCodes(short, 'BOS0102')).toEqual(['BOS', 'BOS01', 'BOS0102'])
  expect(codeAtLevel(short, 'BOS0102', 'street')).toBeUndefined()
  expect(levelOfCode(short, 'BOS01')).toBe('district')
  expect(levelOfCode(short, 'BOS0')).toBeUndefined()
})

test('the level above is the next one the city has', () => {
  expect(parentLevel(STANDARD_CODE_LENGTHS, 'community')).toBe('street')
  expect(parentLevel({ city: 4, district: 6, community: 9 }, 'community')).toBe('district')
  expect(parentLevel(STANDARD_CODE_LENGTHS, 'building')).toBe('residents_group')
  expect(parentLevel(STANDARD_CODE_LENGTHS, 'city')).toBeUndefined()
})

test('a code fits below its parent when it continues its code at the right length', () => {
  expect(fitsBelow(STANDARD_CODE_LENGTHS, '530102003', 'street', '530102')).toBe(true)
  expect(fitsBelow(STANDARD_CODE_LENGTHS, '530103003', 'street', '530102')).toBe(false)
  expect(fitsBelow(STANDARD_CODE_LENGTHS, '53010203', 'street', '530102')).toBe(false)
  expect(fitsBelow(STANDARD_CODE_LENGTHS, '530102', 'district', null)).toBe(false)
  expect(fitsBelow(STANDARD_CODE_LENGTHS, '5301', 'city', null)).toBe(true)
})

test('a new number follows the highest ever used, until the digits run out', () => {
  expect(nextCode('5301', 6, [])).toBe('530101')
  expect(nextCode('5301', 6, ['530102', '530181', '530281'])).toBe('530182')
  expect(nextCode('5301', 6, ['530199'])).toBeUndefined()
  expect(moveCode('530102003001', '530102003', '530102009')).toBe('530102009001')
})

const digits = (number: number): string => String(number).padStart(3, '0')

test('whatever is merged, every place keeps exactly one code, none is given twice and none leaves its parent', () => {
  const serials = fc.uniqueArray(fc.integer({ min: 1, max: 400 }), { maxLength: 12 })
  const communities = fc.uniqueArray(fc.integer({ min: 1, max: 99 }), { minLength: 2, maxLength: 5 })
  fc.assert(
    fc.property(communities, fc.array(serials, { minLength: 5, maxLength: 5 }), serials, (sources, grids, closed) => {
      const codes = sources.map((serial) => `530102003${digits(serial)}`)
      const places: PlacedCode[] = codes.flatMap((parentCode, index) =>
        (grids[index] ?? []).map((serial) => ({ register: 'management', parentCode, code: parentCode + digits(serial) })),
      )
      const [target = ''] = codes
      const everUsed = [...places.map(({ code }) => code), ...closed.map((serial) => target + digits(serial))]
      const { moves, cuts, full } = planSuccession(places, () => [target], { division: [], management: everUsed, unit: [] })
      expect([cuts, full]).toEqual([[], []])
      const stays = places.filter(({ parentCode }) => parentCode === target).map(({ code }) => code)
      expect(moves.map(({ code }) => code).sort()).toEqual(
        places
          .map(({ code }) => code)
          .filter((code) => !stays.includes(code))
          .sort(),
      )
      expect(new Set(moves.map(({ to }) => to)).size).toBe(moves.length)
      for (const { to } of moves) expect(to.startsWith(target) && to.length === 15 && !everUsed.includes(to)).toBe(true)
    }),
  )
})

test('what moves takes everything below it along under the same numbers', () => {
  const places: PlacedCode[] = [
    { register: 'management', code: '530102004001001', parentCode: '530102004001' },
    { register: 'division', code: '530102004001', parentCode: '530102004' },
  ]
  const { moves } = planSuccession(places, () => ['530102003'], {
    division: ['530102003001', '530102004001'],
    management: ['530102004001001'],
    unit: [],
  })
  expect(moves.map(({ to, parentCode }) => [to, parentCode])).toEqual([
    ['530102003002', '530102003'],
    ['530102003002001', '530102003002'],
  ])
})

test('a parent without free numbers is named', () => {
  const places: PlacedCode[] = [{ register: 'management', code: '530102004001', parentCode: '530102004' }]
  const { full } = planSuccession(places, () => ['530102003'], { division: [], management: ['530102003001', '530102003999'], unit: [] })
  expect(full).toEqual(['530102003'])
})
