import { type InfiniteData, useInfiniteQuery, useQueryClient } from '@tanstack/react-query'
import { useCallback, useMemo, useRef, useState } from 'react'
import { type CaseList, listCases } from '#web/console/cases/api.ts'
import type { CaseSort } from '#web/console/cases/api-lists.ts'
import { type Changes, leave, linesOf, noChanges, type QueueRow, type Sighting, takeSighting } from './queue-changes.ts'
import { type QueueFilter, writeFilter } from './queue-filter.ts'
import { useLiveRows } from './use-live-rows.ts'

const PAGE = 100
type Page = CaseList & { readonly askedAt: number }

export interface Queue {
  /** Which list this is: equal for equal filters and order. */
  readonly id: string
  readonly rows: readonly QueueRow[]
  readonly state: 'loading' | 'failed' | 'ready'
  readonly error: unknown
  readonly retry: () => void
  /** More pages follow; `loadMore` fetches the next one and may be called as often as one likes. */
  readonly hasMore: boolean
  readonly moreFailed: boolean
  readonly loadMore: () => void
  /** How many new rows wait to be let in. */
  readonly waiting: number
  /** Reads the list anew from its top: new rows come in, gone ones leave. */
  readonly admit: () => Promise<void>
  /** Lets rows that are gone leave the list. */
  readonly leave: (ids: readonly string[]) => void
  /** Asks how these cases stand now: for whoever has just done something with them. */
  readonly look: (cases: readonly { readonly id: string; readonly number: string }[]) => Promise<void>
}

async function readPage(filter: QueueFilter, sort: CaseSort, after: string | null, signal: AbortSignal): Promise<Page> {
  const page = await listCases({ ...filter, sort, limit: PAGE, after }, signal)
  return { ...page, askedAt: Date.now() }
}

/** What changed in the list that is open; of any other list nothing did. */
function useChanges(of: string) {
  const [kept, setKept] = useState<Changes>(() => noChanges(of))
  const open = useRef(of)
  open.current = of
  const change = useCallback(
    (how: (changes: Changes) => Changes) => {
      // An answer that comes after the reader has turned to another list says nothing of that one.
      if (open.current === of) setKept((now) => how(now.of === of ? now : noChanges(of)))
    },
    [of],
  )
  return [kept.of === of ? kept : noChanges(of), change] as const
}

/** A list of cases, page by page, kept true by the stream without moving what the reader looks at. */
export function useQueue(filter: QueueFilter, sort: CaseSort = 'urgent'): Queue {
  const client = useQueryClient()
  const id = `${sort}?${writeFilter(filter)}`
  const queryKey = useMemo(() => ['case-list', id], [id])
  const [changes, change] = useChanges(id)
  const query = useInfiniteQuery({
    queryKey,
    queryFn: ({ pageParam, signal }) => readPage(filter, sort, pageParam, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next,
    // Read once and then kept true row by row: reading anew would move the list under the reader.
    staleTime: Number.POSITIVE_INFINITY,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
    gcTime: 0,
  })
  const { data, error, isPending, hasNextPage, isFetching, isFetchNextPageError, fetchNextPage, refetch } = query
  const pages = data?.pages
  const rows = useMemo(() => linesOf(pages ?? [], changes), [pages, changes])
  const tell = useCallback((sighting: Sighting) => change((now) => takeSighting(now, sighting)), [change])
  const look = useLiveRows({ filter, sort, pages, rows, tell })
  const admit = useCallback(async () => {
    client.setQueryData<InfiniteData<Page, string | null>>(
      queryKey,
      (old) => old && { pages: old.pages.slice(0, 1), pageParams: old.pageParams.slice(0, 1) },
    )
    await refetch()
    change((now) => noChanges(now.of))
  }, [client, queryKey, refetch, change])
  return {
    id,
    rows,
    state: pages ? 'ready' : isPending && !error ? 'loading' : 'failed',
    error,
    retry: useCallback(() => void refetch(), [refetch]),
    hasMore: hasNextPage,
    moreFailed: isFetchNextPageError,
    loadMore: useCallback(() => {
      if (hasNextPage && !isFetching) void fetchNextPage()
    }, [hasNextPage, isFetching, fetchNextPage]),
    waiting: changes.waiting.size,
    admit,
    leave: useCallback((ids) => change((now) => leave(now, ids)), [change]),
    look,
  }
}
