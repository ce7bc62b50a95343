import type { ExpressionSpecification, LayerSpecification, StyleSpecification } from 'maplibre-gl'
import type { Language } from '#web/shared/language/language.ts'
import { MAP_FONTS } from '#web/shared/map/fonts.ts'
import type { LonLat } from '#web/shared/map/map-props.ts'
import { PALETTES, type Palette, type ThemeName } from '#web/shared/theme/tokens.ts'

const [GROUND, CASES, SELECTED] = ['ground', 'cases', 'selected']
export const CASE_LAYER = 'case'
export const CLUSTER_LAYER = 'cluster'

/** Everything the picture depends on. */
export interface PublicLook {
  readonly theme: ThemeName
  readonly language: Language
  readonly origin: string
  /** Whether reports are drawn; a map to point at needs none. */
  readonly cases: boolean
  readonly selected: LonLat | null
}

const isCluster: ExpressionSpecification = ['==', ['get', 'cluster'], true]

function groundLayers(palette: Palette, language: Language): LayerSpecification[] {
  const line = (layer: string, width: number): LayerSpecification => ({
    id: `${layer}-line`,
    type: 'line',
    source: GROUND,
    'source-layer': layer,
    paint: { 'line-color': palette.boundary, 'line-width': width },
  })
  const name = (level: string, minzoom: number, maxzoom: number): LayerSpecification => ({
    id: `${level}-name`,
    type: 'symbol',
    source: GROUND,
    'source-layer': 'names',
    filter: ['==', ['get', 'level'], level],
    minzoom,
    maxzoom,
    layout: {
      'text-field': ['get', language === 'en' ? 'nameEn' : 'name'],
      'text-font': MAP_FONTS.regular,
      'text-size': 14,
      'text-max-width': 8,
    },
    paint: { 'text-color': palette.textSecondary, 'text-halo-color': palette.surface, 'text-halo-width': 1.5 },
  })
  return [
    { id: 'land', type: 'fill', source: GROUND, 'source-layer': 'districts', paint: { 'fill-color': palette.land } },
    line('communities', 0.5),
    line('streets', 1.2),
    line('districts', 1.8),
    name('district', 5, 11.5),
    name('street', 11.5, 14),
    name('community', 14, 18),
  ]
}

/** States as shapes that fill up, never as colours alone: a ring, a ring with a core, a disc. */
function caseLayers(palette: Palette): LayerSpecification[] {
  const shared = { source: CASES, 'source-layer': 'cases' } as const
  const state: ExpressionSpecification = ['get', 'state']
  return [
    {
      ...shared,
      id: CASE_LAYER,
      type: 'circle',
      filter: ['!', isCluster],
      paint: {
        'circle-radius': 8,
        'circle-color': ['match', state, 'done', palette.accent, palette.surface],
        'circle-stroke-color': palette.accent,
        'circle-stroke-width': 2.5,
      },
    },
    {
      ...shared,
      id: 'case-core',
      type: 'circle',
      filter: ['all', ['!', isCluster], ['==', state, 'working']],
      paint: { 'circle-radius': 4, 'circle-color': palette.accent },
    },
    {
      ...shared,
      id: CLUSTER_LAYER,
      type: 'circle',
      filter: isCluster,
      paint: {
        'circle-radius': ['interpolate', ['linear'], ['get', 'count'], 1, 13, 100, 20, 2000, 28],
        'circle-color': palette.surface,
        'circle-stroke-color': palette.accent,
        'circle-stroke-width': 2,
      },
    },
    {
      ...shared,
      id: 'cluster-count',
      type: 'symbol',
      filter: isCluster,
      layout: {
        'text-field': ['to-string', ['get', 'count']],
        'text-font': MAP_FONTS.bold,
        'text-size': 14,
        'text-allow-overlap': true,
        'text-ignore-placement': true,
      },
      paint: { 'text-color': palette.text },
    },
  ]
}

const selectedLayer = (palette: Palette): LayerSpecification => ({
  id: SELECTED,
  type: 'circle',
  source: SELECTED,
  paint: { 'circle-radius': 16, 'circle-opacity': 0, 'circle-stroke-color': palette.text, 'circle-stroke-width': 3 },
})

/** The whole style from our own tiles alone. */
export function publicStyle({ theme, language, origin, cases, selected }: PublicLook): StyleSpecification {
  const palette = PALETTES[theme]
  return {
    version: 8,
    sources: {
      [GROUND]: { type: 'vector', tiles: [`${origin}/api/portal/ground/{z}/{x}/{y}`], minzoom: 5, maxzoom: 14 },
      ...(cases && { [CASES]: { type: 'vector', tiles: [`${origin}/api/portal/tiles/{z}/{x}/{y}`], minzoom: 5, maxzoom: 17 } }),
      [SELECTED]: {
        type: 'geojson',
        data: {
          type: 'FeatureCollection',
          features: selected
            ? [{ type: 'Feature', properties: {}, geometry: { type: 'Point', coordinates: [selected.lon, selected.lat] } }]
            : [],
        },
      },
    },
    layers: [
      { id: 'background', type: 'background', paint: { 'background-color': palette.ground } },
      ...groundLayers(palette, language),
      ...(cases ? caseLayers(palette) : []),
      selectedLayer(palette),
    ],
  }
}
