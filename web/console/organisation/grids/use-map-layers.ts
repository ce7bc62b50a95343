import type { FeatureCollection } from 'geojson'
import type { GeoJSONSource, LayerSpecification } from 'maplibre-gl'
import { useEffect } from 'react'
import { useMap } from '#web/shared/map/use-map.ts'

/** Keeps sources and layers of one's own on the map for as long as the component stands; new data takes the place of the old. */
export function useMapLayers(data: Readonly<Record<string, FeatureCollection>>, layers: readonly unknown[], below?: string): void {
  const map = useMap()
  useEffect(() => {
    for (const [name, collection] of Object.entries(data)) {
      const source = map.getSource<GeoJSONSource>(name)
      if (source) source.setData(collection)
      else map.addSource(name, { type: 'geojson', data: collection })
    }
  }, [map, data])
  useEffect(() => {
    const wanted = layers as readonly LayerSpecification[]
    for (const layer of wanted) {
      if (map.getLayer(layer.id)) map.removeLayer(layer.id)
      map.addLayer(layer, below && map.getLayer(below) ? below : undefined)
    }
    return () => {
      // The map itself may already be gone.
      if (!map.style) return
      for (const { id } of wanted) if (map.getLayer(id)) map.removeLayer(id)
    }
  }, [map, layers, below])
}
