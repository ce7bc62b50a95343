import type { Map as MapLibreMap } from 'maplibre-gl'
import type { LonLat, MapBounds } from '#web/shared/map/map-props.ts'

/** Where a map begins. */
export type Start = { readonly center: LonLat; readonly zoom: number } | { readonly bounds: MapBounds }

const MARGIN = 24

const boxOf = ({ west, south, east, north }: MapBounds): [number, number, number, number] => [west, south, east, north]

/** The same as options of a new map. */
export const cameraOf = (start: Start) =>
  'bounds' in start
    ? { bounds: boxOf(start.bounds), fitBoundsOptions: { padding: MARGIN, maxZoom: 17 } }
    : { center: start.center, zoom: start.zoom }

/** Moves to another beginning; at once for those who ask for less motion. */
export function moveTo(map: MapLibreMap, start: Start): void {
  if ('bounds' in start) map.fitBounds(boxOf(start.bounds), { padding: MARGIN, maxZoom: 17, duration: 160 })
  else map.easeTo({ center: start.center, zoom: start.zoom, duration: 160 })
}
