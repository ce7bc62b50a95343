import { useCallback } from 'react'

interface Paged {
  readonly hasNextPage: boolean
  readonly isFetchingNextPage: boolean
  readonly fetchNextPage: () => unknown
}

/** Asks for the next part of what is read in parts, unless it is on its way or there is none. */
export const useMore = ({ hasNextPage, isFetchingNextPage, fetchNextPage }: Paged): (() => void) =>
  useCallback(() => {
    if (hasNextPage && !isFetchingNextPage) fetchNextPage()
  }, [hasNextPage, isFetchingNextPage, fetchNextPage])
