import type { Feature, FeatureCollection } from 'geojson'
import { useLayoutEffect, useMemo } from 'react'
import type { Coverage, Finding } from '#web/console/organisation/api.ts'
import { useMap } from '#web/shared/map/use-map.ts'
import { useThemeName } from '#web/shared/theme/page-theme.ts'
import { PALETTES } from '#web/shared/theme/tokens.ts'
import { toGeometry } from './geometry.ts'
import { addHatches, hatchName } from './hatch.ts'
import { useMapLayers } from './use-map-layers.ts'

export type AnyFinding = Coverage['findings'][number] & { readonly state?: Finding['state'] }

const SOURCE = 'findings'

/** The ground in trouble on the map, each kind in its own hatch; what an edit brings with a full line, what was there before with a broken one. */
export function FindingsLayer({ findings }: { readonly findings: readonly AnyFinding[] }) {
  const map = useMap()
  const theme = useThemeName()
  const palette = PALETTES[theme]
  useLayoutEffect(() => addHatches(map, theme, palette), [map, theme, palette])
  const data = useMemo(() => collect(findings, theme), [findings, theme])
  const { red, standing, surface } = palette
  const layers = useMemo(() => {
    const colour = ['case', ['get', 'isNew'], red, standing] as const
    return [
      { id: 'findings-fill', type: 'fill', source: SOURCE, filter: ['==', ['geometry-type'], 'Polygon'], paint: { 'fill-pattern': ['get', 'hatch'] } },
      { id: 'findings-line', type: 'line', source: SOURCE, filter: ['get', 'isNew'], paint: { 'line-color': colour, 'line-width': 2 } },
      { id: 'findings-old', type: 'line', source: SOURCE, filter: ['!', ['get', 'isNew']], paint: { 'line-color': colour, 'line-width': 1.5, 'line-dasharray': [3, 2] } },
      { id: 'findings-at', type: 'circle', source: `${SOURCE}-at`, paint: { 'circle-radius': 9, 'circle-color': surface, 'circle-stroke-width': 2, 'circle-stroke-color': colour } },
      { id: 'findings-number', type: 'symbol', source: `${SOURCE}-at`, layout: { 'text-field': ['get', 'number'], 'text-font': ['bold'], 'text-size': 12, 'text-allow-overlap': true }, paint: { 'text-color': colour } },
    ]
  }, [red, standing, surface]) // biome-ignore format: a table
  useMapLayers(data, layers)
  return null
}

function collect(findings: readonly AnyFinding[], theme: string): Record<string, FeatureCollection> {
  const grounds: Feature[] = []
  const marks: Feature[] = []
  for (const [index, { kind, state = 'existing', geometry, at }] of findings.entries()) {
    const isNew = state === 'new'
    const properties = { isNew, hatch: hatchName(kind, isNew, theme), number: String(index + 1) }
    if (geometry) grounds.push({ type: 'Feature', geometry: toGeometry(geometry), properties })
    if (at) marks.push({ type: 'Feature', geometry: { type: 'Point', coordinates: [at.lon, at.lat] }, properties })
  }
  return { [SOURCE]: { type: 'FeatureCollection', features: grounds }, [`${SOURCE}-at`]: { type: 'FeatureCollection', features: marks } }
}
