import type { Map as MapLibreMap, MapMouseEvent } from 'maplibre-gl'
import { useEffect, useMemo, useRef } from 'react'
import { useLanguage, useWords } from '#web/shared/language/language.ts'
import { MapMarker } from '#web/shared/map/map-marker.tsx'
import type { LonLat, MapBounds } from '#web/shared/map/map-props.ts'
import { MapContext } from '#web/shared/map/use-map.ts'
import { useMapLibre } from '#web/shared/map/use-maplibre.ts'
import { usePortalThemeName } from '../shell/use-portal-theme.ts'
import styles from './map.module.css'
import { CASE_LAYER, CLUSTER_LAYER, publicStyle } from './public-style.ts'
import { mapPageWords } from './words.ts'

export interface DrawingProps {
  /** What this map is, said to screen readers. */
  readonly label: string
  /** Where it begins; a new value moves it. */
  readonly start: { readonly bounds: MapBounds } | { readonly center: LonLat; readonly zoom: number }
  readonly cases?: boolean
  readonly selected?: LonLat | null
  readonly marker?: LonLat | null
  readonly onPick?: (place: LonLat) => void
  readonly onCase?: (ref: string, place: LonLat) => void
  /** Told where the middle is and how near, each time the reader has moved the map. */
  readonly onMoved?: (center: LonLat, zoom: number) => void
  readonly onFailure?: () => void
}

/** Tells the reader's moves from the page's. */
const BY_HAND = { byHand: true } as const
const isByHand = (event: object): boolean => 'byHand' in event || ('originalEvent' in event && event.originalEvent !== undefined)

/** Pixels around a finger within which something small is still hit. */
const NEAR = 12

function hit(map: MapLibreMap, { point }: MapMouseEvent) {
  const layers = [CASE_LAYER, CLUSTER_LAYER].filter((id) => map.getLayer(id))
  if (layers.length === 0) return undefined
  return map.queryRenderedFeatures(
    [
      [point.x - NEAR, point.y - NEAR],
      [point.x + NEAR, point.y + NEAR],
    ],
    { layers },
  )[0]
}

/** From which zoom a finger means a spot; below it a touch covers whole streets, and brings them nearer instead. */
const PICK_FROM_ZOOM = 14.5

function pick(map: MapLibreMap, { lon, lat }: LonLat, onPick: DrawingProps['onPick']): void {
  const zoom = map.getZoom()
  if (zoom >= PICK_FROM_ZOOM) onPick?.({ lon, lat })
  else if (onPick) map.easeTo({ center: [lon, lat], zoom: Math.min(zoom + 3, PICK_FROM_ZOOM + 1), duration: 240 }, BY_HAND)
}

function clicked(map: MapLibreMap, event: MapMouseEvent, { onPick, onCase }: DrawingProps): void {
  const found = hit(map, event)
  const { lng, lat } = event.lngLat
  if (found?.layer.id === CLUSTER_LAYER) map.easeTo({ center: [lng, lat], zoom: Math.min(map.getZoom() + 2, 17), duration: 160 }, BY_HAND)
  else if (found && onCase) onCase(String(found.properties.ref), { lon: lng, lat })
  else pick(map, { lon: lng, lat }, onPick)
}

/** Taps, the Enter key on the focused map for its middle, and where the reader went. */
function useEvents(map: MapLibreMap | null, props: DrawingProps): void {
  const latest = useRef(props)
  latest.current = props
  useEffect(() => {
    if (!map) return
    const middle = (): LonLat => {
      const { lng, lat } = map.getCenter()
      return { lon: lng, lat }
    }
    const onClick = (event: MapMouseEvent): void => clicked(map, event, latest.current)
    const onKey = ({ key }: KeyboardEvent): void => {
      if (key === 'Enter') pick(map, middle(), latest.current.onPick)
    }
    const onMoved = (event: object): void => {
      if (isByHand(event)) latest.current.onMoved?.(middle(), map.getZoom())
    }
    const canvas = map.getCanvas()
    map.on('click', onClick)
    map.on('moveend', onMoved)
    canvas.addEventListener('keydown', onKey)
    return () => {
      map.off('click', onClick)
      map.off('moveend', onMoved)
      canvas.removeEventListener('keydown', onKey)
    }
  }, [map])
}

/** The map drawn from our own tiles. */
export default function MapDrawing(props: DrawingProps) {
  const { label, start, cases = false, selected = null, marker = null, onFailure } = props
  const holder = useRef<HTMLDivElement>(null)
  const theme = usePortalThemeName()
  const language = useLanguage()
  const at = JSON.stringify(selected)
  const style = useMemo(
    () => publicStyle({ theme, language, origin: window.location.origin, cases, selected: JSON.parse(at) }),
    [theme, language, cases, at],
  )
  const { map, failure } = useMapLibre({ holder, start, style, label, wheel: cases })
  useEvents(map, props)
  useEffect(() => {
    map?.setStyle(style, { diff: true })
  }, [map, style])
  const fail = useRef(onFailure)
  fail.current = onFailure
  useEffect(() => {
    if (failure !== null) fail.current?.()
  }, [failure])
  return (
    <>
      <div ref={holder} className={styles.canvas} />
      {map && (
        <MapContext value={map}>
          <Zoom map={map} />
          {marker && <MapMarker place={marker} onMove={props.onPick} />}
        </MapContext>
      )}
    </>
  )
}

function Zoom({ map }: { readonly map: MapLibreMap }) {
  const words = useWords(mapPageWords)
  return (
    <div className={styles.zoom}>
      <button type="button" aria-label={words.zoomIn} onClick={() => map.zoomIn({ duration: 160 }, BY_HAND)}>
        <svg viewBox="0 0 20 20" aria-hidden="true">
          <path d="M10 4v12M4 10h12" />
        </svg>
      </button>
      <button type="button" aria-label={words.zoomOut} onClick={() => map.zoomOut({ duration: 160 }, BY_HAND)}>
        <svg viewBox="0 0 20 20" aria-hidden="true">
          <path d="M4 10h12" />
        </svg>
      </button>
    </div>
  )
}
