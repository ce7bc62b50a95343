import type { DataDrivenPropertyValueSpecification, ExpressionSpecification, FilterSpecification, LayerSpecification, SourceSpecification, StyleSpecification } from 'maplibre-gl' // biome-ignore format: one row
import type { PackedGrid, Point } from '#web/field/place/grid-at.ts'
import type { Language } from '#web/shared/language/language.ts'
import { MAP_FONTS } from '#web/shared/map/fonts.ts'
import { iconName } from '#web/shared/map/icons.ts'
import { OURS, PLACES, placeLabels, placeLayers } from '#web/shared/map/place-layers.ts'
import { PALETTES, type Palette, type ThemeName } from '#web/shared/theme/tokens.ts'
import { cellSquares, gridNames, gridOutlines, type Here, herePoint, onePoint, type TaskMark, taskPoints, WORST_FIRST } from './map-features.ts' // biome-ignore format: one row

const [GRIDS, NAMES, CELLS, HERE, SELECTED] = ['grids', 'names', 'cells', 'here', 'selected'] as const
export const TASKS = 'tasks'
export const TASK_LAYER = 'task'
export const CLUSTER_LAYER = 'task-cluster'
/** Markers nearer to each other than this, in pixels, are one with a count: a thumb could not tell them apart. */
const CLUSTER_PIXELS = 36

/** Everything the picture depends on. */
export interface FieldLook {
  readonly theme: ThemeName
  readonly language: Language
  /** Where tiles come from and at which zooms; null: none. */
  readonly tiles: { readonly address: string; readonly minzoom: number; readonly maxzoom: number } | null
  readonly grids: readonly PackedGrid[]
  readonly cells: readonly number[]
  readonly tasks: readonly TaskMark[]
  readonly here: Here | null
  readonly selected: Point | null
}

const geojson = (data: ReturnType<typeof onePoint>): SourceSpecification => ({ type: 'geojson', data })

const sourcesOf = ({ tiles, grids, cells, tasks, here, selected }: FieldLook): Record<string, SourceSpecification> => ({
  ...(tiles && { [PLACES]: { type: 'vector', tiles: [tiles.address], minzoom: tiles.minzoom, maxzoom: tiles.maxzoom } }),
  [GRIDS]: geojson(gridOutlines(grids)),
  [NAMES]: geojson(gridNames(grids)),
  [CELLS]: geojson(cellSquares(cells)),
  [HERE]: geojson(herePoint(here)),
  [SELECTED]: geojson(onePoint(selected)),
  [TASKS]: {
    type: 'geojson',
    data: taskPoints(tasks),
    cluster: true,
    clusterRadius: CLUSTER_PIXELS,
    clusterMaxZoom: 22,
    clusterProperties: { rank: ['max', ['get', 'rank']] },
  },
})

/** What lies around my grids, as far as their tiles show it; my own are drawn and named from the pack. */
function aroundLayers({ tiles, grids, language }: FieldLook, palette: Palette): LayerSpecification[] {
  if (!tiles) return []
  const look = { palette, language, grids: true, bare: false }
  const others: ExpressionSpecification = ['!', ['in', ['get', 'code'], ['literal', grids.map(({ code }) => code)]]]
  const named = placeLabels(look).map(
    (layer): LayerSpecification =>
      layer.id === `${OURS}grids-label` && layer.type === 'symbol'
        ? { ...layer, filter: ['all', layer.filter as ExpressionSpecification, others] as FilterSpecification }
        : layer,
  )
  return [...placeLayers(look), ...named]
}

const gridFill = (palette: Palette): LayerSpecification => ({
  id: 'grid-fill',
  type: 'fill',
  source: GRIDS,
  paint: { 'fill-color': palette.surface },
})

/** What was walked, and the borders of my grids, to be seen in the sun. */
const gridLayers = (palette: Palette): LayerSpecification[] => [
  { id: 'cells', type: 'fill', source: CELLS, paint: { 'fill-color': palette.accent, 'fill-opacity': 0.28, 'fill-antialias': false } },
  {
    id: 'grid-line',
    type: 'line',
    source: GRIDS,
    layout: { 'line-join': 'round' },
    paint: { 'line-color': palette.accent, 'line-width': ['interpolate', ['linear'], ['zoom'], 11, 1, 16, 3] },
  },
]

