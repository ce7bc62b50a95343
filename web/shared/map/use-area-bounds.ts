import { useQuery } from '@tanstack/react-query'
import type { z } from 'zod'
import type { DivisionView } from '#organisation/contract.ts'
import { get } from '#web/shared/api/client.ts'
import type { Start } from '#web/shared/map/camera.ts'
import type { LonLat, MapBounds } from '#web/shared/map/map-props.ts'
import { useSession } from '#web/shared/session/session.tsx'

type Area = NonNullable<z.output<typeof DivisionView>['area']>
type Position = readonly [number, number]

const positionsOf = (area: Area): readonly Position[] =>
  area.type === 'Polygon' ? area.coordinates.flat() : area.coordinates.flatMap((polygon) => polygon.flat())

/** The smallest bounds an outline fits in, in degrees. */
export function boundsOf(area: Area): MapBounds {
  const bounds = { west: 180, south: 90, east: -180, north: -90 }
  for (const [lon, lat] of positionsOf(area)) {
    bounds.west = Math.min(bounds.west, lon)
    bounds.east = Math.max(bounds.east, lon)
    bounds.south = Math.min(bounds.south, lat)
    bounds.north = Math.max(bounds.north, lat)
  }
  return bounds
}

/** The bounds of a division by its code; undefined while they are being asked for, null where it has no outline. */
export function useDivisionBounds(code: string | undefined): MapBounds | null | undefined {
  const { data, isError } = useQuery({
    queryKey: ['divisions', code, 'bounds'],
    queryFn: async ({ signal }) => {
      const { area } = await get<z.output<typeof DivisionView>>(`/api/divisions/${code}`, undefined, signal)
      return area ? boundsOf(area) : null
    },
    enabled: code !== undefined,
    staleTime: Number.POSITIVE_INFINITY,
  })
  return isError || code === undefined ? null : data
}

/** All of China, for a post without an area on the map. */
const ANYWHERE: Start = { center: { lon: 104, lat: 35 }, zoom: 5 }
const PLACE_ZOOM = 16

export interface Given {
  readonly center?: LonLat
  readonly zoom?: number
  readonly bounds?: MapBounds
}

/** Where a map begins: as the page says, else at the area of the reader's post; undefined while that is being asked for. */
export function useStart({ center, zoom, bounds }: Given): Start | undefined {
  const { me } = useSession()
  const given = center !== undefined || bounds !== undefined
  const own = useDivisionBounds(given ? undefined : me?.areas[0])
  if (bounds) return { bounds }
  if (center) return { center, zoom: zoom ?? PLACE_ZOOM }
  return own === undefined ? undefined : own === null ? ANYWHERE : { bounds: own }
}
