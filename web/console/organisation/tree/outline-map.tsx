import { useMemo } from 'react'
import { toGeometry } from '#web/console/organisation/grids/geometry.ts'
import { useWords } from '#web/shared/language/language.ts'
import { CityMap } from '#web/shared/map/city-map.tsx'
import { boundsOf } from '#web/shared/map/use-area-bounds.ts'
import styles from './tree.module.css'
import { treeWords } from './words.ts'

type Area = Parameters<typeof boundsOf>[0]

/** Where a place lies. */
export function OutlineMap({ name, area }: { readonly name: string; readonly area: Area | null }) {
  const words = useWords(treeWords)
  const shape = useMemo(() => area && toGeometry(area), [area])
  return (
    <div className={styles.map}>
      {area ? <CityMap label={words.map(name)} bounds={boundsOf(area)} outline={shape} grids wheel={false} /> : <p>{words.noOutline}</p>}
    </div>
  )
}
