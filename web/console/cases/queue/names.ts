import { useQuery } from '@tanstack/react-query'
import type { CaseRow } from '#web/console/cases/api.ts'
import { readDivisions, readTypes } from '#web/console/cases/api-lists.ts'
import { useLanguage, useNamed } from '#web/shared/language/language.ts'
import { useMe } from '#web/shared/session/session.tsx'

const KEPT = { staleTime: 600_000, gcTime: Number.POSITIVE_INFINITY } as const

/** Districts and streets of the city, read once. */
export const useDivisions = () =>
  useQuery({
    queryKey: ['divisions', 'district-and-street'],
    queryFn: async ({ signal }) =>
      (await Promise.all([readDivisions({ level: 'district' }, signal), readDivisions({ level: 'street' }, signal)])).flat(),
    ...KEPT,
  })

/** Types in force, read once. */
export const useTypes = (enabled = true) =>
  useQuery({ queryKey: ['catalogue', 'types'], queryFn: ({ signal }) => readTypes(signal), enabled, ...KEPT })

interface Named {
  readonly code: string
  readonly name: string
  readonly nameEn: string | null
}
const indexes = new WeakMap<readonly Named[], ReadonlyMap<string, Named>>()

/** One index for all the lines that ask, made anew only when what was read changes. */
function indexOf(items: readonly Named[] | undefined): ReadonlyMap<string, Named> | undefined {
  if (!items) return undefined
  const index = indexes.get(items) ?? new Map(items.map((item) => [item.code, item]))
  indexes.set(items, index)
  return index
}

/**
 * The district and street a place code lies in, in the reader's language: codes are the hierarchy. What all of the reader's own area lies in is left
 * out, unless it is the place itself.
 */
export function usePlaceName(): (placeCode: string) => string {
  const language = useLanguage()
  const { areas } = useMe()
  const index = indexOf(useDivisions().data)
  return (placeCode) => {
    const around = Array.from(placeCode, (_, at) => index?.get(placeCode.slice(0, at + 1))).filter((division) => division !== undefined)
    const near = around.filter(({ code }) => !areas.every((area) => area.startsWith(code)))
    const within = near.length > 0 ? near : around.slice(-1)
    return within.map(({ name, nameEn }) => (language === 'zh' ? name : (nameEn ?? name))).join(' · ')
  }
}

/** The names of a case's type and unit in the reader's language; null where it has none yet. */
export function useRowNames(): (row: Pick<CaseRow, 'typeName' | 'typeNameEn' | 'unitName' | 'unitNameEn'>) => RowNames {
  const named = useNamed()
  return ({ typeName, typeNameEn, unitName, unitNameEn }) => ({ type: named(typeName, typeNameEn), unit: named(unitName, unitNameEn) })
}

export interface RowNames {
  readonly type: string | null
  readonly unit: string | null
}
