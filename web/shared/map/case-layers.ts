import type { ExpressionSpecification, LayerSpecification } from 'maplibre-gl'
import { MAP_FONTS } from '#web/shared/map/fonts.ts'
import { iconName } from '#web/shared/map/icons.ts'
import { OURS } from '#web/shared/map/place-layers.ts'
import { mapWords } from '#web/shared/map/words.ts'
import { PALETTES, type ThemeName } from '#web/shared/theme/tokens.ts'

export const CASES = 'wangge-cases'
export const CASE_LAYER = `${OURS}case`
export const CLUSTER_LAYER = `${OURS}cluster`
const count: ExpressionSpecification = ['get', 'count']
const lightOf: ExpressionSpecification = ['coalesce', ['get', 'light'], 'none']
/** The worst lies on top where pictures meet. */
const worst: ExpressionSpecification = ['match', lightOf, 'red', 3, 'yellow', 2, 'green', 1, 0]

/** 9999, then 1.2万 or 12k: three or four figures fit a disc. */
const shortCount = (language: 'zh' | 'en'): ExpressionSpecification => {
  const [from, unit, sign] = mapWords[language].thousands
  const tenths: ExpressionSpecification = ['to-string', ['/', ['round', ['/', count, unit]], 10]]
  return ['case', ['<', count, from], ['to-string', count], ['concat', tenths, sign]]
}

const icon = (kind: 'case' | 'cluster', theme: ThemeName): ExpressionSpecification => {
  const [before, after] = iconName(kind, 'none', theme).split('none')
  return ['concat', before ?? '', lightOf, after ?? '']
}

/** Single cases, and discs with a count for several. */
export function caseLayers(theme: ThemeName, language: 'zh' | 'en'): LayerSpecification[] {
  const shared = { source: CASES, 'source-layer': 'cases' } as const
  const onTop = { 'icon-allow-overlap': true, 'icon-ignore-placement': true, 'symbol-sort-key': worst } as const
  return [
    {
      ...shared,
      id: CASE_LAYER,
      type: 'symbol',
      filter: ['==', count, 1],
      layout: { ...onTop, 'icon-image': icon('case', theme), 'icon-size': ['interpolate', ['linear'], ['zoom'], 10, 0.8, 16, 1] },
    },
    {
      ...shared,
      id: CLUSTER_LAYER,
      type: 'symbol',
      filter: ['>', count, 1],
      layout: {
        ...onTop,
        'icon-image': icon('cluster', theme),
        'icon-size': ['interpolate', ['linear'], ['log10', count], 0, 0.85, 3, 1.15],
        'text-field': shortCount(language),
        'text-font': MAP_FONTS.bold,
        'text-size': ['interpolate', ['linear'], ['log10', count], 0, 11, 3, 12],
        'text-allow-overlap': true,
        'text-ignore-placement': true,
      },
      paint: { 'text-color': PALETTES[theme].text },
    },
  ]
}
