import type { Map as MapLibreMap } from 'maplibre-gl'
import type { LonLat, MapBounds } from '#web/shared/map/map-props.ts'

/** What lies over a map along its sides, pixels. */
interface Margin {
  readonly top: number
  readonly bottom: number
  readonly left: number
  readonly right: number
}

/** Where a map begins: at a place, or with a box whole between the margins. */
export type Start = { readonly center: LonLat; readonly zoom: number } | { readonly bounds: MapBounds; readonly margin?: Margin }

const MARGIN = 24
const NEAREST = 17

const boxOf = ({ west, south, east, north }: MapBounds): [number, number, number, number] => [west, south, east, north]

/** The same as options of a new map. */
export const cameraOf = (start: Start) =>
  'bounds' in start
    ? { bounds: boxOf(start.bounds), fitBoundsOptions: { padding: start.margin ?? MARGIN, maxZoom: NEAREST } }
    : { center: start.center, zoom: start.zoom }

/** Moves to another beginning; at once for those who ask for less motion. */
export function moveTo(map: MapLibreMap, start: Start): void {
  if ('bounds' in start) map.fitBounds(boxOf(start.bounds), { padding: start.margin ?? MARGIN, maxZoom: NEAREST, duration: 160 })
  else map.easeTo({ center: start.center, zoom: start.zoom, duration: 160 })
}
