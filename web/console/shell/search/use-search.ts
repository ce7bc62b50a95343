import { useQuery } from '@tanstack/react-query'
import { useDeferredValue } from 'react'
import type { z } from 'zod'
import { STAGE_NAMES } from '#cases/lifecycle.ts'
import type { SearchAnswer } from '#server/search/contract.ts'
import { get } from '#web/shared/api/client.ts'
import { type Language, listed, useLanguage } from '#web/shared/language/language.ts'

type Answer = z.output<typeof SearchAnswer>
export type SearchSection = keyof Answer

export interface Hit {
  readonly section: SearchSection
  readonly key: string
  readonly name: string
  readonly more: string
  /** The page it opens; a register entry and a post have their list. */
  readonly to: string
}

export interface Found {
  readonly hits: readonly Hit[]
  readonly isPending: boolean
  readonly error: unknown
  readonly retry: () => void
}

const named = (language: Language, zh: string, en: string | null): string => (language === 'zh' ? zh : (en ?? zh))
const joined = (...parts: readonly (string | null)[]): string => parts.filter((part) => part !== null && part !== '').join(' · ')

const HITS: { readonly [Section in SearchSection]: (row: Answer[Section][number], language: Language) => Omit<Hit, 'section'> } = {
  cases: (row, language) => ({
    key: row.id,
    name: row.number,
    more: joined(row.typeName, STAGE_NAMES[row.stage][language], row.address),
    to: `/cases/${row.id}`,
  }),
  types: (row, language) => ({
    key: row.code,
    name: named(language, row.name, row.nameEn),
    more: joined(row.code, named(language, row.className, row.classNameEn)),
    to: `/workbench?box=all&typeCode=${row.code}`,
  }),
  places: (row, language) => ({
    key: row.code,
    name: named(language, row.name, row.nameEn),
    more: joined(row.within, row.code),
    to: `/workbench?box=all&placeCode=${row.code}`,
  }),
  posts: (row, language) => ({
    key: row.id,
    name: named(language, row.title, row.titleEn),
    more: joined(
      named(language, row.unitName, row.unitNameEn),
      listed(
        row.people.map(({ name }) => name),
        language,
      ),
    ),
    to: `/workbench?box=all&unitId=${row.unitId}`,
  }),
  registers: (row) => ({
    key: row.code,
    name: row.name,
    more: joined(row.code, row.gridCode),
    to: `/workbench?box=all&${row.register}Code=${encodeURIComponent(row.code)}`,
  }),
}
export const SECTIONS = Object.keys(HITS) as readonly SearchSection[]

const hitsOf = (answer: Answer, language: Language): Hit[] =>
  SECTIONS.flatMap((section) => {
    const describe = HITS[section] as (row: unknown, language: Language) => Omit<Hit, 'section'>
    return (answer[section] as readonly unknown[]).map((row) => ({ section, ...describe(row, language) }))
  })

/** What the server finds for a text, as one list in the order it is shown. */
export function useSearch(text: string): Found {
  const language = useLanguage()
  const asked = useDeferredValue(text.trim())
  const { data, isFetching, error, refetch } = useQuery({
    queryKey: ['search', asked],
    queryFn: ({ signal }) => get<Answer>('/api/search', { q: asked }, signal),
    enabled: asked !== '',
    placeholderData: (before) => before,
  })
  const hits = data && asked !== '' ? hitsOf(data, language) : []
  return { hits, isPending: isFetching || asked !== text.trim(), error: asked === '' ? null : error, retry: () => void refetch() }
}
