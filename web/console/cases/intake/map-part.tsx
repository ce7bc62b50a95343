import { useWords } from '#web/shared/language/language.ts'
import { CityMap } from '#web/shared/map/city-map.tsx'
import { CoordinatesForm } from '#web/shared/map/coordinates-form.tsx'
import type { LonLat } from '#web/shared/map/map-props.ts'
import { type GivenPlace, useComponentsNear, usePlaceAt } from '#web/shared/map/places.ts'
import { useDivisionBounds } from '#web/shared/map/use-area-bounds.ts'
import type { Look } from './look.ts'
import styles from './map-part.module.css'
import type { RegisterEntry } from './report.ts'
import { intakeWords } from './words.ts'

interface MapPartProps {
  readonly place: GivenPlace | null
  readonly look: Look | null
  /** Null once the report is registered: nothing is picked any more. */
  readonly onPlace: ((place: GivenPlace) => void) | null
  readonly onEntry: (entry: RegisterEntry) => void
}

const OPEN_CASES = { open: true } as const
const PREFIX = 'component:'
const rounded = (degrees: number): number => Math.round(degrees * 1e7) / 1e7

/** The map with open cases as lights and components as rings: a click, the marker or coordinates pick the place. */
export function MapPart({ place, look, onPlace, onEntry }: MapPartProps) {
  const words = useWords(intakeWords)
  const { data: at } = usePlaceAt(place)
  const bounds = useDivisionBounds(look && 'division' in look ? look.division : undefined)
  // Only the server converts: until it has answered, coordinates in another datum have no place on the map.
  const marker = place === null ? null : place.datum === 'wgs84' || place.datum === 'cgcs2000' ? place : (at ?? null)
  const near = useComponentsNear(marker)
  const pick = ({ lon, lat }: LonLat): void => onPlace?.({ lon: rounded(lon), lat: rounded(lat), datum: 'wgs84' })
  const point = (id: string): void => {
    const found = near.find(({ code }) => PREFIX + code === id)
    if (found) onEntry({ register: 'component', code: found.code, name: found.name })
  }
  return (
    <section className={styles.mapPart} aria-label={words.mapPart}>
      {onPlace && (
        <div className={styles.coordinates}>
          <CoordinatesForm value={place} onChange={onPlace} />
        </div>
      )}
      <div className={styles.map} data-map>
        <CityMap
          label={words.mapPart}
          {...(look && 'center' in look && { center: look.center, zoom: 16 })}
          {...(bounds && { bounds })}
          grids
          cases={OPEN_CASES}
          list={false}
          marker={marker}
          points={near.map(({ code, name, lon, lat }) => ({ id: PREFIX + code, label: name, lon, lat }))}
          {...(onPlace && { onPick: pick, onMarkerMove: pick, onPoint: point })}
        />
      </div>
    </section>
  )
}