const gridNameLayer = (palette: Palette): LayerSpecification => ({
  id: 'grid-name',
  type: 'symbol',
  source: NAMES,
  minzoom: 13.5,
  layout: {
    'text-field': ['get', 'name'],
    'text-font': MAP_FONTS.bold,
    'text-size': 14,
    'text-max-width': 7,
    // Beside a marker rather than under it.
    'text-variable-anchor': ['center', 'top', 'bottom'],
    'text-radial-offset': 1.8,
    'text-padding': 4,
  },
  paint: { 'text-color': palette.text, 'text-halo-color': palette.surface, 'text-halo-width': 2 },
})

/** Pixels at zoom 0 as pixels at any zoom: the circle keeps its metres. */
const grown: DataDrivenPropertyValueSpecification<number> = [
  'interpolate',
  ['exponential', 2],
  ['zoom'],
  0,
  ['get', 'radius'],
  22,
  ['*', ['get', 'radius'], 2 ** 22],
]

const hereLayers = (palette: Palette): LayerSpecification[] => [
  {
    id: 'here-accuracy',
    type: 'circle',
    source: HERE,
    paint: {
      'circle-radius': grown,
      'circle-color': palette.accent,
      'circle-opacity': 0.12,
      'circle-stroke-color': palette.accent,
      'circle-stroke-width': 1,
      'circle-stroke-opacity': 0.6,
    },
  },
  {
    id: 'here-dot',
    type: 'circle',
    source: HERE,
    paint: { 'circle-radius': 8, 'circle-color': palette.accent, 'circle-stroke-color': palette.surface, 'circle-stroke-width': 3 },
  },
]

const isCluster: ExpressionSpecification = ['has', 'point_count']
const onTop = {
  'icon-allow-overlap': true,
  'symbol-sort-key': ['get', 'rank'] as ExpressionSpecification,
} as const

/** The picture of the worst light in a cluster: its rank told back. */
function clusterIcon(theme: ThemeName): ExpressionSpecification {
  const pictures = WORST_FIRST.map((light, index) => [WORST_FIRST.length - index, iconName('cluster', light, theme)])
  return ['match', ['get', 'rank'], ...pictures.flat(), iconName('cluster', 'none', theme)] as unknown as ExpressionSpecification
}

function taskLayers(palette: Palette, theme: ThemeName): LayerSpecification[] {
  const [before, after] = iconName('task', 'none', theme).split('none')
  return [
    {
      id: SELECTED,
      type: 'circle',
      source: SELECTED,
      paint: { 'circle-radius': 27, 'circle-color': palette.accent, 'circle-opacity': 0.2, 'circle-stroke-color': palette.accent, 'circle-stroke-width': 3 },
    },
    {
      id: TASK_LAYER,
      type: 'symbol',
      source: TASKS,
      filter: ['!', isCluster],
      layout: { ...onTop, 'icon-image': ['concat', before ?? '', ['get', 'light'], after ?? ''] },
      paint: { 'icon-opacity': ['case', ['get', 'done'], 0.55, 1] },
    },
    {
      id: CLUSTER_LAYER,
      type: 'symbol',
      source: TASKS,
      filter: isCluster,
      layout: {
        ...onTop,
        'icon-image': clusterIcon(theme),
        'icon-size': 1.3,
        'text-field': ['to-string', ['get', 'point_count']],
        'text-font': MAP_FONTS.bold,
        'text-size': 17,
        'text-allow-overlap': true,
      },
      paint: { 'text-color': palette.text },
    },
  ] // biome-ignore format: rows
}

/** The whole picture out of what the phone holds; no address outside it. */
export function fieldStyle(look: FieldLook): StyleSpecification {
  const palette = PALETTES[look.theme]
  const around = aroundLayers(look, palette)
  return {
    version: 8,
    sources: sourcesOf(look),
    layers: [
      { id: 'ground', type: 'background', paint: { 'background-color': palette.ground } },
      ...around.filter(({ type }) => type === 'fill'),
      gridFill(palette),
      ...around.filter(({ type }) => type !== 'fill'),
      ...gridLayers(palette),
      gridNameLayer(palette),
      ...hereLayers(palette),
      ...taskLayers(palette, look.theme),
    ],
  }
}
