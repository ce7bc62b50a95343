import type { FeatureCollection, Geometry } from 'geojson'
import type { ExpressionSpecification, LayerSpecification, StyleSpecification } from 'maplibre-gl'
import { CASE_LAYER, CASES, CLUSTER_LAYER } from '#web/shared/map/case-layers.ts'
import { MAP_FONTS } from '#web/shared/map/fonts.ts'
import type { MapLight } from '#web/shared/map/map-props.ts'
import { OURS } from '#web/shared/map/place-layers.ts'
import { PALETTES, type Palette } from '#web/shared/theme/tokens.ts'
import type { Outline } from '../api.ts'

// Named as ours, so that a new style takes the place of the old (see keepForeign).
const AREAS = `${OURS}areas`
const NAMES = `${OURS}area-names`
export const AREA_LAYER = `${AREAS}-fill`
const PALETTE: Palette = PALETTES.dark

/** One child on the map. */
export interface Shade {
  readonly code: string
  readonly light: MapLight
  /** Share of its open cases with that light, 0 to 1. */
  readonly share: number
  /** Its name and how many are open. */
  readonly label: string
}

export interface WallLook {
  readonly outlines: readonly Outline[]
  readonly shades: readonly Shade[]
  /** Pixels of the smallest letters. */
  readonly textSize: number
}

// The contract's arrays are readonly, those of the GeoJSON types are not.
const geometryOf = (area: Outline['area']): Geometry => area as unknown as Geometry

const areasOf = (outlines: readonly Outline[]): FeatureCollection => ({
  type: 'FeatureCollection',
  features: outlines.map(({ code, area }) => ({ type: 'Feature', properties: { code }, geometry: geometryOf(area) })),
})
const pointsOf = (outlines: readonly Outline[]): FeatureCollection => ({
  type: 'FeatureCollection',
  features: outlines.map(({ code, lon, lat }) => ({
    type: 'Feature',
    properties: { code },
    geometry: { type: 'Point', coordinates: [lon, lat] },
  })),
})

const code: ExpressionSpecification = ['get', 'code']

/** A value for each child, and another for everything else. */
function byChild<Value extends string | number>(
  shades: readonly Shade[],
  value: (shade: Shade) => Value,
  otherwise: Value,
): ExpressionSpecification | Value {
  if (shades.length === 0) return otherwise
  return ['match', code, ...shades.flatMap((shade) => [shade.code, value(shade)]), otherwise] as unknown as ExpressionSpecification
}

const colourOf = ({ light }: Shade): string => (light === 'none' ? PALETTE.land : PALETTE[light])
/** How strong a light is where no case has it but one, and how much more where all have it: calm where time is left. */
const STRENGTHS: Readonly<Record<MapLight, readonly [number, number]>> = {
  none: [1, 0],
  green: [0.12, 0.08],
  yellow: [0.16, 0.2],
  red: [0.22, 0.4],
}
const strengthOf = ({ light, share }: Shade): number => STRENGTHS[light][0] + STRENGTHS[light][1] * share

const ground = (shades: readonly Shade[]): LayerSpecification[] => [
  { id: `${AREAS}-land`, type: 'fill', source: AREAS, paint: { 'fill-color': PALETTE.land } },
  {
    id: AREA_LAYER,
    type: 'fill',
    source: AREAS,
    filter: ['in', code, ['literal', shades.map((shade) => shade.code)]],
    paint: {
      'fill-color': byChild(shades, colourOf, PALETTE.land),
      'fill-opacity': byChild(shades, strengthOf, 0),
      'fill-opacity-transition': { duration: 0 },
      'fill-color-transition': { duration: 0 },
    },
  },
  {
    id: `${AREAS}-line`,
    type: 'line',
    source: AREAS,
    layout: { 'line-join': 'round' },
    paint: { 'line-color': PALETTE.boundary, 'line-width': 1.5 },
  },
]

/** Names give way to lights and to each other: every count stands in the list, too. */
const names = (shades: readonly Shade[], textSize: number): LayerSpecification => ({
  id: `${AREAS}-label`,
  type: 'symbol',
  source: NAMES,
  layout: {
    'text-field': byChild(shades, ({ label }) => label, ''),
    'text-font': MAP_FONTS.bold,
    'text-size': textSize,
    'text-max-width': 8,
    'text-padding': 4,
  },
  paint: { 'text-color': PALETTE.text, 'text-halo-color': PALETTE.surface, 'text-halo-width': 2 },
})

/** The shared map's letters at a desk, pixels. */
const DESK_TEXT = 12

/** Letters must be as large as they are, their disc need not. */
const TIGHTER = 0.84

/** A desk's lights as large as a wall needs them; names of places keep clear of them. */
function enlarged(layer: LayerSpecification, textSize: number): LayerSpecification {
  const scale = (textSize / DESK_TEXT) * TIGHTER
  if (layer.type !== 'symbol') return layer
  if (layer.id === CASE_LAYER) return { ...layer, layout: { ...layer.layout, 'icon-size': scale } }
  if (layer.id !== CLUSTER_LAYER) return layer
  const layout = {
    ...layer.layout,
    'icon-size': discSize(scale),
    'text-size': textSize,
    // Names keep clear of the number and, by its padding, of the disc around it.
    'text-ignore-placement': false,
    'text-padding': textSize / 2,
    // Where discs meet, the larger number is drawn over the smaller.
    'symbol-sort-key': ['get', 'count'] as ExpressionSpecification,
  }
  return { ...layer, layout, paint: { ...layer.paint, 'text-halo-color': PALETTE.surface, 'text-halo-width': 2 } }
}

/** Five figures need a wider disc than one. */
const discSize = (scale: number): ExpressionSpecification => [
  'interpolate',
  ['linear'],
  ['log10', ['get', 'count']],
  0,
  scale,
  4,
  scale * 1.35,
]

const isLight = ({ id }: LayerSpecification): boolean => id === CASE_LAYER || id === CLUSTER_LAYER
const isBelow = ({ id }: LayerSpecification): boolean => id.endsWith('ground') || id.startsWith('base-')

/** The style of the shared map, of which the wall keeps the ground and the lights, with the place's children between. */
export function wallStyle(base: StyleSpecification, { outlines, shades, textSize }: WallLook): StyleSpecification {
  const children = outlines.filter((each) => shades.some((shade) => shade.code === each.code))
  const sources = { [AREAS]: { type: 'geojson', data: areasOf(outlines) }, [NAMES]: { type: 'geojson', data: pointsOf(children) } } as const
  const lights = base.layers.filter(isLight).map((layer) => enlarged(layer, textSize))
  const kept = Object.fromEntries(Object.entries(base.sources).filter(([name]) => name.startsWith('base-') || name === CASES))
  return {
    ...base,
    sources: { ...kept, ...sources },
    layers: [...base.layers.filter(isBelow), ...ground(shades), names(shades, textSize), ...lights],
  }
}
