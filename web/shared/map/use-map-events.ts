import type { MapGeoJSONFeature, Map as MapLibreMap, MapMouseEvent } from 'maplibre-gl'
import { useEffect, useRef, useState } from 'react'
import { useGathered } from '#web/shared/api/use-gathered.ts'
import { CASES } from '#web/shared/map/case-layers.ts'
import { POINT_LAYER } from '#web/shared/map/given-layers.ts'
import type { CaseInView, CityMapProps, ClusterInView, LonLat, MapView } from '#web/shared/map/map-props.ts'
import { caseLayersOf, isCluster, readCase, readCluster, readView } from '#web/shared/map/read-view.ts'

/** Changes come in bunches: the tiles in view are asked for again at most this often, in milliseconds. */
const REFRESH_EVERY = 5000
/** Pixels around a pointer within which something small is still hit. */
const NEAR = 4

export type Hovered = { readonly x: number; readonly y: number } & (
  | { readonly kind: 'case'; readonly found: CaseInView }
  | { readonly kind: 'cluster'; readonly found: ClusterInView }
)

const around = ({ point }: MapMouseEvent): [[number, number], [number, number]] => [
  [point.x - NEAR, point.y - NEAR],
  [point.x + NEAR, point.y + NEAR],
]

const firstCase = (map: MapLibreMap, event: MapMouseEvent) => {
  const layers = caseLayersOf(map)
  return layers.length === 0 ? undefined : map.queryRenderedFeatures(around(event), { layers })[0]
}

const firstPoint = (map: MapLibreMap, event: MapMouseEvent) =>
  map.getLayer(POINT_LAYER) ? map.queryRenderedFeatures(around(event), { layers: [POINT_LAYER] })[0] : undefined

/** Into a cluster: two zooms nearer, where its cells part. */
export const openCluster = (map: MapLibreMap, { lon, lat }: LonLat): void => {
  map.easeTo({ center: [lon, lat], zoom: Math.min(map.getZoom() + 2, 17), duration: 160 })
}

type Events = Pick<CityMapProps, 'onSelect' | 'onPick' | 'onPoint'>

function clicked(map: MapLibreMap, event: MapMouseEvent, { onSelect, onPick, onPoint }: Events): void {
  const found = firstCase(map, event)
  const point = onPoint && firstPoint(map, event)
  if (found && isCluster(found)) openCluster(map, readCluster(found))
  else if (found && onSelect) onSelect(readCase(found).id)
  else if (point) onPoint(String(point.properties.id))
  else onPick?.({ lon: event.lngLat.lng, lat: event.lngLat.lat })
}

/** A click selects a case, opens a cluster, or picks a place; Enter on the focused map picks its middle. */
export function useClicks(map: MapLibreMap | null, events: Events): void {
  const latest = useRef(events)
  latest.current = events
  useEffect(() => {
    if (!map) return
    const canvas = map.getCanvas()
    const onClick = (event: MapMouseEvent): void => clicked(map, event, latest.current)
    const onKey = ({ key }: KeyboardEvent): void => {
      const { lng, lat } = map.getCenter()
      if (key === 'Enter') latest.current.onPick?.({ lon: lng, lat })
    }
    map.on('click', onClick)
    canvas.addEventListener('keydown', onKey)
    return () => {
      map.off('click', onClick)
      canvas.removeEventListener('keydown', onKey)
    }
  }, [map])
}

const toldOf = (feature: MapGeoJSONFeature) =>
  isCluster(feature) ? { kind: 'cluster' as const, found: readCluster(feature) } : { kind: 'case' as const, found: readCase(feature) }

/** What lies under the pointer. */
export function useHovered(map: MapLibreMap | null, picks: boolean): Hovered | null {
  const [hovered, setHovered] = useState<Hovered | null>(null)
  useEffect(() => {
    if (!map) return
    const onMove = (event: MapMouseEvent): void => {
      const feature = map.isMoving() ? undefined : firstCase(map, event)
      map.getCanvas().style.cursor = feature || firstPoint(map, event) ? 'pointer' : picks ? 'crosshair' : ''
      const { x, y } = event.point
      setHovered(feature ? { x, y, ...toldOf(feature) } : null)
    }
    const onLeave = (): void => setHovered(null)
    map.on('mousemove', onMove)
    map.on('mouseout', onLeave)
    map.on('movestart', onLeave)
    return () => {
      map.off('mousemove', onMove)
      map.off('mouseout', onLeave)
      map.off('movestart', onLeave)
    }
  }, [map, picks])
  return hovered
}

/** What the window shows, each time the map has come to rest. */
export function useView(map: MapLibreMap | null, onView: CityMapProps['onView']): MapView | null {
  const [view, setView] = useState<MapView | null>(null)
  const latest = useRef(onView)
  latest.current = onView
  useEffect(() => {
    if (!map) return
    const onIdle = (): void => {
      const next = readView(map)
      setView(next)
      latest.current?.(next)
    }
    map.on('idle', onIdle)
    return () => {
      map.off('idle', onIdle)
    }
  }, [map])
  return view
}

/** Asks for the cases in view again after changes. */
export function useLiveTiles(map: MapLibreMap | null): void {
  useGathered('case.', REFRESH_EVERY, () => {
    if (map?.getSource(CASES)) map.refreshTiles(CASES)
  })
}
