// Before anything loads dexie, which looks for a database once.
import 'fake-indexeddb/auto'
import { describe, expect, test } from 'vitest'
import type { PackedGrid } from '#web/field/place/grid-at.ts'
import {
  BLANK_REPORT, movedTo, type PackedType, photosPlace, placedAt, placedIn, placeStands, type ReportFields, reportCargo,
} from '#web/field/report/report-fields.ts' // biome-ignore format: a list
import { MORNING } from './phone.ts'

const corner = (lon: number, lat: number): [number, number][] => [
  [lon, lat],
  [lon + 0.01, lat],
  [lon + 0.01, lat + 0.01],
  [lon, lat + 0.01],
  [lon, lat],
]
const grid = (code: string, lon: number): PackedGrid =>
  ({ code, name: code, communityCode: '', cells: 1, area: { type: 'Polygon', coordinates: [corner(lon, 25)] } }) as PackedGrid
const GRIDS = [grid('west', 102.7), grid('east', 102.71)]
const FIX = { lon: 102.7099, lat: 25.005, accuracy: 15, at: MORNING }
const MEASURED = { lon: FIX.lon, lat: FIX.lat, accuracy: FIX.accuracy }
const MINUTE = 60_000
const filled = (changes: Partial<ReportFields>): ReportFields => ({ ...BLANK_REPORT, ...changes })

describe('a place moved by hand', () => {
  const moved = movedTo({ lon: 102.7102, lat: 25.005 }, MEASURED, GRIDS, MORNING)
  test('names the grid it was moved into, and claims no accuracy', () => {
    expect(moved).toEqual({ place: { lon: 102.7102, lat: 25.005, accuracy: null, from: 'map', at: MORNING }, gridCode: 'east' })
    expect(placedAt(FIX, GRIDS).gridCode).toBe('west')
    expect(movedTo({ lon: 103, lat: 25 }, MEASURED, GRIDS, MORNING).gridCode).toBeNull()
  })
  test('by less than a metre is the position as it was measured', () => {
    expect(movedTo({ lon: FIX.lon + 0.000001, lat: FIX.lat }, MEASURED, GRIDS, MORNING)).toEqual(placedAt(FIX, GRIDS))
  })
  test('is sent as a place in WGS-84 like any other: the contract has no word for how it was found', () => {
    const type = { code: 'C0104', name: 'type', conditions: [] } as unknown as PackedType
    const making = { type, whereabouts: 'somewhere', origin: 'inspector', before: [], after: [], done: '', skew: 0 } as const
    const bodyOf = (fields: ReportFields) => reportCargo({ ...making, fields }) as { body: Record<string, unknown> } | null
    const [byHand, measured] = [bodyOf(filled(moved)), bodyOf(filled(placedAt(FIX, GRIDS)))]
    expect(byHand?.body).toMatchObject({ lon: 102.7102, lat: 25.005, datum: 'wgs84' })
    expect(Object.keys(byHand?.body ?? {})).toEqual(Object.keys(measured?.body ?? {}))
  })
})

describe('where photos of a report were taken', () => {
  const places = (fields: Partial<ReportFields>) => photosPlace(filled(fields))
  test('is where the phone measured itself, wherever the place was moved', () => {
    const fields = { ...placedAt(FIX, GRIDS), ...movedTo({ lon: 102.7102, lat: 25.005 }, MEASURED, GRIDS, MORNING) }
    expect(places(fields)).toEqual({ lon: FIX.lon, lat: FIX.lat })
  })
  test('is unknown where the place was read off a map or stands for a grid', () => {
    expect(places(movedTo({ lon: 102.7102, lat: 25.005 }, null, GRIDS, MORNING))).toBeNull()
    expect(places(placedIn(GRIDS[0] as PackedGrid))).toBeNull()
  })
  test('is the measured place of a report that was begun before a release knew both', () => {
    expect(places({ place: { lon: 1, lat: 2, accuracy: 9, from: 'position' } })).toEqual({ lon: 1, lat: 2 })
  })
})

describe("whether the phone's position leaves a place alone", () => {
  const byHand = filled(movedTo({ lon: 102.7102, lat: 25.005 }, MEASURED, GRIDS, MORNING))
  test('it does once there is a photo, and right after it was moved by hand', () => {
    expect(placeStands({ ...byHand, foundAt: MORNING }, MORNING + 60 * MINUTE)).toBe(true)
    expect(placeStands(byHand, MORNING + MINUTE)).toBe(true)
  })
  test('not for a report that was never made: yesterday somebody stood elsewhere', () => {
    expect(placeStands(byHand, MORNING + 60 * MINUTE)).toBe(false)
    expect(placeStands(filled(placedAt(FIX, GRIDS)), MORNING)).toBe(false)
    expect(placeStands(BLANK_REPORT, MORNING)).toBe(false)
  })
})
