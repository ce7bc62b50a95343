import { useQuery } from '@tanstack/react-query'
import type { LayerSpecification, SourceSpecification, StyleSpecification } from 'maplibre-gl'
import { useMemo } from 'react'
import type { About } from '#web/shared/session/about.ts'
import type { ThemeName } from '#web/shared/theme/tokens.ts'

type BaseMap = NonNullable<About['baseMap']>

/** An outside map as parts of a style; its sources and layers are named so that they are known from ours. */
export interface BaseStyle {
  readonly sources: Readonly<Record<string, SourceSpecification>>
  readonly layers: readonly LayerSpecification[]
  /** Glyphs and sprite of the publisher's style. */
  readonly rest: Pick<StyleSpecification, 'glyphs' | 'sprite'>
}

const NAME = 'base-map'

const rasterStyle = ({ url }: BaseMap): BaseStyle => ({
  sources: { [NAME]: { type: 'raster', tiles: [url], tileSize: 256 } },
  layers: [{ id: NAME, type: 'raster', source: NAME }],
  rest: {},
})

/** A publisher's style with every name changed to ours. */
function renamed(style: StyleSpecification): BaseStyle {
  const sources = Object.fromEntries(Object.entries(style.sources).map(([name, source]) => [`${NAME}-${name}`, source]))
  const layers = style.layers.map(
    (layer): LayerSpecification =>
      'source' in layer && typeof layer.source === 'string'
        ? { ...layer, id: `${NAME}-${layer.id}`, source: `${NAME}-${layer.source}` }
        : { ...layer, id: `${NAME}-${layer.id}` },
  )
  const rest = { ...(style.glyphs && { glyphs: style.glyphs }), ...(style.sprite && { sprite: style.sprite }) }
  return { sources, layers, rest }
}

async function fetchStyle({ url }: BaseMap, signal: AbortSignal): Promise<BaseStyle> {
  const response = await fetch(url, { signal, credentials: 'omit' })
  if (!response.ok) throw new Error(`base map: ${response.status}`)
  return renamed((await response.json()) as StyleSpecification)
}

/** The operator's base map; null when there is none or while it cannot be had: the map of our own tiles stands without it. */
export function useBaseStyle(baseMap: BaseMap | null | undefined): BaseStyle | null {
  const { data } = useQuery({
    queryKey: ['about', 'base-map', baseMap?.url],
    queryFn: ({ signal }) => (baseMap?.kind === 'style' ? fetchStyle(baseMap, signal) : null),
    enabled: baseMap?.kind === 'style',
    staleTime: Number.POSITIVE_INFINITY,
  })
  const raster = useMemo(() => (baseMap?.kind === 'raster' ? rasterStyle(baseMap) : null), [baseMap])
  return raster ?? data ?? null
}

/** The base map below ours; pictures are dimmed at night. */
export function baseLayers(base: BaseStyle | null, theme: ThemeName): LayerSpecification[] {
  const dim = theme === 'dark' ? { 'raster-brightness-max': 0.55, 'raster-saturation': -0.4 } : {}
  return (base?.layers ?? []).map((layer) => (layer.type === 'raster' ? { ...layer, paint: { ...layer.paint, ...dim } } : layer))
}
