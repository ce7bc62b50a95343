import { describe, expect, test } from 'vitest'
import type { Area } from '#demo/read-geography.ts'
import { readGeography } from '#demo/read-geography.ts'
import { centroid, edgesOf, edgesThatDoNotFit, sphericalArea } from './geometry-measures.ts'

const city = readGeography()
const mainUrban = ['530102', '530103', '530111', '530112', '530114']
const inMainUrban = (area: Area) => mainUrban.includes(area.code.slice(0, 6))
const totalArea = (areas: readonly Area[]) => areas.reduce((sum, area) => sum + sphericalArea(area), 0)
const levels: [string, readonly Area[], readonly Area[], number, number][] = [
  ['streets', city.streets, city.districts, 9, 6],
  ['communities', city.communities, city.streets, 12, 9],
  ['grids', city.grids, city.communities.filter(inMainUrban), 15, 12],
  ['unit grids', city.unitGrids, city.communities.filter(({ code }) => code === city.unitGrids[0]?.parentCode), 15, 12],
]

describe('the demo city has every place once', () => {
  test('14 districts, 150 streets, 1,738 communities, 1,272 management grids', () => {
    const counts = [city.districts, city.streets, city.communities, city.grids].map((areas) => new Set(areas.map(({ code }) => code)).size)
    expect(counts).toEqual([14, 150, 1738, 1272])
    expect([city.districts.length, city.streets.length, city.communities.length, city.grids.length]).toEqual(counts)
    expect(city.unitGrids.length).toBeGreaterThan(20)
  })

  test('only the districts claim a real outline', () => {
    expect(city.districts.every(({ synthetic }) => !synthetic)).toBe(true)
    expect(levels.flatMap(([, areas]) => areas).every(({ synthetic }) => synthetic)).toBe(true)
  })

  test.each(levels)('%s have codes that start with an existing parent', (_, areas, parents, digits, parentDigits) => {
    const known = new Set(parents.map(({ code }) => code))
    for (const { code, parentCode, name } of areas) {
      expect(code).toMatch(new RegExp(`^\\d{${digits}}$`))
      expect(code.slice(0, parentDigits)).toBe(parentCode)
      expect(known.has(parentCode)).toBe(true)
      expect(name).not.toBe('')
    }
  })
})

describe('places fit together', () => {
  test.each(levels)('%s cover each parent without gap or overlap', (_, areas, parents) => {
    const byParent = Map.groupBy(areas, ({ parentCode }) => parentCode)
    for (const parent of parents) {
      const cells = byParent.get(parent.code) ?? []
      expect(edgesThatDoNotFit(cells, [parent]), parent.name).toEqual([])
      expect(Math.abs(totalArea(cells) - sphericalArea(parent)), parent.name).toBeLessThan(1)
    }
  })

  test('a vertex moved by a tenth of a metre is noticed', () => {
    const [parent] = city.communities.filter(inMainUrban)
    if (!parent) throw new Error('no community')
    const cells = structuredClone(city.grids.filter(({ parentCode }) => parentCode === parent.code))
    const vertex = cells[0]?.geometry.coordinates[0]?.[0]?.[1]
    if (vertex) vertex[0] += 1e-6
    expect(edgesThatDoNotFit(cells, [parent])).not.toEqual([])
  })

  test('districts neither overlap nor leave gaps: one closed line remains around them', () => {
    const directed = city.districts.flatMap(edgesOf).map(([from, to]) => `${from} ${to}`)
    expect(new Set(directed).size).toBe(directed.length)
    const border = edgesThatDoNotFit(city.districts, []).map((key) => key.split(' '))
    const neighbours = Map.groupBy([...border, ...border.map((edge) => edge.toReversed())], ([from]) => from)
    const reached = new Set([border[0]?.[0]])
    for (const place of reached) for (const [, to] of neighbours.get(place) ?? []) reached.add(to)
    expect(border.length).toBeGreaterThan(1000)
    expect(reached.size).toBe(neighbours.size)
  })

  test('the districts have about 21,019 square kilometres', () => {
    expect(Math.abs(totalArea(city.districts) / 21_019e6 - 1)).toBeLessThan(0.005)
  })
})

describe('management grids and zones', () => {
  test('every community of the main urban area has grids, and no other has', () => {
    const withGrids = new Set(city.grids.map(({ parentCode }) => parentCode))
    expect([...withGrids].toSorted()).toEqual(city.communities.filter(inMainUrban).map(({ code }) => code))
  })

  test('grids are numbered from 001 without holes, the northern row first', () => {
    for (const grids of Map.groupBy(
      [...city.grids, ...city.unitGrids.map((grid) => ({ ...grid, parentCode: 'unit' }))],
      ({ parentCode }) => parentCode,
    ).values()) {
      expect(grids.map(({ code }) => Number(code.slice(12)))).toEqual(grids.map((_, index) => index + 1))
      if (grids.length < 4) continue
      const [first, last] = [grids.at(0), grids.at(-1)]
      if (first && last) expect(centroid(first)[1]).toBeGreaterThan(centroid(last)[1])
    }
  })

  test('two grids are numbered from west to east', () => {
    const pairs = [...Map.groupBy(city.grids, ({ parentCode }) => parentCode).values()].filter((grids) => grids.length === 2)
    const eastward = pairs.filter(([a, b]) => a && b && centroid(a)[0] < centroid(b)[0])
    expect(pairs.length).toBeGreaterThan(100)
    expect(eastward.length).toBe(pairs.length)
  })

  test('zones name existing streets, each once, with codes that no district has', () => {
    const streets = new Set(city.streets.map(({ code }) => code))
    expect(city.zones.every(({ areaCode }) => streets.has(areaCode))).toBe(true)
    expect(new Set(city.zones.map(({ areaCode }) => areaCode)).size).toBe(city.zones.length)
    expect(new Set(city.zones.map(({ zoneCode }) => zoneCode))).toEqual(new Set(['530161', '530162', '530163', '530164', '530165']))
    expect(city.districts.some(({ code }) => city.zones.some(({ zoneCode }) => zoneCode === code))).toBe(false)
  })

  test('the three zones of the main urban area lie in its districts', () => {
    const codes = city.zones.filter((zone) => zone.mainUrban).map(({ areaCode }) => areaCode)
    expect(codes.length).toBeGreaterThan(0)
    expect(codes.every((code) => mainUrban.includes(code.slice(0, 6)))).toBe(true)
  })
})
