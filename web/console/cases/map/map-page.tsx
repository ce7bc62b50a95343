import { useQuery } from '@tanstack/react-query'
import { useCallback, useState } from 'react'
import { LIGHTS } from '#catalogue/time-limit.ts'
import { caseQuery } from '#web/console/cases/api.ts'
import { valuesOf } from '#web/console/cases/queue/queue-filter.ts'
import { useWords } from '#web/shared/language/language.ts'
import { CityMap } from '#web/shared/map/city-map.tsx'
import type { MapBounds, MapView, SelectedCase } from '#web/shared/map/map-props.ts'
import { MapFilters } from './map-filters.tsx'
import { MapList } from './map-list.tsx'
import styles from './map-page.module.css'
import { MapPane } from './map-pane.tsx'
import { useCasesInView, useLightCounts } from './use-cases-in-view.ts'
import { useMapAddress } from './use-map-address.ts'
import { mapPageWords } from './words.ts'

/** The open cases where they are, with the most urgent of those in view as a list and the case that is open beside them. */
export default function MapPage() {
  const words = useWords(mapPageWords)
  const address = useMapAddress()
  const { filter, openId, openCase, change } = address
  const [view, setView] = useState<MapView | null>(null)
  const [goal, setGoal] = useState<MapBounds | undefined>(undefined)
  const [undrawn, setUndrawn] = useState(false)
  const found = useCasesInView(filter, undrawn ? 'everywhere' : (view?.bounds ?? null))
  const lights = valuesOf(filter, 'light')
  const legend = {
    lights: LIGHTS.filter((light) => lights.includes(light)),
    counts: useLightCounts(filter),
    onChange: (chosen: readonly string[]) => change('light', chosen.join(',')),
  }
  const close = useCallback(() => openCase(null), [openCase])
  const selected = useSelectedCase(openId)
  return (
    <div className={styles.page}>
      <h1 className="visually-hidden">{words.title}</h1>
      <MapFilters address={address} onPlace={setGoal} />
      <div className={openId === null ? styles.split : `${styles.split} ${styles.open}`}>
        <div className={styles.side}>
          <MapList found={found} openId={openId} isFiltered={Object.keys(filter).length > 0} onOpen={openCase} />
        </div>
        <div className={styles.map}>
          <CityMap
            label={words.map}
            grids
            list={false}
            cases={filter}
            {...(goal && { bounds: goal })}
            selectedCase={selected}
            onSelect={openCase}
            onView={setView}
            onFailure={() => setUndrawn(true)}
            legend={legend}
          />
        </div>
        {openId !== null && <MapPane caseId={openId} onClose={close} />}
      </div>
    </div>
  )
}

/** The open case as the map marks it; null until it has been read. */
function useSelectedCase(id: string | null): SelectedCase | null {
  const { data } = useQuery({ ...caseQuery(id ?? ''), enabled: id !== null })
  if (id === null || !data || data.id !== id) return null
  const { lon, lat, placeCode, active } = data
  return { id, lon, lat, placeCode, light: active?.light ?? null }
}
