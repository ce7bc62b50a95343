import type { StyleSpecification } from 'maplibre-gl'
import { useMemo } from 'react'
import { useLanguage, useSay } from '#web/shared/language/language.ts'
import { useBaseStyle } from '#web/shared/map/base-map.ts'
import { buildStyle } from '#web/shared/map/map-style.ts'
import { useAbout } from '#web/shared/session/about.ts'
import type { Outlines, Overview } from '../api.ts'
import { useCount } from '../number-text.ts'
import { worstOf, worstShare } from '../places/worst.ts'
import { type Shade, wallStyle } from './wall-style.ts'

/** A tile's side and a cluster's disc at a desk, pixels. */
const [TILE, DISC, DESK_TEXT] = [512, 56, 12] as const
const [FEWEST_CELLS, MOST_CELLS] = [2, 16] as const

/** As many cells along a tile's side as discs of that size have room. */
const cellsFor = (textSize: number): number =>
  Math.max(FEWEST_CELLS, Math.min(MOST_CELLS, Math.floor(TILE / ((DISC * textSize) / DESK_TEXT))))

/** The style for what the wall shows; the same object while nothing of it changes. */
export function useWallStyle(overview: Overview, { outlines }: Outlines, textSize: number): StyleSpecification {
  const language = useLanguage()
  const say = useSay()
  const count = useCount()
  const base = useBaseStyle(useAbout().data?.baseMap)
  const { code } = overview.place
  const shared = useMemo(
    () =>
      buildStyle({
        theme: 'dark',
        language,
        base,
        origin: window.location.origin,
        cases: { placeCode: code, cells: cellsFor(textSize) },
        grids: false,
        selected: null,
        outline: null,
        points: [],
      }),
    [language, base, code, textSize],
  )
  const shades = overview.children.map(
    (child): Shade => ({
      code: child.code,
      light: worstOf(child),
      share: worstShare(child),
      label: `${say(child.name)}\n${count(child.open)}`,
    }),
  )
  // Answers are new objects with mostly the same content: what they say counts.
  const shadesText = JSON.stringify(shades)
  return useMemo(
    () => wallStyle(shared, { outlines, shades: JSON.parse(shadesText) as Shade[], textSize }),
    [shared, outlines, shadesText, textSize],
  )
}
