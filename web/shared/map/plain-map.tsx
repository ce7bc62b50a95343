import type { StyleSpecification } from 'maplibre-gl'
import { type ReactNode, useEffect, useRef } from 'react'
import type { Start } from './camera.ts'
import styles from './plain-map.module.css'
import { MapContext } from './use-map.ts'
import { useMapLibre } from './use-maplibre.ts'
import { type TapsHeard, useTaps } from './use-taps.ts'

interface PlainMapProps extends TapsHeard {
  /** What this map is, said to screen readers. */
  readonly label: string
  /** Where it begins; a new value moves it. */
  readonly start: Start
  /** The whole picture; the same object while nothing of it changes. */
  readonly style: StyleSpecification
  /** False inside a page that scrolls: the wheel then scrolls the page. */
  readonly wheel: boolean
  /** Told once when this device cannot draw a map at all. */
  readonly onFailure?: (() => void) | undefined
  /** Drawn inside once the map stands; `useMap()` gives them the map. */
  readonly children?: ReactNode
}

/** A map of a style and nothing else, without the component library: it fills what it stands in, which is positioned. */
export function PlainMap({ label, start, style, wheel, onFailure, children, ...heard }: PlainMapProps) {
  const holder = useRef<HTMLDivElement>(null)
  const { map, failure } = useMapLibre({ holder, start, style, label, wheel })
  useTaps(map, heard)
  useEffect(() => {
    map?.setStyle(style, { diff: true })
  }, [map, style])
  const fail = useRef(onFailure)
  fail.current = onFailure
  useEffect(() => {
    if (failure !== null) fail.current?.()
  }, [failure])
  return (
    <>
      <div ref={holder} className={styles.canvas} />
      {map && <MapContext value={map}>{children}</MapContext>}
    </>
  )
}
