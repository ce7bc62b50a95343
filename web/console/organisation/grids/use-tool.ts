import type { Map as MapLibreMap } from 'maplibre-gl'
import { type DependencyList, useEffect, useLayoutEffect, useRef, useState } from 'react'
import type { TerraDraw } from 'terra-draw'

/** A drawing tool on the map, made (and started) anew whenever one of `reasons` changes; null until it stands. */
export function useTool(map: MapLibreMap, make: () => TerraDraw, reasons: DependencyList): TerraDraw | null {
  const [tool, setTool] = useState<TerraDraw | null>(null)
  const standing = useRef<TerraDraw | null>(null)
  const stop = useRef(() => {
    if (map.style) standing.current?.stop()
    standing.current = null
  })
  // biome-ignore lint/correctness/useExhaustiveDependencies: the reasons are the caller's
  useEffect(() => {
    standing.current = make()
    setTool(standing.current)
    return () => {
      setTool(null)
      stop.current()
    }
  }, [map, ...reasons])
  // Where the whole page goes, layout effects end before the map is taken away: what the tool still wanted to draw would find no map.
  useLayoutEffect(() => stop.current, [])
  return tool
}
