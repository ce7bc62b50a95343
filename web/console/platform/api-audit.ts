import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import type { z } from 'zod'
import type { PersonPage } from '#organisation/contract-accounts.ts'
import type { AuditActions, AuditPage } from '#organisation/contract-audit.ts'
import { download, get } from '#web/shared/api/client.ts'

export type AuditEntry = z.output<typeof AuditPage>['items'][number]

/** Which entries; moments as ISO text. */
export interface AuditFilter {
  readonly personId?: string | undefined
  readonly action?: string | undefined
  readonly subject?: string | undefined
  readonly from?: string | undefined
  readonly to?: string | undefined
}

const PAGE = 100

/** The log, newest first, page by page as one scrolls. */
export const useAuditLog = (filter: AuditFilter) =>
  useInfiniteQuery({
    queryKey: ['audit', filter],
    queryFn: ({ pageParam, signal }) => get<z.output<typeof AuditPage>>('/api/audit', { ...filter, after: pageParam, limit: PAGE }, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }) => next ?? undefined,
  })

/** The entry about the same thing before this one, if there is one: what stood there until then. */
export const useEntryBefore = ({ id, action, subject }: AuditEntry) =>
  useQuery({
    queryKey: ['audit-before', id],
    queryFn: async ({ signal }) => {
      const { items } = await get<z.output<typeof AuditPage>>('/api/audit', { action, subject, after: id, limit: 1 }, signal)
      return items[0] ?? null
    },
    enabled: subject !== '',
    staleTime: Number.POSITIVE_INFINITY,
  })

export const useAuditActions = () =>
  useQuery({
    queryKey: ['audit-actions'],
    queryFn: async ({ signal }) => (await get<z.output<typeof AuditActions>>('/api/audit/actions', undefined, signal)).items,
    staleTime: 60_000,
  })

/** People whose name or login has this text. */
export const usePeopleFound = (search: string) =>
  useQuery({
    queryKey: ['audit-people', search],
    queryFn: async ({ signal }) => (await get<z.output<typeof PersonPage>>('/api/people', { search, limit: 20 }, signal)).items,
    // Every look at people is in the log itself: none is taken before somebody is looked for.
    enabled: search !== '',
    staleTime: 60_000,
  })

export const exportAudit = (filter: AuditFilter) => download('/api/audit/export', { ...filter })
