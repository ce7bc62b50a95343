import { useEffect, useState } from 'react'
import { useLive } from '#web/shared/api/live.ts'
import { useWords } from '#web/shared/language/language.ts'
import type { Overview } from './api.ts'
import { Band } from './band/band.tsx'
import { WallMap } from './map/wall-map.tsx'
import { Numbers } from './numbers/numbers.tsx'
import styles from './overview.module.css'
import { Places } from './places/places.tsx'
import { River } from './river/river.tsx'
import { TopLine } from './top/top-line.tsx'
import { useOverview } from './use-overview.ts'
import { usePlaceInView } from './use-place.ts'
import { overviewWords } from './words.ts'

/** A place at one glance. */
export function OverviewPage() {
  const { code, choose, saw } = usePlaceInView()
  const state = useOverview(code)
  const { overview } = state
  useEffect(() => {
    if (overview) saw(overview)
  }, [overview, saw])
  return (
    <div className={styles.page}>
      <TopLine {...state} onChoose={choose} />
      {overview ? <Picture overview={overview} onChoose={choose} /> : <Frame failed={Boolean(state.error)} />}
    </div>
  )
}

function Picture({ overview, onChoose }: { readonly overview: Overview; readonly onChoose: (code: string) => void }) {
  const arrival = useArrival()
  return (
    <main className={styles.picture}>
      <div className={styles.upper}>
        <WallMap overview={overview} arrival={arrival} onChoose={onChoose} />
        <Places key={overview.place.code} places={overview.children} arrival={arrival} onChoose={onChoose} />
        <Numbers overview={overview} />
      </div>
      <River river={overview.river} />
      <Band overdue={overview.overdue} listed={overview.listed} warnings={overview.warnings} />
    </main>
  )
}

/** Keeps every place while the first picture comes, so that nothing jumps. */
function Frame({ failed }: { readonly failed: boolean }) {
  const words = useWords(overviewWords)
  return (
    <main className={styles.picture} aria-busy="true">
      <div className={styles.upper}>
        <div className={styles.blank} />
        <div className={styles.blank} />
        <div className={styles.blank} />
      </div>
      <div className={styles.blank}>
        <p role="status">{failed ? words.disconnected : words.loading}</p>
      </div>
      <div className={styles.blank} />
    </main>
  )
}

/** Where a case has just been reported; a new object each time. */
function useArrival(): { readonly placeCode: string } | null {
  const [arrival, setArrival] = useState<{ readonly placeCode: string } | null>(null)
  useLive('case.report', ({ topic, data }) => {
    if (topic === 'case.report' && typeof data.placeCode === 'string') setArrival({ placeCode: data.placeCode })
  })
  return arrival
}
