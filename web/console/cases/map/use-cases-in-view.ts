import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query'
import { LIGHTS, type Light } from '#catalogue/time-limit.ts'
import { CASES, type CaseRow, listCases } from '#web/console/cases/api.ts'
import { countCases } from '#web/console/cases/api-lists.ts'
import type { QueueFilter } from '#web/console/cases/queue/queue-filter.ts'
import { useGathered } from '#web/shared/api/use-gathered.ts'
import type { MapBounds } from '#web/shared/map/map-props.ts'

export const MOST_LISTED = 100
/** As seldom as the map's own tiles, ms. */
const REFRESH_EVERY = 5000

/** Five digits are a metre: a map moved by less asks for nothing new. */
export const withinOf = ({ west, south, east, north }: MapBounds): string =>
  [west, south, east, north].map((degrees) => degrees.toFixed(5)).join(',')

export interface CasesInView {
  readonly rows: readonly CaseRow[] | undefined
  /** When they were answered, ms. */
  readonly askedAt: number
  readonly total: number | undefined
  readonly error: unknown
  readonly retry: () => void
}

/** The most urgent of the open cases within bounds, and how many there are; nothing is asked for while the bounds are unknown (null). */
export function useCasesInView(filter: QueueFilter, bounds: MapBounds | 'everywhere' | null): CasesInView {
  const within = bounds === null || bounds === 'everywhere' ? null : withinOf(bounds)
  const asked = { ...filter, open: true, within }
  const shared = { enabled: bounds !== null, placeholderData: keepPreviousData } as const
  const list = useQuery({
    ...shared,
    queryKey: [...CASES, 'map', 'list', asked],
    queryFn: ({ signal }) => listCases({ ...asked, sort: 'urgent', limit: MOST_LISTED }, signal),
  })
  const rows = list.data?.cases
  // A page that is not full has them all.
  const counted = rows !== undefined && rows.length < MOST_LISTED
  const count = useQuery({
    ...shared,
    queryKey: [...CASES, 'map', 'count', asked],
    queryFn: ({ signal }) => countCases(asked, signal),
    enabled: bounds !== null && rows !== undefined && !counted,
  })
  const client = useQueryClient()
  useGathered('case.', REFRESH_EVERY, () => void client.invalidateQueries({ queryKey: [...CASES, 'map'] }))
  return {
    rows,
    askedAt: list.dataUpdatedAt,
    total: counted ? rows.length : count.data,
    error: list.data ? null : list.error,
    retry: () => void list.refetch(),
  }
}

/** How many of the cases the other filters leave have each light, in the whole area of the reader. */
export function useLightCounts(filter: QueueFilter): Readonly<Partial<Record<Light, number>>> {
  const { light: _, ...others } = filter
  const { data } = useQuery({
    queryKey: [...CASES, 'map', 'lights', others],
    queryFn: async ({ signal }) =>
      Object.fromEntries(
        await Promise.all(LIGHTS.map(async (light) => [light, await countCases({ ...others, open: true, light }, signal)])),
      ),
    placeholderData: keepPreviousData,
  })
  return data ?? {}
}
