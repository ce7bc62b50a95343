import { useState } from 'react'
import { useWords } from '#web/shared/language/language.ts'
import type { LonLat } from '#web/shared/map/map-props.ts'
import { HereButton } from '../parts/here.tsx'
import { PlaceSearch } from '../parts/place-search.tsx'
import { StateMark } from '../parts/state-mark.tsx'
import { HOME } from '../shell/address.ts'
import { Link } from '../shell/link.tsx'
import { Screen } from '../shell/screen.tsx'
import shell from '../shell/shell.module.css'
import { CaseList } from './case-list.tsx'
import { MapFrame } from './lazy-map.tsx'
import styles from './map.module.css'
import { mapPageWords } from './words.ts'

/** From this near on the middle of the map is a place to list around. */
const LIST_FROM_ZOOM = 13.5
/** The middle that was moved less than this is the same place, degrees. */
const SAME = 0.0005

const isSame = (a: LonLat | null, b: LonLat): boolean => a !== null && Math.abs(a.lon - b.lon) < SAME && Math.abs(a.lat - b.lat) < SAME

/** What is known around a place: a map, and the same as a list for whoever does not use one. */
export function MapPage() {
  const words = useWords(mapPageWords)
  const [target, setTarget] = useState<LonLat | null>(null)
  const [middle, setMiddle] = useState<LonLat | null>(null)
  const [selected, setSelected] = useState<{ readonly ref: string; readonly at: LonLat | null } | null>(null)
  const goTo = (place: LonLat): void => {
    setTarget(place)
    setMiddle(place)
  }
  const moved = (center: LonLat, zoom: number): void => {
    if (zoom >= LIST_FROM_ZOOM && !isSame(middle, center)) setMiddle(center)
  }
  return (
    <Screen title={words.title} lead={words.lead} wide>
      <div className={styles.page}>
        <div className={styles.finding}>
          <PlaceSearch onPlace={({ lon, lat }) => goTo({ lon, lat })} />
          <HereButton onHere={({ lon, lat }) => goTo({ lon, lat })} />
        </div>
        <div className={styles.map}>
          <MapFrame
            label={words.label}
            start={target}
            cases
            selected={selected?.at ?? null}
            onCase={(ref, place) => {
              setSelected({ ref, at: place })
              setMiddle(place)
            }}
            onMoved={moved}
            instead={words.noMap}
          />
          <Legend />
        </div>
        <div className={styles.list}>
          <CaseList
            around={middle}
            chosen={selected?.ref ?? null}
            onShow={({ ref, lon, lat }) => {
              setSelected({ ref, at: { lon, lat } })
              setTarget({ lon, lat })
            }}
          />
          <p className={styles.ways}>
            <Link className={shell.secondary} to={`${HOME}/report/photo`}>
              {words.report}
            </Link>
            <Link className={shell.secondary} to={`${HOME}/subscribe`}>
              {words.follow}
            </Link>
          </p>
        </div>
      </div>
    </Screen>
  )
}

function Legend() {
  const words = useWords(mapPageWords)
  return (
    <ul className={styles.legend} aria-label={words.legend}>
      {(['waiting', 'working', 'done'] as const).map((state) => (
        <li key={state}>
          <StateMark state={state} />
        </li>
      ))}
    </ul>
  )
}
