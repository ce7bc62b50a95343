// Before anything loads dexie, which looks for a database once.
import 'fake-indexeddb/auto'
import { describe, expect, test } from 'vitest'
import { type CellArea, cellCentre, cellOf, cellOutline, liesIn } from '#field/cells.ts'
import type { PackAnswer } from '#field/contract.ts'
import { fieldStyle } from '#web/field/map/field-style.ts'
import { gridOutlines, heldZooms, herePoint, type TaskMark, taskPoints } from '#web/field/map/map-features.ts'
import { leaveMapAt, mapLeftAt, wholeOf } from '#web/field/map/map-start.ts'
import { nameplateOf } from '#web/field/map/nameplate.ts'
import { cellsOfPatrol } from '#web/field/patrol/walk.ts'
import type { PackedGrid, Point } from '#web/field/place/grid-at.ts'
import type { TaskRecord } from '#web/field/store/records.ts'
import { taskClock } from '#web/field/tasks/task-light.ts'
import { MORNING } from './phone.ts'

const ring = (...corners: [number, number][]): [number, number][] => [...corners, corners[0] ?? [0, 0]]
const square = (west: number, south: number, side: number): [number, number][] =>
  ring([west, south], [west + side, south], [west + side, south + side], [west, south + side])
const grid = (code: string, area: CellArea): PackedGrid => ({ code, name: code, communityCode: '', cells: 1, area }) as PackedGrid
const MINE = grid('mine', { type: 'Polygon', coordinates: [square(102.74, 25.01, 0.01)] })
const OTHER = grid('other', { type: 'MultiPolygon', coordinates: [[square(102.75, 25.01, 0.01)], [square(102.77, 25.03, 0.002)]] })
const packOf = (basis: 'mine' | 'area', items: readonly PackedGrid[]): PackAnswer => ({ grids: { basis, more: false, items } }) as never

describe('where the name of a grid stands', () => {
  test.each<[string, CellArea]>([
    ['a square', { type: 'Polygon', coordinates: [square(0, 0, 4)] }],
    [
      'one bent around its middle',
      { type: 'Polygon', coordinates: [ring([0, 0], [4, 0], [4, 4], [3, 4], [3, 1], [1, 1], [1, 4], [0, 4])] },
    ],
    ['one with a hole in its middle', { type: 'Polygon', coordinates: [square(0, 0, 4), square(1, 1, 2)] }],
    ['one of several parts', { type: 'MultiPolygon', coordinates: [[square(0, 0, 1)], [square(9, 0, 4)]] }],
  ])('of %s is inside it', (_, area) => {
    const { lon, lat } = nameplateOf(area)
    expect(liesIn(area, [lon, lat])).toBe(true)
  })
  test('of a square is its middle', () =>
    expect(nameplateOf({ type: 'Polygon', coordinates: [square(0, 0, 4)] })).toEqual({ lon: 2, lat: 2 }))
})

test('the outline of a cell holds its middle, is closed, and meets its neighbour', () => {
  const cell = cellOf(102.7435, 25.0167)
  const [outline, next] = [cellOutline(cell), cellOutline(cell + 1)]
  expect(outline[0]).toEqual(outline.at(-1))
  expect(liesIn({ type: 'Polygon', coordinates: [outline] }, cellCentre(cell))).toBe(true)
  expect(outline[1]?.[0]).toBeCloseTo(next[0]?.[0] ?? 0, 9)
})

describe('what is drawn', () => {
  const mark = (light: TaskMark['light'], done = false): TaskMark => ({ id: light, lon: 102.7, lat: 25, light, done })
  test('tasks rank from the worst light down; what is done but for the sending comes last', () => {
    const ranks = taskPoints([
      mark('deepRed'),
      mark('red'),
      mark('yellow'),
      mark('green'),
      mark('none'),
      mark('standing'),
      mark('red', true),
    ])
    const told = ranks.features.map(({ properties }) => Number(properties?.rank))
    expect(told).toEqual([...told].sort((a, b) => b - a))
    expect(new Set(told).size).toBe(7)
  })
  test('the circle of inaccuracy keeps its metres: 20 m on the 25th parallel are 18.5 pixels at zoom 16', () => {
    const [here] = herePoint({ lon: 102.7, lat: 25, accuracy: 20 }).features
    expect(Number(here?.properties?.radius) * 2 ** 16).toBeCloseTo(18.48, 2)
    expect(herePoint(null).features).toEqual([])
  })
  test('outlines are those of the pack', () => {
    const [mine, other] = gridOutlines([MINE, OTHER]).features
    expect([mine?.geometry, other?.geometry]).toEqual([MINE.area, OTHER.area])
  })
  test('zooms are those with tiles on the phone', () => {
    const tiles = (zooms: { z: number; tiles: [number, number][] }[]): PackAnswer['tiles'] => ({
      template: '',
      zooms,
      count: 0,
      estimatedBytes: 0,
    })
    expect(heldZooms(tiles([{ z: 12, tiles: [[1, 1]] }, { z: 14, tiles: [[1, 1]] }, { z: 15, tiles: [] }]))).toEqual({ minzoom: 12, maxzoom: 14 }) // biome-ignore format: one row
    expect(heldZooms(tiles([]))).toBeNull()
  })
})

