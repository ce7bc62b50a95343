import { lazy, Suspense } from 'react'
import { useWords } from '#web/shared/language/language.ts'
import type { Overview } from '../api.ts'
import { useOutlines } from '../use-overview.ts'
import { overviewWords } from '../words.ts'
import styles from './wall-map.module.css'

const WallCanvas = lazy(() => import('./wall-canvas.tsx'))

interface WallMapProps {
  readonly overview: Overview
  /** Where a case has just arrived; a new object each time. */
  readonly arrival: { readonly placeCode: string } | null
  readonly onChoose: (code: string) => void
}

/** The place with its children by their worst light and its cases as lights. A click goes into a child; the list beside it does the same by keyboard. */
export function WallMap(props: WallMapProps) {
  const words = useWords(overviewWords)
  const { overview } = props
  const outlines = useOutlines(overview.place.code)
  const bare = outlines?.placeCode === overview.place.code && outlines.outlines.length === 0
  return (
    <section className={styles.map} aria-label={words.map}>
      {outlines && outlines.outlines.length > 0 && (
        <Suspense fallback={null}>
          <WallCanvas {...props} outlines={outlines} />
        </Suspense>
      )}
      {bare && <p className={styles.note}>{words.noGround}</p>}
      {isEmpty(overview) && !bare && (
        <p className={styles.note}>
          <b>{words.emptyTitle}</b>
          <br />
          {words.emptyText}
        </p>
      )}
    </section>
  )
}

/** Nothing open, and nothing closed in a month: nobody has reported anything yet. */
const isEmpty = ({ open, reported, onTime }: Overview): boolean => open.now === 0 && reported.today === 0 && onTime.days30.closed === 0
