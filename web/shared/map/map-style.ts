import type { FeatureCollection, Geometry } from 'geojson'
import type { LayerSpecification, SourceSpecification, StyleSpecification } from 'maplibre-gl'
import { type Query, queryString } from '#web/shared/api/client.ts'
import type { Language } from '#web/shared/language/language.ts'
import { type BaseStyle, baseLayers } from '#web/shared/map/base-map.ts'
import { CASES, caseLayers } from '#web/shared/map/case-layers.ts'
import { givenLayers, givenSources } from '#web/shared/map/given-layers.ts'
import type { MapPoint, SelectedCase } from '#web/shared/map/map-props.ts'
import { OURS, PLACES, placeLabels, placeLayers, selectedPlaceLayers } from '#web/shared/map/place-layers.ts'
import { PALETTES, type ThemeName } from '#web/shared/theme/tokens.ts'

/** Everything the picture depends on. */
export interface MapLook {
  readonly theme: ThemeName
  readonly language: Language
  readonly origin: string
  readonly base: BaseStyle | null
  readonly cases: Query | null
  readonly grids: boolean
  readonly selected: SelectedCase | null
  readonly outline: Geometry | FeatureCollection | null
  readonly points: readonly MapPoint[]
}

export const caseTiles = (origin: string, cases: Query): string => `${origin}/api/tiles/cases/{z}/{x}/{y}${queryString(cases)}`

const sourcesOf = ({ origin, cases, selected, outline, points }: MapLook): Record<string, SourceSpecification> => ({
  [PLACES]: { type: 'vector', tiles: [`${origin}/api/tiles/grids/{z}/{x}/{y}`], minzoom: 6, maxzoom: 16 },
  ...(cases && { [CASES]: { type: 'vector', tiles: [caseTiles(origin, cases)], minzoom: 4, maxzoom: 17 } }),
  ...givenSources({ selected, outline, points }),
})

/** The whole style as a pure function of the look: MapLibre finds out by itself what changed. No address outside ours unless the operator set a base map. */
export function buildStyle(look: MapLook): StyleSpecification {
  const { theme, language, base, cases, grids, selected } = look
  const palette = PALETTES[theme]
  const places = { palette, language, grids, bare: base !== null }
  const ground: LayerSpecification = { id: `${OURS}ground`, type: 'background', paint: { 'background-color': palette.ground } }
  const layers = [
    ground,
    ...baseLayers(base, theme),
    ...placeLayers(places),
    ...selectedPlaceLayers(selected?.placeCode ?? null, palette),
    ...placeLabels(places),
    ...(cases ? caseLayers(theme, language) : []),
    ...givenLayers(palette, theme),
  ]
  return { version: 8, ...base?.rest, sources: { ...base?.sources, ...sourcesOf(look) }, layers }
}

/** What others put on the map (drawing tools) stays when our style changes. */
export function keepForeign(previous: StyleSpecification | undefined, next: StyleSpecification): StyleSpecification {
  if (!previous) return next
  const isForeign = (name: string): boolean => !name.startsWith(OURS) && !name.startsWith('base-')
  const sources = Object.fromEntries(Object.entries(previous.sources).filter(([name]) => isForeign(name)))
  return {
    ...next,
    sources: { ...next.sources, ...sources },
    layers: [...next.layers, ...previous.layers.filter(({ id }) => isForeign(id))],
  }
}
