import { useWords } from '#web/shared/language/language.ts'
import { Empty } from '#web/shared/states/states.tsx'
import type { LonLat } from './map-props.ts'
import { mapWords } from './words.ts'

/** Where no map can be drawn: why, and the place as numbers. */
export function MapFailure({ place }: { readonly place: LonLat | null }) {
  const words = useWords(mapWords)
  return (
    <Empty title={words.noWebGl}>
      <p>{words.noWebGlText}</p>
      {place && <p>{words.place(place.lon.toFixed(6), place.lat.toFixed(6))}</p>}
    </Empty>
  )
}
