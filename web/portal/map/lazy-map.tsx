import { type ComponentType, useEffect, useState } from 'react'
import { useWords } from '#web/shared/language/language.ts'
import type { LonLat, MapBounds } from '#web/shared/map/map-props.ts'
import { useCity } from '../shell/city.ts'
import shell from '../shell/shell.module.css'
import { Fault } from '../shell/waiting.tsx'
import styles from './map.module.css'
import type { DrawingProps } from './map-drawing.tsx'
import { mapPageWords } from './words.ts'

type Drawing = ComponentType<DrawingProps>
/** All of China, for a city without outlines. */
const ANYWHERE = { west: 73, south: 18, east: 135, north: 54 }
const NEAR_ZOOM = 16

/** The drawing library, fetched when a map is first asked for and again when that failed. */
function useDrawing() {
  const [drawing, setDrawing] = useState<{ readonly made: Drawing } | 'failed' | undefined>()
  const [attempt, setAttempt] = useState(0)
  // biome-ignore lint/correctness/useExhaustiveDependencies: another attempt is a reason to fetch again
  useEffect(() => {
    let gone = false
    setDrawing(undefined)
    import('./map-drawing.tsx').then(
      ({ default: made }) => !gone && setDrawing({ made }),
      () => !gone && setDrawing('failed'),
    )
    return () => {
      gone = true
    }
  }, [attempt])
  return { drawing, fail: () => setDrawing('failed'), retry: () => setAttempt((count) => count + 1) }
}

interface MapFrameProps extends Omit<DrawingProps, 'start' | 'onFailure'> {
  readonly start: LonLat | null
  /** What to do without a map. */
  readonly instead: string
}

/** A map as large as what it stands in; says so when there is none. */
export function MapFrame({ start, instead, label, ...rest }: MapFrameProps) {
  const words = useWords(mapPageWords)
  const { data, error } = useCity()
  const { drawing, fail, retry } = useDrawing()
  if (drawing === 'failed')
    return (
      <div>
        <Fault text={instead} />
        <button type="button" className={shell.secondary} onClick={retry}>
          {words.again}
        </button>
      </div>
    )
  const isReady = drawing !== undefined && (data !== undefined || error !== undefined || start !== null)
  const bounds: MapBounds = data?.bounds ?? ANYWHERE
  const Drawing = drawing?.made
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
