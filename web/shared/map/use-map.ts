import type { Map as MapLibreMap } from 'maplibre-gl'
import { createContext, useContext } from 'react'

export const MapContext = createContext<MapLibreMap | null>(null)

/** The map itself, for what stands inside CityMap (drawing tools). Sources and layers it adds under names of its own are kept when the style changes. */
export function useMap(): MapLibreMap {
  const map = useContext(MapContext)
  if (!map) throw new Error('useMap is for what stands inside CityMap')
  return map
}
