import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import type { z } from 'zod'
import { REGISTERS, type Register, type RegisterLine, type RegisterListAnswer } from '#cases/contract-register-list.ts'
import type { ComponentAnswer, ShopfrontAnswer } from '#cases/contract-registers.ts'
import type { FileImportAnswer } from '#platform/contract-file-import.ts'
import { download, get, post } from '#web/shared/api/client.ts'
import { importForm } from '#web/shared/files/import-outcome.ts'

export { REGISTERS, type Register }
export type RegisterEntry = z.output<typeof RegisterLine>
export type RegisterOutcome = z.output<typeof FileImportAnswer>
export type ComponentEntry = z.output<typeof ComponentAnswer>
export type ShopfrontEntry = z.output<typeof ShopfrontAnswer>

export const exportComponents = () => download('/api/components/export')
export const exportShopfronts = () => download('/api/shopfronts/export')
export const importComponents = (file: File, requestId: string, dryRun: boolean) =>
  post<RegisterOutcome>('/api/components/import', importForm(file, requestId, dryRun))
export const importShopfronts = (file: File, requestId: string, dryRun: boolean) =>
  post<RegisterOutcome>('/api/shopfronts/import', importForm(file, requestId, dryRun))

/** One component by its code; nothing is asked while there is none. */
export const useComponent = (code: string | null) =>
  useQuery({
    queryKey: ['registers', 'component', code],
    queryFn: ({ signal }) => get<ComponentEntry>(`/api/components/${encodeURIComponent(code ?? '')}`, undefined, signal),
    enabled: code !== null,
  })

export const useShopfront = (code: string | null) =>
  useQuery({
    queryKey: ['registers', 'shopfront', code],
    queryFn: ({ signal }) => get<ShopfrontEntry>(`/api/shopfronts/${encodeURIComponent(code ?? '')}`, undefined, signal),
    enabled: code !== null,
  })

interface EntryFilter {
  readonly register: Register
  readonly text: string
  readonly state: string | undefined
}

/** A register page by page, by code. */
export const useEntries = (filter: EntryFilter) =>
  useInfiniteQuery({
    queryKey: ['registers', 'list', filter],
    queryFn: ({ pageParam, signal }) =>
      get<z.output<typeof RegisterListAnswer>>('/api/registers/entries', { ...filter, after: pageParam, limit: 100 }, signal),
    initialPageParam: null as string | null,
    getNextPageParam: ({ next }) => next,
    placeholderData: (before, query) =>
      query?.queryKey[2] && (query.queryKey[2] as EntryFilter).register === filter.register ? before : undefined,
  })
