import { describe, expect, test } from 'vitest'
import { changeVertex, findVertexChange, weldBorders } from '#web/console/organisation/grids/borders.ts'
import { cutRing } from '#web/console/organisation/grids/cut.ts'
import type { Position, Ring } from '#web/console/organisation/grids/geometry.ts'
import { snapTarget, snapTo } from '#web/console/organisation/grids/snap.ts'

const LEFT: Ring = [[0, 0], [1, 0], [1, 2], [0, 2], [0, 0]] // biome-ignore format: a square
const RIGHT: Ring = [[1, 0], [2, 0], [2, 2], [1, 2], [1, 1], [1, 0]] // biome-ignore format: its neighbour, with a vertex more on the border
const area = (ring: Ring): number =>
  Math.abs(ring.slice(0, -1).reduce((sum, [x, y], index) => sum + x * (ring[index + 1]?.[1] ?? 0) - (ring[index + 1]?.[0] ?? 0) * y, 0)) / 2
const has = (ring: Ring | undefined, at: Position): boolean => ring?.some(([x, y]) => x === at[0] && y === at[1]) ?? false

describe('borders that are shared', () => {
  test('welding gives both neighbours every vertex of their border', () => {
    const welded = weldBorders({ left: [[LEFT]], right: [[RIGHT]] })
    expect(has(welded.left?.[0]?.[0], [1, 1])).toBe(true)
    expect(welded.right?.[0]?.[0]).toEqual(RIGHT)
  })

  test('a vertex moved for one is moved for both, unless only one is to move', () => {
    const welded = weldBorders({ left: [[LEFT]], right: [[RIGHT]] })
    const change = { did: 'moved', from: [1, 1], to: [1.25, 1.125] } as const
    const both = changeVertex(welded, change)
    expect([both.left?.[0]?.[0], both.right?.[0]?.[0]].map((ring) => has(ring, [1.25, 1.125]))).toEqual([true, true])
    expect(area(both.left?.[0]?.[0] ?? []) + area(both.right?.[0]?.[0] ?? [])).toBe(4)
    const one = changeVertex(welded, change, 'left')
    expect(has(one.right?.[0]?.[0], [1, 1])).toBe(true)
  })

  test('what a drag, a midpoint and a deletion did is told from the rings alone', () => {
    const moved: Ring = [[0, 0], [1, 0], [1.5, 2], [0, 2], [0, 0]] // biome-ignore format: a square
    expect(findVertexChange(LEFT, moved)).toEqual({ did: 'moved', from: [1, 2], to: [1.5, 2] })
    const inserted: Ring = [[0, 0], [1, 0], [1.5, 1], [1, 2], [0, 2], [0, 0]] // biome-ignore format: a square
    expect(findVertexChange(LEFT, inserted)).toEqual({ did: 'inserted', at: [1.5, 1], after: [1, 0], before: [1, 2] })
    expect(findVertexChange(inserted, LEFT)).toEqual({ did: 'deleted', at: [1.5, 1] })
    const first: Ring = [[0.25, 0.25], [1, 0], [1, 2], [0, 2], [0.25, 0.25]] // biome-ignore format: a square
    expect(findVertexChange(LEFT, first)).toEqual({ did: 'moved', from: [0, 0], to: [0.25, 0.25] })
  })

  test('an outline never shrinks below a triangle', () => {
    const triangle: Ring = [[0, 0], [1, 0], [0, 1], [0, 0]] // biome-ignore format: a triangle
    expect(changeVertex({ one: [[triangle]] }, { did: 'deleted', at: [1, 0] }).one?.[0]?.[0]).toEqual(triangle)
  })
})

describe('snapping', () => {
  const project = ([x, y]: Position) => ({ x: x * 100, y: y * 100 })
  test('a vertex comes before an edge, to the last digit; far away nothing snaps', () => {
    const target = snapTarget([[RIGHT]])
    expect(snapTo([1.05, 1.04], target, project, 12)).toEqual([1, 1])
    const onEdge = snapTo([1.05, 0.5], target, project, 12)
    expect(onEdge?.[0]).toBe(1)
    expect(snapTo([0.5, 0.5], target, project, 12)).toBeUndefined()
  })
  test('a vertex on its way is no target, nor are the edges that go with it', () => {
    expect(snapTo([1.02, 1.02], snapTarget([[RIGHT]], [1, 1]), project, 12)).toBeUndefined()
  })
})

describe('cutting along a line', () => {
  const lines: readonly (readonly [string, readonly Position[]])[] = [
    ['across', [[0, 1], [1, 1]]],
    ['with a bend', [[0.5, 0], [0.25, 1], [0.5, 2]]],
    ['from a corner', [[0, 0], [1, 2]]],
    ['both ends on one edge', [[0, 0.5], [0.5, 1], [0, 1.5]]],
    ['both ends on one edge, drawn the other way', [[0, 1.5], [0.5, 1], [0, 0.5]]],
  ] // biome-ignore format: lines
  test.each(lines)('%s: both parts together are the whole, and share the line', (_, line) => {
    const [one, other] = cutRing(LEFT, line) ?? []
    expect(area(one ?? []) + area(other ?? [])).toBeCloseTo(2, 9)
    expect(Math.min(area(one ?? []), area(other ?? []))).toBeGreaterThan(0)
    for (const at of line) expect([has(one, at), has(other, at)]).toEqual([true, true])
  })
  test('a line that ends inside cuts nothing', () => {
    expect(cutRing(LEFT, [[0, 1], [0.5, 1]])).toBeNull() // biome-ignore format: a line
  })
})
