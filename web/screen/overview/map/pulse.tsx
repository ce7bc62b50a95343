import type { Map as MapLibreMap } from 'maplibre-gl'
import { useEffect, useState } from 'react'
import type { Outlines } from '../api.ts'
import styles from './wall-map.module.css'

/** How long it is seen, ms. */
const PULSE = 160

interface PulseProps {
  readonly map: MapLibreMap
  readonly outlines: Outlines
  readonly arrival: { readonly placeCode: string } | null
}

/** A ring, once, on the child in which a case has just arrived; none for those who ask for less motion (see the style). */
export function Pulse({ map, outlines, arrival }: PulseProps) {
  const [at, setAt] = useState<{ readonly left: number; readonly top: number } | null>(null)
  useEffect(() => {
    if (!arrival) return
    const child = outlines.outlines.find(({ code }) => code !== outlines.placeCode && arrival.placeCode.startsWith(code))
    if (!child) return
    const { x, y } = map.project([child.lon, child.lat])
    setAt({ left: x, top: y })
    const timer = setTimeout(() => setAt(null), PULSE)
    return () => clearTimeout(timer)
  }, [map, outlines, arrival])
  return at && <span className={styles.pulse} style={at} aria-hidden="true" />
}
