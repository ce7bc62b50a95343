import { useEffect } from 'react'
import { useMap } from '#web/shared/map/use-map.ts'
import type { AnyFinding } from './findings-layer.tsx'

const NEAR = 18
const MARGIN = 80

type Corner = readonly [lon: number, lat: number]

/** Every position of a finding's ground. */
function positionsOf({ geometry, at }: AnyFinding): readonly Corner[] {
  if (geometry?.type === 'Polygon') return geometry.coordinates.flat()
  if (geometry?.type === 'MultiPolygon') return geometry.coordinates.flat(2)
  return at ? [[at.lon, at.lat]] : []
}

/** Moves the map to a finding that was chosen, as near as it fits. */
export function GoTo({ finding }: { readonly finding: AnyFinding | null }) {
  const map = useMap()
  useEffect(() => {
    const positions = finding ? positionsOf(finding) : []
    if (positions.length === 0) return
    const [lons, lats] = [positions.map(([lon]) => lon), positions.map(([, lat]) => lat)]
    map.fitBounds([Math.min(...lons), Math.min(...lats), Math.max(...lons), Math.max(...lats)], {
      padding: MARGIN,
      maxZoom: NEAR,
      duration: 160,
    })
  }, [map, finding])
  return null
}
