import type { ExpressionSpecification, LayerSpecification } from 'maplibre-gl'
import type { Language } from '#web/shared/language/language.ts'
import { MAP_FONTS } from '#web/shared/map/fonts.ts'
import type { Palette } from '#web/shared/theme/tokens.ts'

/** The source of divisions and grids (GET /api/tiles/grids) and of cases (GET /api/tiles/cases). */
export const PLACES = 'wangge-places'
/** Every layer and source of ours begins so; whatever else is on the map belongs to somebody else. */
export const OURS = 'wangge-'

type Width = number | ExpressionSpecification

interface Level {
  readonly layer: string
  readonly from: number
  readonly lines: Width
  readonly dashes?: number[]
  readonly labels: { readonly from: number; readonly to: number; readonly size: number }
}

const growing = (from: number, thin: number, to: number, thick: number): ExpressionSpecification => [
  'interpolate',
  ['linear'],
  ['zoom'],
  from,
  thin,
  to,
  thick,
]

/** From the smallest upward: the outer line is drawn over the inner. */
const LEVELS: readonly Level[] = [
  { layer: 'grids', from: 13, lines: growing(13, 0.4, 16, 1), dashes: [3, 2], labels: { from: 14.5, to: 22, size: 12 } },
  { layer: 'communities', from: 12, lines: growing(12, 0.5, 16, 1.2), labels: { from: 13, to: 14.5, size: 12 } },
  { layer: 'streets', from: 10, lines: growing(10, 0.5, 15, 1.6), labels: { from: 11, to: 13, size: 12 } },
  { layer: 'districts', from: 0, lines: growing(7, 0.8, 14, 2.4), labels: { from: 7, to: 11, size: 13 } },
]

export interface PlaceLook {
  readonly palette: Palette
  readonly language: Language
  /** Streets and below. */
  readonly grids: boolean
  /** Over a base map nothing is filled and nothing named twice. */
  readonly bare: boolean
}

const nameIn = (language: Language): ExpressionSpecification =>
  language === 'en' ? ['coalesce', ['get', 'nameEn'], ['get', 'name']] : ['get', 'name']

const line = ({ layer, from, lines, dashes }: Level, palette: Palette): LayerSpecification => ({
  id: `${OURS}${layer}-line`,
  type: 'line',
  source: PLACES,
  'source-layer': layer,
  minzoom: from,
  layout: { 'line-join': 'round' },
  paint: {
    'line-color': palette.boundary,
    'line-width': lines,
    'line-opacity': layer === 'districts' ? 1 : 0.75,
    ...(dashes && { 'line-dasharray': dashes }),
  },
})

const label = ({ layer, labels }: Level, { palette, language }: PlaceLook): LayerSpecification => ({
  id: `${OURS}${layer}-label`,
  type: 'symbol',
  source: PLACES,
  'source-layer': 'names',
  filter: ['==', ['get', 'level'], layer],
  minzoom: labels.from,
  maxzoom: labels.to,
  layout: {
    'text-field': nameIn(language),
    'text-font': layer === 'districts' ? MAP_FONTS.bold : MAP_FONTS.regular,
    'text-size': labels.size,
    'text-max-width': 8,
    'text-padding': 6,
  },
  paint: {
    'text-color': layer === 'districts' ? palette.textSecondary : palette.textFaint,
    'text-halo-color': palette.surface,
    'text-halo-width': 1.5,
  },
})

/** Fills and lines of the places, below the cases. */
export function placeLayers({ palette, grids, bare }: PlaceLook): LayerSpecification[] {
  const shown = LEVELS.filter(({ layer }) => grids || layer === 'districts')
  const land: LayerSpecification = {
    id: `${OURS}land`,
    type: 'fill',
    source: PLACES,
    'source-layer': 'districts',
    paint: { 'fill-color': palette.land, 'fill-opacity': bare ? 0 : 1, 'fill-antialias': false },
  }
  return [land, ...shown.map((level) => line(level, palette))]
}

/** The names of the places. */
export const placeLabels = (look: PlaceLook): LayerSpecification[] =>
  look.bare ? [] : LEVELS.filter(({ layer }) => look.grids || layer === 'districts').map((level) => label(level, look))

/** The area a selected case lies in, outlined on whichever level bears its code. */
export const selectedPlaceLayers = (code: string | null, palette: Palette): LayerSpecification[] =>
  code === null
    ? []
    : LEVELS.flatMap(({ layer }): LayerSpecification[] => [
        {
          id: `${OURS}${layer}-selected-fill`,
          type: 'fill',
          source: PLACES,
          'source-layer': layer,
          filter: ['==', ['get', 'code'], code],
          paint: { 'fill-color': palette.accent, 'fill-opacity': 0.08 },
        },
        {
          id: `${OURS}${layer}-selected-line`,
          type: 'line',
          source: PLACES,
          'source-layer': layer,
          filter: ['==', ['get', 'code'], code],
          layout: { 'line-join': 'round' },
          paint: { 'line-color': palette.accent, 'line-width': 2 },
        },
      ])
