import type { Point } from '#web/field/place/grid-at.ts'
import { useWords } from '#web/shared/language/language.ts'
import { moveTo } from '#web/shared/map/camera.ts'
import { useMap } from '#web/shared/map/use-map.ts'
import { ZoomButtons } from '#web/shared/map/zoom-buttons.tsx'
import styles from './map.module.css'
import { POINTING_ZOOM } from './map-start.ts'
import { mapWords } from './words.ts'

/** The cross in the middle, the way back to where the phone measured itself, nearer and farther. */
export function OverPlace({ measured }: { readonly measured: Point | null }) {
  const words = useWords(mapWords)
  const map = useMap()
  return (
    <>
      <svg className={styles.cross} viewBox="0 0 56 56" aria-hidden="true">
        {['rim', 'line'].map((name) => (
          <path key={name} className={styles[name]} d="M28 2v20M28 34v20M2 28h20M34 28h20M27.500 28h1" />
        ))}
      </svg>
      <div className={styles.over}>
        <div className={styles.buttons}>
          {measured && (
            <button
              type="button"
              className={styles.wide}
              onClick={() => moveTo(map, { center: measured, zoom: Math.max(map.getZoom(), POINTING_ZOOM) })}
            >
              {words.here}
            </button>
          )}
          <ZoomButtons />
        </div>
      </div>
    </>
  )
}
