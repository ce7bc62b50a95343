import { lazy, Suspense } from 'react'
import type { CityMapProps } from '#web/shared/map/map-props.ts'
import styles from './map.module.css'
import { MapWaiting } from './map-waiting.tsx'

const MapCanvas = lazy(() => import('./map-canvas.tsx'))

/**
 * The map of the city from our own tiles, as large as what it stands in (give that a height). The drawing library is fetched when the first map is shown.
 */
export function CityMap(props: CityMapProps) {
  return (
    <section className={styles.map} aria-label={props.label}>
      <Suspense fallback={<MapWaiting />}>
        <MapCanvas {...props} />
      </Suspense>
    </section>
  )
}
