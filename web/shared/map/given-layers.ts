import type { FeatureCollection, Geometry } from 'geojson'
import type { LayerSpecification, SourceSpecification } from 'maplibre-gl'
import { MAP_FONTS } from '#web/shared/map/fonts.ts'
import { iconName } from '#web/shared/map/icons.ts'
import type { MapPoint, SelectedCase } from '#web/shared/map/map-props.ts'
import { OURS } from '#web/shared/map/place-layers.ts'
import type { Palette, ThemeName } from '#web/shared/theme/tokens.ts'

const OUTLINE = `${OURS}outline`
const POINTS = `${OURS}points`
const SELECTED = `${OURS}selected`
export const POINT_LAYER = `${OURS}point`

interface Given {
  readonly selected: SelectedCase | null
  readonly outline: Geometry | FeatureCollection | null
  readonly points: readonly MapPoint[]
}

const pointAt = ({ lon, lat }: { lon: number; lat: number }): Geometry => ({ type: 'Point', coordinates: [lon, lat] })
const none: FeatureCollection = { type: 'FeatureCollection', features: [] }

const pointsOf = (points: readonly MapPoint[]): FeatureCollection => ({
  type: 'FeatureCollection',
  features: points.map((point) => ({ type: 'Feature', geometry: pointAt(point), properties: { id: point.id, label: point.label } })),
})

const selectedOf = (selected: SelectedCase | null): FeatureCollection => ({
  type: 'FeatureCollection',
  features: selected ? [{ type: 'Feature', geometry: pointAt(selected), properties: { light: selected.light ?? 'none' } }] : [],
})

/** What the page gave: an outline, points, the selected case. */
export const givenSources = ({ selected, outline, points }: Given): Record<string, SourceSpecification> => ({
  [OUTLINE]: { type: 'geojson', data: outline ?? none },
  [POINTS]: { type: 'geojson', data: pointsOf(points) },
  [SELECTED]: { type: 'geojson', data: selectedOf(selected) },
})

const outlineLayers = (palette: Palette): LayerSpecification[] => [
  { id: `${OUTLINE}-fill`, type: 'fill', source: OUTLINE, paint: { 'fill-color': palette.accent, 'fill-opacity': 0.1 } },
  {
    id: `${OUTLINE}-line`,
    type: 'line',
    source: OUTLINE,
    layout: { 'line-join': 'round' },
    paint: { 'line-color': palette.accent, 'line-width': 2 },
  },
]

const pointLayer = (palette: Palette, theme: ThemeName): LayerSpecification => ({
  id: POINT_LAYER,
  type: 'symbol',
  source: POINTS,
  layout: {
    'icon-image': iconName('point', 'none', theme),
    'icon-allow-overlap': true,
    'text-field': ['get', 'label'],
    'text-font': MAP_FONTS.regular,
    'text-size': 12,
    'text-anchor': 'left',
    'text-offset': [0.7, 0],
    'text-optional': true,
  },
  paint: { 'text-color': palette.textSecondary, 'text-halo-color': palette.surface, 'text-halo-width': 1.5 },
})

const selectedLayers = (palette: Palette, theme: ThemeName): LayerSpecification[] => [
  {
    id: `${SELECTED}-ring`,
    type: 'circle',
    source: SELECTED,
    paint: {
      'circle-radius': 13,
      'circle-color': palette.surface,
      'circle-stroke-color': palette.accent,
      'circle-stroke-width': 2,
    },
  },
  {
    id: `${SELECTED}-light`,
    type: 'symbol',
    source: SELECTED,
    layout: { 'icon-image': ['concat', 'case/', ['get', 'light'], `/${theme}`], 'icon-allow-overlap': true, 'icon-ignore-placement': true },
  },
]

export const givenLayers = (palette: Palette, theme: ThemeName): LayerSpecification[] => [
  ...outlineLayers(palette),
  pointLayer(palette, theme),
  ...selectedLayers(palette, theme),
]
