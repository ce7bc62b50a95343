import { keepPreviousData, useQuery } from '@tanstack/react-query'
import type { z } from 'zod'
import type { ComponentAnswer, ShopfrontAnswer } from '#cases/contract-registers.ts'
import type { TypeAnswer } from '#catalogue/contract.ts'
import type { SearchAnswer } from '#search/contract.ts'
import { get, post } from '#web/shared/api/client.ts'
import { asked, type GivenPlace } from '#web/shared/map/places.ts'
import { CASES, type DuplicateHint, listCases, type Receipt } from './api.ts'

export type TypeWhole = z.output<typeof TypeAnswer>
export type Found = z.output<typeof SearchAnswer>
type Entry = z.output<typeof ComponentAnswer> | z.output<typeof ShopfrontAnswer>

/** Registers a case; `input` is ReportInput. The id of the request becomes the id of the case. */
export const reportCase = (input: Readonly<Record<string, unknown>>): Promise<Receipt> => post<Receipt>('/api/cases', input)

export interface Likely {
  readonly place: GivenPlace | null
  readonly typeCode: string | null
  readonly text: string
}

/** Cases that may be the very problem being written down. */
export const useLikely = ({ place, typeCode, text }: Likely) =>
  useQuery({
    queryKey: [...CASES, 'likely', place, typeCode, text],
    queryFn: async ({ signal }) =>
      (
        await get<{ hints: readonly DuplicateHint[] }>(
          '/api/cases/duplicates',
          { ...asked(place), typeCode, text: text.slice(0, 500) },
          signal,
        )
      ).hints,
    enabled: place !== null,
    placeholderData: keepPreviousData,
  })

/** One type with the rules that say who is responsible. */
export const useTypeWhole = (code: string | null) =>
  useQuery({
    queryKey: ['catalogue', 'type', code],
    queryFn: ({ signal }) => get<TypeWhole>(`/api/catalogue/types/${code}`, undefined, signal),
    enabled: code !== null,
    staleTime: 300_000,
  })

/** Places and register entries by name, spelling or code. */
export const useFoundPlaces = (text: string) =>
  useQuery({
    queryKey: ['search', text],
    queryFn: ({ signal }) => get<Found>('/api/search', { q: text }, signal),
    enabled: text !== '',
    placeholderData: keepPreviousData,
  })

/** Where a register entry stands, WGS-84. */
export const readEntry = (register: 'component' | 'shopfront', code: string): Promise<Entry> =>
  register === 'component'
    ? get<Entry>(`/api/components/${encodeURIComponent(code)}`)
    : get<Entry>(`/api/shopfronts/${encodeURIComponent(code)}`)

/** What the reader registered since a moment, the newest first. */
export const useMyReports = (since: string, limit: number) =>
  useQuery({
    queryKey: [...CASES, 'reported-by-me', since, limit],
    queryFn: async ({ signal }) => (await listCases({ box: 'reported-by-me', reportedFrom: since, sort: 'newest', limit }, signal)).cases,
  })
