import { keepPreviousData, useQuery } from '@tanstack/react-query'
import type { z } from 'zod'
import type { ComponentsAnswer } from '#cases/contract-registers.ts'
import type { PlaceAnswer } from '#organisation/contract.ts'
import type { Datum } from '#platform/datum-names.ts'
import { get } from '#web/shared/api/client.ts'
import type { LonLat } from '#web/shared/map/map-props.ts'
import { useSession } from '#web/shared/session/session.tsx'

/** Coordinates as they were given, in the datum they were measured in. */
export interface GivenPlace extends LonLat {
  readonly datum: Datum
}
export type PlaceAt = z.output<typeof PlaceAnswer>
export type ComponentNear = z.output<typeof ComponentsAnswer>['components'][number]

/** What is asked of a place, and nothing else that whoever gives it keeps beside. */
export const asked = (place: GivenPlace | null) => ({ lon: place?.lon, lat: place?.lat, datum: place?.datum })

const KEPT = 60_000
const COMPONENTS_WITHIN = 60

/** What lies at a place: its codes, the names of its areas, and the place itself as it is stored. */
export const usePlaceAt = (place: GivenPlace | null) =>
  useQuery({
    queryKey: ['places', 'at', place],
    queryFn: ({ signal }) => get<PlaceAt>('/api/places/at', asked(place), signal),
    enabled: place !== null,
    staleTime: KEPT,
    retry: false,
  })

/** Components of the register within 60 m, the nearest first; none for those who may not read it. */
export function useComponentsNear(place: LonLat | null): readonly ComponentNear[] {
  const mayRead = useSession().me?.permissions.has('register.read') ?? false
  const { data } = useQuery({
    queryKey: ['components', 'near', place],
    queryFn: ({ signal }) =>
      get<z.output<typeof ComponentsAnswer>>(
        '/api/components',
        { lon: place?.lon, lat: place?.lat, datum: 'wgs84', metres: COMPONENTS_WITHIN },
        signal,
      ),
    enabled: mayRead && place !== null,
    staleTime: KEPT,
    placeholderData: keepPreviousData,
  })
  return place === null ? [] : (data?.components ?? [])
}
