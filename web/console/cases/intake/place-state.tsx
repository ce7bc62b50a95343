import { useNamed, useWords } from '#web/shared/language/language.ts'
import type { GivenPlace, PlaceAt } from '#web/shared/map/places.ts'
import field from './field.module.css'
import styles from './intake.module.css'
import { usePlace } from './use-place.ts'
import { intakeWords } from './words.ts'

const LEVELS = ['district', 'street', 'community', 'grid'] as const

/** One line on the place picked: where it lies, or why nothing can be registered there. It keeps its room while there is nothing to say. */
export function PlaceState({ place }: { readonly place: GivenPlace | null }) {
  const words = useWords(intakeWords)
  const { at, isReading, fault } = usePlace(place)
  return (
    <div className={field.placeState} role="status">
      {place === null && <span className={styles.faint}>{words.toMap}</span>}
      {place !== null && isReading && <span className={styles.faint}>{words.reading}</span>}
      {fault !== null && <span className={styles.fault}>{fault}</span>}
      {!isReading && fault === null && at && <PlaceName at={at} />}
    </div>
  )
}

function PlaceName({ at }: { readonly at: PlaceAt }) {
  const words = useWords(intakeWords)
  const named = useNamed()
  const names = LEVELS.flatMap((level) => named(at.names[level], at.namesEn[level]) ?? [])
  const more = [
    named(at.names.zone, at.namesEn.zone),
    words.regionClass(at.regionClass),
    at.gridCode === null ? words.noGrid : null,
  ].filter(Boolean)
  return (
    <>
      <b>{names.length > 0 ? names.join(' · ') : words.noDivision}</b> <span className={styles.faint}>{more.join(' · ')}</span>
    </>
  )
}
