import { coversPlace } from '#platform/actor.ts'
import { useNamed, useWords } from '#web/shared/language/language.ts'
import { type GivenPlace, type PlaceAt, usePlaceAt } from '#web/shared/map/places.ts'
import { useMe } from '#web/shared/session/session.tsx'
import { useErrorText } from '#web/shared/states/states.tsx'
import { intakeWords } from './words.ts'

export interface PlaceKnown {
  readonly at: PlaceAt | undefined
  readonly isReading: boolean
  /** Why no case can be registered there by this post; null when it can, or while that is being asked. */
  readonly fault: string | null
}

const nameOf = ({ community, street, zone, district }: PlaceAt['names']): string => community ?? street ?? zone ?? district ?? ''

/** What lies at the place picked, and whether it is the operator's. */
export function usePlace(place: GivenPlace | null): PlaceKnown {
  const words = useWords(intakeWords)
  const me = useMe()
  const named = useNamed()
  const errorText = useErrorText()
  const { data, error, isFetching } = usePlaceAt(place)
  const at = place === null ? undefined : data
  const outside = at !== undefined && !coversPlace(me, at.placeCode)
  const fault =
    place === null || isFetching
      ? null
      : error
        ? errorText(error)
        : outside && at
          ? words.outsideArea(named(nameOf(at.names), nameOf(at.namesEn) || null) ?? '')
          : null
  return { at, isReading: isFetching, fault }
}
