import type { MapGeoJSONFeature, Map as MapLibreMap } from 'maplibre-gl'
import { useEffect, useRef } from 'react'
import { isByHand } from './by-hand.ts'
import type { LonLat } from './map-props.ts'

/** Where somebody tapped, or the middle of the focused map when they pressed Enter. */
export interface Tap {
  readonly map: MapLibreMap
  /** CSS pixels from the map's upper left corner. */
  readonly point: { readonly x: number; readonly y: number }
  readonly place: LonLat
  readonly byKey: boolean
}

export interface TapsHeard {
  readonly onTap?: (tap: Tap) => void
  /** Told where the middle is and how near while the map moves, whoever moves it. */
  readonly onMove?: (center: LonLat, zoom: number) => void
  /** Told where the middle is and how near, each time the reader has moved the map. */
  readonly onMoved?: (center: LonLat, zoom: number) => void
}

export const middleOfMap = (map: MapLibreMap): LonLat => {
  const { lng, lat } = map.getCenter()
  return { lon: lng, lat }
}

/** What is drawn in these layers within so many pixels of a tap. */
export function hitBy({ map, point: { x, y } }: Tap, layers: readonly string[], near: number): MapGeoJSONFeature[] {
  const there = layers.filter((id) => map.getLayer(id))
  if (there.length === 0) return []
  return map.queryRenderedFeatures(
    [
      [x - near, y - near],
      [x + near, y + near],
    ],
    { layers: there },
  )
}

/** Taps, the Enter key on the focused map for its middle, and where the reader went. */
export function useTaps(map: MapLibreMap | null, heard: TapsHeard): void {
  const latest = useRef(heard)
  latest.current = heard
  useEffect(() => {
    if (!map) return
    const canvas = map.getCanvas()
    const tapped = map.on('click', ({ point, lngLat }) =>
      latest.current.onTap?.({ map, point, place: { lon: lngLat.lng, lat: lngLat.lat }, byKey: false }),
    )
    const moving = map.on('move', () => latest.current.onMove?.(middleOfMap(map), map.getZoom()))
    const moved = map.on('moveend', (event) => {
      if (isByHand(event)) latest.current.onMoved?.(middleOfMap(map), map.getZoom())
    })
    const onKey = ({ key }: KeyboardEvent): void => {
      const point = { x: canvas.clientWidth / 2, y: canvas.clientHeight / 2 }
      if (key === 'Enter') latest.current.onTap?.({ map, point, place: middleOfMap(map), byKey: true })
    }
    canvas.addEventListener('keydown', onKey)
    return () => {
      for (const subscription of [tapped, moving, moved]) subscription.unsubscribe()
      canvas.removeEventListener('keydown', onKey)
    }
  }, [map])
}
