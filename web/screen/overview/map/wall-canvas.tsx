import type { Map as MapLibreMap, MapMouseEvent } from 'maplibre-gl'
import { useEffect, useMemo, useRef, useState } from 'react'
import { useWords } from '#web/shared/language/language.ts'
import { moveTo } from '#web/shared/map/camera.ts'
import { CASES } from '#web/shared/map/case-layers.ts'
import type { MapBounds } from '#web/shared/map/map-props.ts'
import { boundsOf } from '#web/shared/map/use-area-bounds.ts'
import { useLiveTiles } from '#web/shared/map/use-map-events.ts'
import { useStyleOf } from '#web/shared/map/use-map-style.ts'
import { useMapLibre } from '#web/shared/map/use-maplibre.ts'
import type { Outlines, Overview } from '../api.ts'
import { overviewWords } from '../words.ts'
import { Pulse } from './pulse.tsx'
import { useWallStyle } from './use-wall-style.ts'
import styles from './wall-map.module.css'
import { AREA_LAYER } from './wall-style.ts'

/** The smallest letters: 2.4 % of the height of the screen, never smaller than at a desk. */
const textSizeNow = (): number => Math.max(12, Math.ceil(Math.min(window.innerHeight, window.innerWidth * 0.5625) * 0.0242))
/** Lights turn without any event: how often the tiles are asked for again, ms. */
const RENEW_EVERY = 60_000

interface WallCanvasProps {
  readonly overview: Overview
  readonly outlines: Outlines
  readonly arrival: { readonly placeCode: string } | null
  readonly onChoose: (code: string) => void
}

/** The bounds of everything that is drawn. */
function boundsOfAll({ outlines }: Outlines): MapBounds {
  const all = outlines.map(({ area }) => boundsOf(area))
  return {
    west: Math.min(...all.map(({ west }) => west)),
    south: Math.min(...all.map(({ south }) => south)),
    east: Math.max(...all.map(({ east }) => east)),
    north: Math.max(...all.map(({ north }) => north)),
  }
}

/** Drawn by MapLibre from the shared map's parts; it stays where the place is, and answers to a click alone. */
export default function WallCanvas({ overview, outlines, arrival, onChoose }: WallCanvasProps) {
  const words = useWords(overviewWords)
  const holder = useRef<HTMLDivElement>(null)
  const textSize = useTextSize()
  const start = useMemo(() => ({ bounds: boundsOfAll(outlines) }), [outlines])
  const style = useWallStyle(overview, outlines, textSize)
  const { map, failure } = useMapLibre({ holder, start, style, label: words.map, wheel: false })
  useStyleOf(map, style)
  useLiveTiles(map)
  useRenewal(map)
  useStill(map, start.bounds)
  useAreaClicks(map, onChoose)
  if (failure) return <p className={styles.note}>{words.noMap}</p>
  return (
    <>
      <div ref={holder} className={styles.canvas} />
      {map && <Pulse map={map} outlines={outlines} arrival={arrival} />}
    </>
  )
}

function useTextSize(): number {
  const [size, setSize] = useState(textSizeNow)
  useEffect(() => {
    const onResize = (): void => setSize(textSizeNow())
    window.addEventListener('resize', onResize)
    return () => window.removeEventListener('resize', onResize)
  }, [])
  return size
}

function useRenewal(map: MapLibreMap | null): void {
  useEffect(() => {
    if (!map) return
    const timer = setInterval(() => {
      if (map.getSource(CASES)) map.refreshTiles(CASES)
    }, RENEW_EVERY)
    return () => clearInterval(timer)
  }, [map])
}

/** Nobody pushes a wall out of its place by leaning on it; another size of the window shows the same ground. */
function useStill(map: MapLibreMap | null, bounds: MapBounds): void {
  useEffect(() => {
    if (!map) return
    for (const handler of [map.dragPan, map.doubleClickZoom, map.touchZoomRotate, map.keyboard, map.boxZoom]) handler.disable()
    // Reached through the list instead.
    map.getCanvas().tabIndex = -1
  }, [map])
  useEffect(() => {
    if (!map) return
    const onResize = (): void => moveTo(map, { bounds })
    map.on('resize', onResize)
    return () => {
      map.off('resize', onResize)
    }
  }, [map, bounds])
}

function useAreaClicks(map: MapLibreMap | null, onChoose: (code: string) => void): void {
  useEffect(() => {
    if (!map) return
    const codeAt = ({ point }: MapMouseEvent): string | undefined => {
      const found = map.getLayer(AREA_LAYER) ? map.queryRenderedFeatures(point, { layers: [AREA_LAYER] })[0] : undefined
      return typeof found?.properties.code === 'string' ? found.properties.code : undefined
    }
    const onClick = (event: MapMouseEvent): void => {
      const code = codeAt(event)
      if (code !== undefined) onChoose(code)
    }
    const onMove = (event: MapMouseEvent): void => {
      map.getCanvas().style.cursor = codeAt(event) === undefined ? '' : 'pointer'
    }
    map.on('click', onClick)
    map.on('mousemove', onMove)
    return () => {
      map.off('click', onClick)
      map.off('mousemove', onMove)
    }
  }, [map, onChoose])
}
