import { useEffect } from 'react'
import type { LonLat } from '#web/shared/map/map-props.ts'
import { useMap } from '#web/shared/map/use-map.ts'

const NEAR = 17

/** Moves the map to a place that was asked for. */
export function GoTo({ place }: { readonly place: LonLat | null }) {
  const map = useMap()
  useEffect(() => {
    if (place) map.easeTo({ center: [place.lon, place.lat], zoom: Math.max(map.getZoom(), NEAR), duration: 160 })
  }, [map, place])
  return null
}
