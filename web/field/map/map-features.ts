import type { Feature, FeatureCollection, Point as GeoPoint } from 'geojson'
import { cellOutline } from '#field/cells.ts'
import type { PackAnswer } from '#field/contract.ts'
import type { PackedGrid, Point } from '#web/field/place/grid-at.ts'
import type { MapBounds } from '#web/shared/map/map-props.ts'
import type { LightKind } from '#web/shared/time/light-kind.ts'
import { nameplateOf } from './nameplate.ts'

/** A task as it is marked on the map. */
export interface TaskMark extends Point {
  readonly id: string
  readonly light: LightKind
  /** Done but for the sending. */
  readonly done: boolean
}

/** Where the phone was, and within how many metres. */
export interface Here extends Point {
  readonly accuracy: number
}

/** The worst of several comes first; where nothing runs, last. */
export const WORST_FIRST: readonly LightKind[] = ['deepRed', 'red', 'yellow', 'green', 'none', 'standing']
const rankOf = (light: LightKind): number => WORST_FIRST.length - WORST_FIRST.indexOf(light)

const collection = (features: readonly Feature[]): FeatureCollection => ({ type: 'FeatureCollection', features: [...features] })
const pointAt = ({ lon, lat }: Point): GeoPoint => ({ type: 'Point', coordinates: [lon, lat] })

const copied = (rings: readonly (readonly (readonly [number, number])[])[]): [number, number][][] =>
  rings.map((ring) => ring.map(([lon, lat]) => [lon, lat]))

/** The outlines of grids. */
export const gridOutlines = (grids: readonly PackedGrid[]): FeatureCollection =>
  collection(
    grids.map(({ code, area }) => ({
      type: 'Feature',
      properties: { code },
      geometry:
        area.type === 'Polygon'
          ? { type: 'Polygon', coordinates: copied(area.coordinates) }
          : { type: 'MultiPolygon', coordinates: area.coordinates.map(copied) },
    })),
  )

/** The names of grids, each where it stands well inside. */
export const gridNames = (grids: readonly PackedGrid[]): FeatureCollection =>
  collection(grids.map((grid) => ({ type: 'Feature', properties: { name: grid.name }, geometry: pointAt(nameplateOf(grid.area)) })))

export const cellSquares = (cells: readonly number[]): FeatureCollection =>
  collection(
    cells.map((cell) => ({
      type: 'Feature',
      properties: {},
      geometry: { type: 'Polygon', coordinates: [cellOutline(cell).map(([lon, lat]) => [lon, lat])] },
    })),
  )

export const taskPoints = (tasks: readonly TaskMark[]): FeatureCollection =>
  collection(
    tasks.map(({ id, light, done, ...place }) => ({
      type: 'Feature',
      properties: { id, light, done, rank: done ? 0 : rankOf(light) },
      geometry: pointAt(place),
    })),
  )

/** Metres of one pixel of the whole earth at the equator, tiles of 512 pixels (web Mercator). */
const METRES_AT_ZOOM_0 = 40_075_016.686 / 512

/** A place with the radius of its inaccuracy, in pixels at zoom 0. */
export const herePoint = (here: Here | null): FeatureCollection =>
  collection(
    here === null
      ? []
      : [
          {
            type: 'Feature',
            properties: { radius: here.accuracy / (METRES_AT_ZOOM_0 * Math.cos((here.lat * Math.PI) / 180)) },
            geometry: pointAt(here),
          },
        ],
  )

export const onePoint = (place: Point | null): FeatureCollection =>
  collection(place === null ? [] : [{ type: 'Feature', properties: {}, geometry: pointAt(place) }])

/** The box around places; null around none. */
export function boundsOf(places: readonly Point[]): MapBounds | null {
  if (places.length === 0) return null
  const [lons, lats] = [places.map(({ lon }) => lon), places.map(({ lat }) => lat)]
  return { west: Math.min(...lons), south: Math.min(...lats), east: Math.max(...lons), north: Math.max(...lats) }
}

/** The corners of grids. */
export const cornersOf = (grids: readonly PackedGrid[]): Point[] =>
  grids
    .flatMap(({ area }) => (area.type === 'Polygon' ? area.coordinates : area.coordinates.flat()).flat())
    .map(([lon, lat]) => ({ lon, lat }))

/** From where to where the phone holds tiles; null when it holds none. */
export function heldZooms({ zooms }: PackAnswer['tiles']): { readonly minzoom: number; readonly maxzoom: number } | null {
  const held = zooms.filter(({ tiles }) => tiles.length > 0).map(({ z }) => z)
  return held.length === 0 ? null : { minzoom: Math.min(...held), maxzoom: Math.max(...held) }
}
