import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useSettled } from '#web/console/cases/intake/use-settled.ts'
import { ORGANISATION, type Preview, previewOutlines } from '#web/console/organisation/api.ts'
import type { AddedOutline, ChangedOutline } from './edit-state.ts'

const PAUSE = 350

export interface LivePreview {
  readonly data: Preview | null
  /** Something newer than `data` is being checked. */
  readonly checking: boolean
  readonly error: unknown
  readonly retry: () => void
}

interface Tried {
  readonly outlines: ChangedOutline[]
  readonly added: AddedOutline[]
  readonly on: string
}

/** What the edit would do, asked anew when it has rested for a moment. */
export function usePreview(tried: Tried): LivePreview {
  const text = JSON.stringify(tried)
  const settled = useSettled(text, PAUSE)
  const asked = JSON.parse(settled) as Tried
  const { data, isFetching, error, refetch } = useQuery({
    queryKey: [...ORGANISATION, 'preview', settled],
    queryFn: () => previewOutlines(asked),
    enabled: asked.outlines.length + asked.added.length > 0,
    placeholderData: keepPreviousData,
    staleTime: 60_000,
  })
  const nothing = tried.outlines.length + tried.added.length === 0
  return {
    data: nothing ? null : (data ?? null),
    checking: !nothing && (isFetching || settled !== text),
    error: nothing ? null : error,
    retry: () => void refetch(),
  }
}
