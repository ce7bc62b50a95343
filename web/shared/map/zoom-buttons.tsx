import { useWords } from '#web/shared/language/language.ts'
import { BY_HAND } from './by-hand.ts'
import styles from './plain-map.module.css'
import { useMap } from './use-map.ts'
import { mapWords } from './words.ts'

/** Nearer and farther, as large as a thumb; for whoever cannot pinch. */
export function ZoomButtons() {
  const words = useWords(mapWords)
  const map = useMap()
  return (
    <>
      <button type="button" className={styles.zoom} aria-label={words.zoomIn} onClick={() => map.zoomIn({ duration: 160 }, BY_HAND)}>
        <svg viewBox="0 0 20 20" aria-hidden="true">
          <path d="M10 4v12M4 10h12" />
        </svg>
      </button>
      <button type="button" className={styles.zoom} aria-label={words.zoomOut} onClick={() => map.zoomOut({ duration: 160 }, BY_HAND)}>
        <svg viewBox="0 0 20 20" aria-hidden="true">
          <path d="M4 10h12" />
        </svg>
      </button>
    </>
  )
}
