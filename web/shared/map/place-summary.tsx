import { useWords } from '#web/shared/language/language.ts'
import { useErrorText } from '#web/shared/states/states.tsx'
import { placeWords } from './place-words.ts'
import styles from './places.module.css'
import { type GivenPlace, type PlaceAt, usePlaceAt } from './places.ts'

const LEVELS = ['district', 'street', 'community', 'grid'] as const

/** What lies at a place, in a live region: names from district to grid, zone, region class; or why nothing does. */
export function PlaceSummary({ place }: { readonly place: GivenPlace | null }) {
  const words = useWords(placeWords)
  const errorText = useErrorText()
  const { data, error, isFetching } = usePlaceAt(place)
  return (
    <div className={styles.summary} role="status">
      {place === null && <p className={styles.faint}>{words.hint}</p>}
      {place !== null && isFetching && <p className={styles.faint}>{words.reading}</p>}
      {place !== null && !isFetching && error && <p className={styles.fault}>{errorText(error)}</p>}
      {place !== null && !isFetching && data && <Names place={data} />}
    </div>
  )
}

function Names({ place }: { readonly place: PlaceAt }) {
  const words = useWords(placeWords)
  const names = LEVELS.flatMap((level) => place.names[level] ?? [])
  const more = [place.names.zone && words.zone(place.names.zone), words.regionClass(place.regionClass)].filter(Boolean)
  return (
    <>
      <p className={styles.names}>{names.length > 0 ? names.join(' · ') : words.notFound}</p>
      {names.length > 0 && place.gridCode === null && <p>{words.noGrid}</p>}
      <p className={styles.faint}>{[...more, words.stored(place.lon.toFixed(6), place.lat.toFixed(6))].join(' · ')}</p>
    </>
  )
}
