import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query'
import { useMemo } from 'react'
import { CASES } from '#web/console/cases/api.ts'
import { type BoxCounts, countCases, readBoxes } from '#web/console/cases/api-lists.ts'
import { type QueueFilter, writeFilter } from '#web/console/cases/queue/queue-filter.ts'
import { useGathered } from '#web/shared/api/use-gathered.ts'
import type { Box } from './boxes.ts'

/** The least time between two countings, ms. */
const PAUSE = 2500

/** What the server counts in one go; the other boxes are counted by their filters. */
const IN_ONE_GO: readonly string[] = ['inbox', 'overdue', 'listed', 'unassigned', 'open'] satisfies readonly (keyof BoxCounts)[]
/** Everything ever seen and everything of mine are places to look, not work that piles up. */
const UNCOUNTED: readonly string[] = ['mine', 'all']

export interface Counts {
  readonly byBox: Readonly<Record<string, number>>
  readonly red: number
  readonly yellow: number
}

async function readCounts(boxes: readonly Box[], signal: AbortSignal): Promise<Counts> {
  const single = boxes.filter(({ key }) => !IN_ONE_GO.includes(key) && !UNCOUNTED.includes(key))
  const [{ red, yellow, ...counted }, ...counts] = await Promise.all([
    readBoxes(signal),
    ...single.map(async ({ key, filter }) => [key, await countCases(filter, signal)] as const),
  ])
  return { byBox: { ...counted, ...Object.fromEntries(counts) }, red, yellow }
}

/** Counts again after changes, together and not too often. */
function useRecount(queryKeys: readonly (readonly unknown[])[]): void {
  const client = useQueryClient()
  useGathered('case.', PAUSE, () => {
    for (const queryKey of queryKeys) void client.invalidateQueries({ queryKey })
  })
}

const BOXES = [...CASES, 'boxes'] as const
const COUNT = [...CASES, 'count'] as const

/** True counts of the boxes, and how many cases the filter of the list finds. */
export function useBoxCounts(
  boxes: readonly Box[],
  filter: QueueFilter,
): { readonly counts: Counts | undefined; readonly total: number | undefined } {
  const keys = useMemo(() => boxes.map(({ key }) => key).join(','), [boxes])
  const counts = useQuery({
    queryKey: [...BOXES, keys],
    queryFn: ({ signal }) => readCounts(boxes, signal),
    placeholderData: keepPreviousData,
  })
  const total = useQuery({ queryKey: [...COUNT, writeFilter(filter)], queryFn: ({ signal }) => countCases(filter, signal) })
  useRecount([BOXES, COUNT])
  return { counts: counts.data, total: total.data }
}
