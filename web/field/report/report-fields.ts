import type { PackAnswer } from '#field/contract.ts'
import type { PhotoFault } from '#web/field/photos/take-photo.ts'
import { gridAt, middleOf, type PackedGrid, type Point } from '#web/field/place/grid-at.ts'
import type { Fix } from '#web/field/place/position.ts'
import { corrected } from '#web/field/store/clock-rules.ts'
import type { Cargo } from '#web/field/store/records.ts'
import { metresApart } from '#web/field/tasks/sort-tasks.ts'

/** The one report a phone works on at a time. */
export const REPORT = 'report'
export type PackedType = NonNullable<PackAnswer['catalogue']>['types'][number]

export interface ReportPlace {
  readonly lon: number
  readonly lat: number
  /** Metres; null for a place that was not measured: it stands for a grid or a thing, or was chosen on the map. */
  readonly accuracy: number | null
  readonly from: 'position' | 'grid' | 'thing' | 'map'
  /** When it was chosen on the map, by the phone's clock, ms. */
  readonly at?: number
}

/** Where the phone was when it was asked for this report. */
export interface Measured extends Point {
  /** Metres. */
  readonly accuracy: number
}

export interface ReportFields {
  readonly place: ReportPlace | null
  /** Stays when the place is moved by hand: photos were taken there. */
  readonly measured: Measured | null
  readonly gridCode: string | null
  readonly typeCode: string | null
  /** null: no condition is claimed; the acceptor judges. */
  readonly conditionNumber: number | null
  readonly note: string
  readonly address: string
  readonly componentCode: string | null
  readonly shopfrontCode: string | null
  readonly handled: boolean
  readonly result: string
  /** When the first photo was taken, by the phone's clock, ms. */
  readonly foundAt: number | null
  /** Why the first photo, taken from the tab, was not kept. */
  readonly photoFault: PhotoFault | null
}
export const BLANK_REPORT: ReportFields = {
  place: null, measured: null, gridCode: null, typeCode: null, conditionNumber: null, note: '', address: '', componentCode: null, shopfrontCode: null, handled: false, result: '', foundAt: null, photoFault: null,
} // biome-ignore format: a row

/** A position as the place of a report, with the grid of the pack it lies in. */
export const placedAt = (fix: Fix, grids: readonly PackedGrid[]): Partial<ReportFields> => ({
  place: { lon: fix.lon, lat: fix.lat, accuracy: fix.accuracy, from: 'position' },
  measured: { lon: fix.lon, lat: fix.lat, accuracy: fix.accuracy },
  gridCode: gridAt(grids, fix)?.code ?? null,
})

/** A point of the map as the place of a report; by less than a metre nothing was moved, and the position stays one. */
export function movedTo(point: Point, measured: Measured | null, grids: readonly PackedGrid[], at: number): Partial<ReportFields> {
  if (measured && metresApart(measured, point) < 1) return placedAt({ ...measured, at }, grids)
  return {
    place: { lon: point.lon, lat: point.lat, accuracy: null, from: 'map', at },
    gridCode: gridAt(grids, point)?.code ?? null,
  }
}

/** A place from the map is asked over again after this long without a photo: it belongs to a report that was never made. */
const MAP_PLACE_LASTS = 600_000

/** Whether the form has a place that the phone's position must not replace by itself. */
export const placeStands = ({ place, foundAt }: Pick<ReportFields, 'place' | 'foundAt'>, now: number): boolean =>
  place !== null && (foundAt !== null || (place.from === 'map' && now - (place.at ?? 0) < MAP_PLACE_LASTS))

/** Where the photos of the report are taken: as measured. A place off a map or a register says nothing about it. */
export const photosPlace = ({ place, measured }: Pick<ReportFields, 'place' | 'measured'>): Point | null => {
  const at = measured ?? (place !== null && place.accuracy !== null ? place : null)
  return at && { lon: at.lon, lat: at.lat }
}

/** A grid as the place of a report, for want of a position. */
export const placedIn = (grid: PackedGrid): Partial<ReportFields> => ({
  place: { ...middleOf(grid), accuracy: null, from: 'grid' },
  gridCode: grid.code,
})

/** A type with the first of its conditions proposed. */
export const withType = (type: PackedType): Partial<ReportFields> => ({
  typeCode: type.code,
  conditionNumber: type.conditions[0]?.number ?? null,
})

export type ReportFault = 'needsPhoto' | 'needsPlace' | 'needsType' | 'needsAfter' | 'needsCondition' | 'notKept'

/** What is missing before it can be sent. A report wants a photo here, whatever the city asks: it is what the phone is for. */
export function reportFault(fields: ReportFields, before: number, after: number, required: readonly string[]): ReportFault | null {
  if (before === 0) return 'needsPhoto'
  if (fields.place === null) return 'needsPlace'
  if (fields.typeCode === null) return 'needsType'
  if (!fields.handled) return null
  if (fields.conditionNumber === null) return 'needsCondition'
  return after === 0 && required.includes('self-handle') ? 'needsAfter' : null
}

interface Making {
  readonly fields: ReportFields
  readonly type: PackedType
  /** Where it is in words, when nobody wrote any. */
  readonly whereabouts: string
  readonly origin: 'inspector' | 'operator'
  readonly before: readonly string[]
  readonly after: readonly string[]
  /** What was done, when nobody wrote it. */
  readonly done: string
  readonly skew: number
}

const MOST_TEXT = 2000

/** What is sent, fixed from now on: places as they were measured, moments by the server's clock as far as the phone knows it. */
export function reportCargo({ fields, type, whereabouts, origin, before, after, done, skew }: Making): Cargo | null {
  const { place, conditionNumber, foundAt } = fields
  if (place === null) return null
  const condition = type.conditions.find(({ number }) => number === conditionNumber)
  const said = [condition ? `${type.name}：${condition.filing}` : type.name, fields.note.trim()].filter((text) => text !== '')
  const common = {
    lon: place.lon,
    lat: place.lat,
    datum: 'wgs84' as const,
    address: (fields.address.trim() || whereabouts).slice(0, 300),
    description: said.join('\n').slice(0, MOST_TEXT),
    origin,
    channel: 'patrol' as const,
    componentCode: fields.componentCode,
    shopfrontCode: fields.shopfrontCode,
    photos: [...before],
    foundAt: foundAt === null ? null : corrected(foundAt, skew).toISOString(),
  }
  if (fields.handled && condition)
    return {
      kind: 'self-handle',
      body: {
        ...common,
        typeCode: type.code,
        conditionNumber: condition.number,
        photosAfter: [...after],
        result: fields.result.trim() || done,
      },
    }
  // A type goes with its condition or not at all: without one the words of the report name it.
  const standard = condition ? { typeCode: type.code, conditionNumber: condition.number } : {}
  return { kind: 'report', body: { ...common, ...standard } }
}
