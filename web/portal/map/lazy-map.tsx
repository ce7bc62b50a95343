import { useState } from 'react'
import { useWords } from '#web/shared/language/language.ts'
import type { LonLat, MapBounds } from '#web/shared/map/map-props.ts'
import { useDrawing } from '#web/shared/map/use-drawing.ts'
import { useCity } from '../shell/city.ts'
import shell from '../shell/shell.module.css'
import { Fault } from '../shell/waiting.tsx'
import styles from './map.module.css'
import type { DrawingProps } from './map-drawing.tsx'
import { mapPageWords } from './words.ts'

/** All of China, for a city without outlines. */
const ANYWHERE = { west: 73, south: 18, east: 135, north: 54 }
const NEAR_ZOOM = 16

const fetchDrawing = async () => (await import('./map-drawing.tsx')).default

interface MapFrameProps extends Omit<DrawingProps, 'start' | 'onFailure'> {
  readonly start: LonLat | null
  /** What to do without a map. */
  readonly instead: string
}

/** A map as large as what it stands in; says so when there is none. */
export function MapFrame({ start, instead, label, ...rest }: MapFrameProps) {
  const words = useWords(mapPageWords)
  const { data, error } = useCity()
  const { made: Drawing, fail, retry } = useDrawing(fetchDrawing)
  if (Drawing === 'failed')
    return (
      <div>
        <Fault text={instead} />
        <button type="button" className={shell.secondary} onClick={retry}>
          {words.again}
        </button>
      </div>
    )
  const isReady = Drawing !== undefined && (data !== undefined || error !== undefined || start !== null)
  const bounds: MapBounds = data?.bounds ?? ANYWHERE
  return (
    <section className={styles.frame} aria-label={label}>
      {isReady && Drawing ? (
        <Drawing label={label} start={start ? { center: start, zoom: NEAR_ZOOM } : { bounds }} onFailure={fail} {...rest} />
      ) : (
        <p role="status" className={styles.waiting}>
          {words.loading}
        </p>
      )}
    </section>
  )
}

interface PickMapProps {
  readonly label: string
  readonly place: LonLat | null
  readonly onPick: (place: LonLat) => void
}

/** A map to point at a place on. */
export function PickMap({ label, place, onPick }: PickMapProps) {
  const words = useWords(mapPageWords)
  // Where it begins stays where it was: the map does not jump under the finger that points.
  const [start] = useState(place)
  return <MapFrame label={label} start={start} marker={place} onPick={onPick} instead={words.noPick} />
}
