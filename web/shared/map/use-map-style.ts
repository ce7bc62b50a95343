import type { Map as MapLibreMap, StyleSpecification, VectorTileSource } from 'maplibre-gl'
import { useEffect, useMemo } from 'react'
import { useLanguage } from '#web/shared/language/language.ts'
import { useBaseStyle } from '#web/shared/map/base-map.ts'
import { CASES } from '#web/shared/map/case-layers.ts'
import type { CityMapProps } from '#web/shared/map/map-props.ts'
import { buildStyle, keepForeign } from '#web/shared/map/map-style.ts'
import { useAbout } from '#web/shared/session/about.ts'
import { useThemeName } from '#web/shared/theme/page-theme.ts'

type Look = Pick<CityMapProps, 'cases' | 'grids' | 'selectedCase' | 'outline' | 'points'>

const sameText = (value: unknown): string => JSON.stringify(value ?? null)

/** The style for what the page asks to see, in the reader's language and theme; the same object while nothing of it changes. */
export function useMapStyle({ cases, grids = false, selectedCase = null, outline = null, points = [] }: Look): StyleSpecification {
  const theme = useThemeName()
  const language = useLanguage()
  const base = useBaseStyle(useAbout().data?.baseMap)
  const casesText = sameText(cases)
  const selectedText = sameText(selectedCase)
  const pointsText = sameText(points)
  // Pages give new objects with the same content at every turn: what they say counts, not which object says it.
  return useMemo(
    () =>
      buildStyle({
        theme,
        language,
        base,
        origin: window.location.origin,
        cases: JSON.parse(casesText),
        grids,
        selected: JSON.parse(selectedText),
        outline,
        points: JSON.parse(pointsText),
      }),
    [theme, language, base, casesText, grids, selectedText, outline, pointsText],
  )
}

/** New tiles for another filter without taking the old ones away first. */
function renewCaseTiles(map: MapLibreMap, next: StyleSpecification): void {
  const source = map.getSource<VectorTileSource>(CASES)
  const wanted = next.sources[CASES]
  if (!source || wanted?.type !== 'vector' || !wanted.tiles) return
  if (source.tiles?.[0] !== wanted.tiles[0]) source.setTiles([...wanted.tiles])
}

/** Lets a standing map follow its style. */
export function useStyleOf(map: MapLibreMap | null, style: StyleSpecification): void {
  useEffect(() => {
    if (!map) return
    renewCaseTiles(map, style)
    map.setStyle(style, { diff: true, transformStyle: keepForeign })
  }, [map, style])
}
