import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { allocateGrids } from '../../tools/kunming/allocate-grids.ts'
import { decodeRing } from '../../tools/kunming/decode-outline.ts'
import { divideEvenly } from '../../tools/kunming/divide-community.ts'
import { recordSplits, refinePolygons } from '../../tools/kunming/edge-splits.ts'
import type { Edge, Polygon } from '../../tools/kunming/lattice.ts'
import { latticeArea, polygonEdges } from '../../tools/kunming/ring-measures.ts'
import { shareVertices, vertexTest } from '../../tools/kunming/share-vertices.ts'
import { shortName } from '../../tools/kunming/short-name.ts'
import { cancelTwins, tracePolygons } from '../../tools/kunming/trace-rings.ts'

const [x, y] = [102_700_000, 25_000_000]
const square = (west: number, south: number, size: number): Polygon => [
  [
    [x + west, y + south],
    [x + west + size, y + south],
    [x + west + size, y + south + size],
    [x + west, y + south + size],
  ],
]
/** A horseshoe: cells of its arms are cut into pieces by the bay between them. */
const horseshoe: Polygon[] = tracePolygons([
  ...[0, 10_000, 20_000].flatMap((south) => polygonEdges([square(0, south, 10_000), square(20_000, south, 10_000)])),
  ...polygonEdges([square(10_000, 0, 10_000)]),
])
const area = (polygons: readonly Polygon[]) => polygons.flat().reduce((sum, ring) => sum + latticeArea(ring), 0)
const reversed = ([from, to]: Edge): Edge => [to, from]

describe('dividing a region', () => {
  test('the cells cover it exactly, whatever the number and the seed, and each is in one piece', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 25 }), fc.string(), (count, seed) => {
        const { cells, splits } = divideEvenly(horseshoe, count, seed)
        const memory = new Map()
        recordSplits(memory, splits)
        const outline = polygonEdges(refinePolygons(memory, horseshoe))
        expect(cells.map((cell) => cell.length)).toEqual(Array.from({ length: count }, () => 1))
        expect(cancelTwins([...cells.flatMap(polygonEdges), ...outline.map(reversed)])).toEqual([])
      }),
      { numRuns: 60 },
    )
  })

  test('the same seed gives the same cells, another seed gives others', () => {
    expect(divideEvenly(horseshoe, 7, 'a')).toEqual(divideEvenly(horseshoe, 7, 'a'))
    expect(divideEvenly(horseshoe, 7, 'a')).not.toEqual(divideEvenly(horseshoe, 7, 'b'))
  })
})

describe('tracing edges', () => {
  test('neighbours dissolve into one outline', () => {
    expect(horseshoe.length).toBe(1)
    expect(area(horseshoe)).toBe(2 * 7 * 10_000 ** 2)
  })

  test('squares that touch in a corner stay two polygons', () => {
    expect(tracePolygons(polygonEdges([square(0, 0, 10), square(10, 10, 10)])).length).toBe(2)
  })

  test('a ring of squares has a hole, also where the hole touches the outline', () => {
    const around = [0, 10, 20].flatMap((west) => [0, 10, 20].map((south) => [west, south] as const))
    const squares = around.filter(([west, south]) => !(west === 10 && south === 10))
    const whole = tracePolygons(squares.flatMap(([west, south]) => polygonEdges([square(west, south, 10)])))
    expect(whole.map((polygon) => polygon.length)).toEqual([2])
    const cornerOut = squares.filter(([west, south]) => !(west === 20 && south === 20))
    const touching = tracePolygons(cornerOut.flatMap(([west, south]) => polygonEdges([square(west, south, 10)])))
    expect(touching.map((polygon) => polygon.length)).toEqual([2])
    expect(area(touching)).toBe(2 * 7 * 100)
  })

  test('edges that do not close are an error', () => {
    expect(() => tracePolygons(polygonEdges([square(0, 0, 10)]).slice(1))).toThrow('do not close')
  })
})

describe('small rules', () => {
  test('grids are shared by people, one for each community at least', () => {
    const counts = allocateGrids(
      [
        { code: 'a', people: 9000 },
        { code: 'b', people: 1000 },
        { code: 'c', people: 0 },
      ],
      13,
    )
    expect([...counts]).toEqual([
      ['a', 10],
      ['b', 2],
      ['c', 1],
    ])
    expect(() => allocateGrids([{ code: 'a', people: 1 }], 0)).toThrow('fewer grids')
  })

  test.each([
    ['关上社区居民委员会', '关上社区'],
    ['尚义社区居委会', '尚义社区'],
    ['白邑村委会', '白邑村'],
    ['三家村村民委员会', '三家村'],
    ['瓦窑村民委员会', '瓦窑村'],
    ['中庆社区', '中庆社区'],
  ])('%s is called %s', (official, short) => {
    expect(shortName(official)).toBe(short)
  })

  test('an encoded ring is a chain of zigzag steps', () => {
    expect(decodeRing('BA@D', [105_124, 25_992])).toEqual([
      [105_125, 25_991],
      [105_125, 25_993],
    ])
  })

  test("a vertex on a neighbour's straight edge is shared, one beside it is not", () => {
    const known = vertexTest([
      [
        [2, 2],
        [3, 4],
      ],
    ])
    expect(
      shareVertices(
        [
          [0, 0],
          [4, 4],
        ],
        known,
      ),
    ).toEqual([
      [0, 0],
      [2, 2],
      [4, 4],
    ])
  })
})
