import type { Map as MapLibreMap, StyleSpecification } from 'maplibre-gl'
import { type RefObject, useEffect, useRef, useState } from 'react'
import { moveTo, type Start } from '#web/shared/map/camera.ts'
import { startMap } from '#web/shared/map/start-map.ts'

export interface StandingMap {
  /** Null until the first style stands. */
  readonly map: MapLibreMap | null
  /** What kept the map from being drawn at all: no WebGL, no worker. */
  readonly failure: unknown
}

interface Parts {
  readonly holder: RefObject<HTMLDivElement | null>
  readonly start: Start | undefined
  readonly style: StyleSpecification
  readonly label: string
  readonly wheel: boolean
}

/** A map for as long as its element is shown; all of it is given back afterwards. */
export function useMapLibre({ holder, start, style, label, wheel }: Parts): StandingMap {
  const [state, setState] = useState<StandingMap>({ map: null, failure: null })
  const first = useRef({ start, style, label, wheel })
  first.current = { start, style, label, wheel }
  const ready = start !== undefined
  useEffect(() => {
    const container = holder.current
    const { start: from, ...parts } = first.current
    if (!container || !ready || !from) return
    try {
      const map = startMap({ container, start: from, ...parts })
      map.once('style.load', () => setState({ map, failure: null }))
      return () => {
        setState({ map: null, failure: null })
        map.remove()
      }
    } catch (failure) {
      setState({ map: null, failure })
    }
  }, [holder, ready])
  useMoves(state.map, start)
  return state
}

/** Goes where the page says each time it says something else. */
function useMoves(map: MapLibreMap | null, start: Start | undefined): void {
  const text = JSON.stringify(start)
  const shown = useRef<string | undefined>(undefined)
  useEffect(() => {
    if (!map || text === undefined) return
    if (shown.current !== undefined && shown.current !== text) moveTo(map, JSON.parse(text))
    shown.current = text
  }, [map, text])
}
