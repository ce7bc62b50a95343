import { useEffect, useRef } from 'react'
import type { CityMapProps } from '#web/shared/map/map-props.ts'
import { HoverTip } from './hover-tip.tsx'
import { InViewList } from './in-view-list.tsx'
import { Legend } from './legend.tsx'
import styles from './map.module.css'
import { MapControls } from './map-controls.tsx'
import { MapFailure } from './map-failure.tsx'
import { MapFoot } from './map-foot.tsx'
import { MapMarker } from './map-marker.tsx'
import { MapWaiting } from './map-waiting.tsx'
import { useStart } from './use-area-bounds.ts'
import { MapContext } from './use-map.ts'
import { useClicks, useLiveTiles, useView } from './use-map-events.ts'
import { useMapStyle, useStyleOf } from './use-map-style.ts'
import { useMapLibre } from './use-maplibre.ts'

/** The map drawn by MapLibre, and what stands on it. */
export default function MapCanvas(props: CityMapProps) {
  const { label, cases, legend, list = true, wheel = true, marker, onMarkerMove, onSelect, onPick } = props
  const holder = useRef<HTMLDivElement>(null)
  const start = useStart(props)
  const style = useMapStyle(props)
  const { map, failure } = useMapLibre({ holder, start, style, label, wheel })
  useStyleOf(map, style)
  useClicks(map, props)
  useLiveTiles(map)
  const view = useView(map, props.onView)
  useTold(failure !== null, props.onFailure)
  if (failure) return <MapFailure place={marker ?? props.selectedCase ?? props.center ?? null} />
  return (
    <>
      <div ref={holder} className={styles.canvas} />
      {!view && <MapWaiting />}
      {map && (
        <MapContext value={map}>
          <MapControls start={start} />
          {cases && <HoverTip picks={onPick !== undefined} />}
          {cases && <Legend filter={legend} />}
          {cases && list && <InViewList view={view} onSelect={onSelect} />}
          {marker && <MapMarker place={marker} onMove={onMarkerMove} />}
          <MapFoot truncated={view?.truncated ?? false} />
          {props.children}
        </MapContext>
      )}
    </>
  )
}

/** Tells the page once that no map can be drawn. */
function useTold(failed: boolean, tell: (() => void) | undefined): void {
  const latest = useRef(tell)
  latest.current = tell
  useEffect(() => {
    if (failed) latest.current?.()
  }, [failed])
}
