import { QueryClient } from '@tanstack/react-query'
import { Unreachable } from '#web/shared/api/problem.ts'

/** Answers stay good for ten seconds; the stream of changes tells sooner. Only a network that is away is asked again by itself. */
export const makeQueryClient = (): QueryClient =>
  new QueryClient({
    defaultOptions: {
      queries: { staleTime: 10_000, refetchOnWindowFocus: true, retry: (count, error) => error instanceof Unreachable && count < 3 },
    },
  })