describe('the picture', () => {
  const look = {
    theme: 'light',
    language: 'zh',
    grids: [MINE],
    cells: [cellOf(102.745, 25.015)],
    tasks: [],
    here: null,
    selected: null,
  } as const
  const tiles = { address: 'held://api/tiles/grids/{z}/{x}/{y}', minzoom: 12, maxzoom: 16 }
  test('asks nobody for anything but the phone: no address of a site, of letters or of pictures', () => {
    const style = fieldStyle({ ...look, tiles })
    expect(JSON.stringify(style)).not.toMatch(/https?:/)
    expect([style.glyphs, style.sprite]).toEqual([undefined, undefined])
  })
  test('names my grids once: their names in the tiles are left out', () => {
    const layers = fieldStyle({ ...look, tiles }).layers
    const named = layers.find(({ id }) => id === 'wangge-grids-label')
    expect(JSON.stringify(named)).toContain('"mine"')
    expect(layers.some(({ id }) => id === 'grid-name')).toBe(true)
  })
  test('stands on my grids alone where the phone holds no tiles', () => {
    const style = fieldStyle({ ...look, tiles: null })
    expect(Object.values(style.sources).map(({ type }) => type)).not.toContain('vector')
    expect(style.layers.map(({ id }) => id)).toContain('grid-line')
  })
  test('puts the lines of my grids over what lies around, and tasks over everything', () => {
    const order = fieldStyle({ ...look, tiles }).layers.map(({ id }) => id)
    const at = (id: string): number => order.indexOf(id)
    expect([at('ground'), at('wangge-land'), at('grid-fill'), at('wangge-grids-line'), at('grid-line'), at('task')]).toEqual(
      [at('ground'), at('wangge-land'), at('grid-fill'), at('wangge-grids-line'), at('grid-line'), at('task')].sort((a, b) => a - b),
    )
    expect(order.every((id, index) => order.indexOf(id) === index)).toBe(true)
  })
})

describe('where the map begins', () => {
  const far = { lon: 103, lat: 26 }
  const whole = (basis: 'mine' | 'area', grids: readonly PackedGrid[], tasks: readonly Point[]): number[] | null => {
    const bounds = wholeOf(packOf(basis, grids), tasks)
    return bounds && [bounds.west, bounds.south, bounds.east, bounds.north].map((degrees) => Math.round(degrees * 10_000) / 10_000)
  }
  test('with my grids whole; for whoever has none, with their tasks', () => {
    expect(whole('mine', [MINE, OTHER], [far])).toEqual([102.74, 25.01, 102.772, 25.032])
    expect(whole('area', [MINE], [far, { lon: 103.5, lat: 26.5 }])).toEqual([103, 26, 103.5, 26.5])
    expect(whole('area', [MINE], [])).toEqual([102.74, 25.01, 102.75, 25.02])
    expect(whole('mine', [], [])).toBeNull()
  })
  test('never so near that nothing tells where it is', () => {
    const [west = 0, south = 0, east = 0, north = 0] = whole('area', [MINE], [far]) ?? []
    expect([east - west, north - south].map((degrees) => Math.round(degrees * 10_000))).toEqual([65, 65])
    expect([(west + east) / 2, (south + north) / 2].map((degrees) => Math.round(degrees * 1000) / 1000)).toEqual([far.lon, far.lat])
  })
  test('where this post left it, and for no other post', () => {
    leaveMapAt('a', far, 15)
    expect([mapLeftAt('a'), mapLeftAt('b')]).toEqual([{ center: far, zoom: 15 }, null])
  })
})

test('the cells of a patrol are those not told yet and those told, each once', () => {
  const visits = { cargo: { kind: 'visits', patrolId: 'p', from: '', to: '', grids: [{ gridCode: 'g', cells: [3, 1] }, { gridCode: 'h', cells: [7] }] } } as const // biome-ignore format: one row
  const other = { cargo: { kind: 'patrol-start', startedAt: '' } } as const
  expect(cellsOfPatrol([{ cell: 3 }, { cell: 5 }], [visits, other] as never)).toEqual([1, 3, 5, 7])
})

describe('the light of a task', () => {
  const HOUR = 3_600_000
  const active = { kind: 'stage', used: 0.5, light: 'green', standing: false, dueAt: new Date(MORNING + HOUR).toISOString() } as unknown as TaskRecord['active'] // biome-ignore format: one row
  const kindAt = (now: number, skew = 0, askedAt = MORNING): string => taskClock(active, askedAt, skew, new Date(now)).kind
  test('goes on without a line as time passes', () => {
    expect([kindAt(MORNING), kindAt(MORNING + 0.9 * HOUR), kindAt(MORNING + 1.5 * HOUR), kindAt(MORNING + 4 * HOUR)]).toEqual([
      'green',
      'yellow',
      'red',
      'deepRed',
    ])
  })
  test("is the server's, however wrong the phone's clock is", () => {
    const skew = 5 * HOUR
    expect(kindAt(MORNING, skew, MORNING + skew)).toBe('green')
  })
  test('is none where no clock runs', () => expect(taskClock(null, MORNING, 0, new Date(MORNING))).toEqual({ kind: 'none', dueAt: null }))
})
