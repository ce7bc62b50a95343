import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { z } from 'zod'
import type { NoticesAnswer, ReadAnswer } from '#cases/contract-notices.ts'
import { get, post } from '#web/shared/api/client.ts'
import { useLive } from '#web/shared/api/live.ts'

type Notices = z.output<typeof NoticesAnswer>
const PAGE = 20
const read = (after: string | null): Promise<Notices> => get<Notices>('/api/notices', { after, limit: PAGE })

/** How many are unread, live. */
export function useUnread(): number {
  const client = useQueryClient()
  useLive('notice.', () => void client.invalidateQueries({ queryKey: ['notices'] }))
  const { data } = useQuery({ queryKey: ['notices', 'unread'], queryFn: () => get<Notices>('/api/notices', { limit: 1 }) })
  return data?.unread ?? 0
}

/** All notices, page by page, newest first. */
export const useNotices = () =>
  useInfiniteQuery({
    queryKey: ['notices', 'list'],
    queryFn: ({ pageParam }) => read(pageParam),
    initialPageParam: null as string | null,
    getNextPageParam: ({ next }) => next,
  })

/** Marks one notice, or everything up to one, as read. */
export function useMarkRead() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (what: { readonly ids: readonly string[] } | { readonly upTo: string }) =>
      post<z.output<typeof ReadAnswer>>('/api/notices/read', what),
    onSuccess: () => client.invalidateQueries({ queryKey: ['notices'] }),
  })
}
