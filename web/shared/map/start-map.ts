import { Map as MapLibreMap, type MapOptions, type StyleSpecification, setWorkerUrl } from 'maplibre-gl'
import 'maplibre-gl/dist/maplibre-gl.css'
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?url'
import { cameraOf, type Start } from '#web/shared/map/camera.ts'
import { isDrawnByProcessor } from '#web/shared/map/drawn-by-processor.ts'
import { drawIconsOnDemand } from '#web/shared/map/icons.ts'

// Bundled, the library no longer stands beside its worker and would look for it in vain.
setWorkerUrl(workerUrl)

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
