import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query'
import { useRef } from 'react'
import { useGathered } from '#web/shared/api/use-gathered.ts'
import { type Outlines, type Overview, readOutlines, readOverview } from './api.ts'

/** The numbers are asked for again at most this often, ms. */
const EVENTS_EVERY = 4000
/** Lights turn and hours pass without any event, ms. */
const ANYWAY_EVERY = 30_000
const AFTER_ERROR = 10_000
const KEY = 'overview'

export interface OverviewState {
  /** The last picture, whatever happened since. */
  readonly overview: Overview | undefined
  /** When it was had, ms of this machine. */
  readonly updatedAt: number
  /** What went wrong since; null while all is well. */
  readonly error: unknown
}

/** The numbers of a place (null: where the reader's own area begins), kept up to date, and the last of them when they cannot be had. */
export function useOverview(placeCode: string | null): OverviewState {
  const query = useQuery({
    queryKey: [KEY, 'numbers', placeCode],
    queryFn: ({ signal }) => readOverview(placeCode, signal),
    placeholderData: keepPreviousData,
    networkMode: 'always',
    retry: false,
    staleTime: 0,
    gcTime: 60_000,
    refetchInterval: ({ state }) => (state.status === 'error' ? AFTER_ERROR : ANYWAY_EVERY),
    refetchIntervalInBackground: true,
    refetchOnWindowFocus: false,
  })
  const client = useQueryClient()
  useGathered('case.', EVENTS_EVERY, () => void client.invalidateQueries({ queryKey: [KEY, 'numbers'] }))
  const last = useRef<{ overview: Overview; updatedAt: number } | undefined>(undefined)
  if (query.data && !query.isPlaceholderData) last.current = { overview: query.data, updatedAt: query.dataUpdatedAt }
  return { overview: query.data ?? last.current?.overview, updatedAt: last.current?.updatedAt ?? 0, error: query.error }
}

/** The ground of a place and its children; undefined until it is there. */
export function useOutlines(placeCode: string | undefined): Outlines | undefined {
  const { data } = useQuery({
    queryKey: [KEY, 'outlines', placeCode],
    queryFn: ({ signal }) => readOutlines(placeCode ?? '', signal),
    enabled: placeCode !== undefined,
    placeholderData: keepPreviousData,
    networkMode: 'always',
    retry: true,
    retryDelay: AFTER_ERROR,
    staleTime: 3_600_000,
    refetchInterval: 3_600_000,
    gcTime: 300_000,
  })
  return data
}
