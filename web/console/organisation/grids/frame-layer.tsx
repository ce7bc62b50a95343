import type { Feature, FeatureCollection, Geometry } from 'geojson'
import { useMemo } from 'react'
import type { Outlines } from '#web/console/organisation/api.ts'
import { useThemeName } from '#web/shared/theme/page-theme.ts'
import { PALETTES } from '#web/shared/theme/tokens.ts'
import { middleOf, toGeometry } from './geometry.ts'
import { useMapLayers } from './use-map-layers.ts'

/** The outline all of it must fill, and the outlines around it, which are not edited here. */
export function FrameLayer({ features }: { readonly features: Outlines['features'] }) {
  const palette = PALETTES[useThemeName()]
  const { text, textFaint, boundary, surface } = palette
  const data = useMemo(() => collect(features), [features])
  const layers = useMemo(
    () => [
      { id: 'frame-neighbours', type: 'line', source: 'frame', filter: ['==', ['get', 'role'], 'neighbour'], paint: { 'line-color': boundary, 'line-width': 1, 'line-dasharray': [3, 2] } },
      { id: 'frame-parent', type: 'line', source: 'frame', filter: ['==', ['get', 'role'], 'parent'], layout: { 'line-join': 'round' }, paint: { 'line-color': text, 'line-width': 2.5, 'line-opacity': 0.7 } },
      { id: 'frame-names', type: 'symbol', source: 'frame-names', layout: { 'text-field': ['get', 'name'], 'text-font': ['regular'], 'text-size': 12, 'text-max-width': 8 }, paint: { 'text-color': ['case', ['get', 'own'], text, textFaint], 'text-halo-color': surface, 'text-halo-width': 1.5 } },
    ],
    [text, textFaint, boundary, surface],
  ) // biome-ignore format: a table
  useMapLayers(data, layers)
  return null
}

function collect(features: Outlines['features']): Record<string, FeatureCollection> {
  const feature = (geometry: Geometry, properties: Feature['properties']): Feature => ({ type: 'Feature', geometry, properties })
  const lines = features
    .filter(({ properties: { role } }) => role !== 'child')
    .map(({ geometry, properties: { role } }) => feature(toGeometry(geometry), { role }))
  const names = features
    .filter(({ properties: { role } }) => role !== 'parent')
    .map(({ geometry, properties: { role, name } }) =>
      feature({ type: 'Point', coordinates: [...middleOf(geometry)] }, { name, own: role === 'child' }),
    )
  return { frame: { type: 'FeatureCollection', features: lines }, 'frame-names': { type: 'FeatureCollection', features: names } }
}
