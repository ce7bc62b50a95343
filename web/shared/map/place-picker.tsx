import { useState } from 'react'
import { useWords } from '#web/shared/language/language.ts'
import { CityMap } from './city-map.tsx'
import { ComponentsNear } from './components-near.tsx'
import { CoordinatesForm } from './coordinates-form.tsx'
import type { LonLat, MapPoint } from './map-props.ts'
import { PlaceSummary } from './place-summary.tsx'
import { placeWords } from './place-words.ts'
import styles from './places.module.css'
import { type ComponentNear, type GivenPlace, useComponentsNear, usePlaceAt } from './places.ts'

export interface PlacePickerProps {
  readonly value: GivenPlace | null
  readonly onChange: (place: GivenPlace) => void
  /** Where the map begins while nothing is picked. */
  readonly center?: LonLat
  /** The component the case is about; with `onComponent` the nearby ones are offered. */
  readonly componentCode?: string | null
  readonly onComponent?: (component: ComponentNear | null) => void
  /** More to draw, such as cases nearby. */
  readonly points?: readonly MapPoint[]
  readonly onPoint?: (id: string) => void
}

const rounded = (degrees: number): number => Math.round(degrees * 1e7) / 1e7
const picked = ({ lon, lat }: LonLat): GivenPlace => ({ lon: rounded(lon), lat: rounded(lat), datum: 'wgs84' })

/**
 * Picks the place of something: by click, by dragging the marker, or by coordinates in the datum they were measured in. The server converts; what lies
 * there is told below. `usePlaceAt(value)` gives a form the same answer without asking twice.
 */
export function PlacePicker(props: PlacePickerProps) {
  const { value, onChange, center, componentCode = null, onComponent, points = [], onPoint } = props
  const words = useWords(placeWords)
  const { data } = usePlaceAt(value)
  // Only the server converts: until it has answered, coordinates in another datum have no place on the map.
  const marker = value?.datum === 'wgs84' || value?.datum === 'cgcs2000' ? value : (data ?? null)
  const [start] = useState(marker ?? center)
  const components = useComponentsNear(onComponent ? marker : null)
  const own = components.map(({ code, name, lon, lat }) => ({ id: `component:${code}`, label: name, lon, lat }))
  const clickPoint = (id: string): void => {
    const component = components.find(({ code }) => `component:${code}` === id)
    if (component) onComponent?.(component)
    else onPoint?.(id)
  }
  const pick = (place: LonLat): void => onChange(picked(place))
  return (
    <div className={styles.picker}>
      <CoordinatesForm value={value} onChange={onChange} />
      <div className={styles.map}>
        <CityMap
          label={words.map}
          {...(start && { center: start })}
          grids
          wheel={false}
          marker={marker}
          onMarkerMove={pick}
          onPick={pick}
          points={[...own, ...points]}
          onPoint={clickPoint}
        />
      </div>
      <PlaceSummary place={value} />
      {onComponent && marker && <ComponentsNear components={components} chosen={componentCode} onChoose={onComponent} />}
    </div>
  )
}
