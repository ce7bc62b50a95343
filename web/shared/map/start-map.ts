import { Map as MapLibreMap, type MapOptions, type StyleSpecification, setWorkerUrl } from 'maplibre-gl'
import 'maplibre-gl/dist/maplibre-gl.css'
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?url'
import { isDrawnByProcessor } from '#web/shared/map/drawn-by-processor.ts'
import { drawIconsOnDemand } from '#web/shared/map/icons.ts'
import type { LonLat, MapBounds } from '#web/shared/map/map-props.ts'

// Bundled, the library no longer stands beside its worker and would look for it in vain.
setWorkerUrl(workerUrl)

/** Where a map begins. */
export type Start = { readonly center: LonLat; readonly zoom: number } | { readonly bounds: MapBounds }

const MARGIN = 24

export const boxOf = ({ west, south, east, north }: MapBounds): [number, number, number, number] => [west, south, east, north]

const cameraOf = (start: Start) =>
  'bounds' in start
    ? { bounds: boxOf(start.bounds), fitBoundsOptions: { padding: MARGIN, maxZoom: 17 } }
    : { center: start.center, zoom: start.zoom }

/** Moves to another beginning; at once for those who ask for less motion. */
export function moveTo(map: MapLibreMap, start: Start): void {
  if ('bounds' in start) map.fitBounds(boxOf(start.bounds), { padding: MARGIN, maxZoom: 17, duration: 160 })
  else map.easeTo({ center: start.center, zoom: start.zoom, duration: 160 })
}

export interface MapParts {
  readonly container: HTMLElement
  readonly start: Start
  readonly style: StyleSpecification
  readonly label: string
  readonly wheel: boolean
}

/** Without a graphics card each frame is dear: one picture for each wish, no sharper than the screen's own points, and no gliding on. */
const sparing = (): Partial<MapOptions> => (isDrawnByProcessor() ? { reduceMotion: true, pixelRatio: 1, dragPan: { maxSpeed: 0 } } : {})

/**
 * A map in an element; throws where the browser has no WebGL 2. North stays up. Letters are drawn from the reader's own fonts: without a glyphs
 * address MapLibre fetches none.
 */
export function startMap({ container, start, style, label, wheel }: MapParts): MapLibreMap {
  const map = new MapLibreMap({
    container,
    style,
    ...cameraOf(start),
    minZoom: 5,
    maxZoom: 19,
    localIdeographFontFamily: false,
    attributionControl: false,
    renderWorldCopies: false,
    dragRotate: false,
    pitchWithRotate: false,
    touchPitch: false,
    fadeDuration: 0,
    scrollZoom: wheel,
    ...sparing(),
    locale: { 'Map.Title': label },
  })
  map.touchZoomRotate.disableRotation()
  map.keyboard.disableRotation()
  drawIconsOnDemand(map)
  return map
}
