import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useDeferredValue } from 'react'
import type { z } from 'zod'
import type { DivisionView, GridCollection } from '#organisation/contract.ts'
import { codeAtLevel, STANDARD_CODE_LENGTHS } from '#organisation/place-code.ts'
import type { SearchAnswer } from '#server/search/contract.ts'
import { get } from '#web/shared/api/client.ts'
import type { MapBounds } from '#web/shared/map/map-props.ts'
import { boundsOf } from '#web/shared/map/use-area-bounds.ts'

export type PlaceFound = z.output<typeof SearchAnswer>['places'][number]

/** Zones govern divisions and groups of residents have no outline: what can be shown is a division or a grid. */
const SHOWN: readonly PlaceFound['level'][] = ['city', 'district', 'street', 'community', 'grid']

/** Places whose name, pinyin or code the text finds. */
export function usePlaces(text: string): { readonly places: readonly PlaceFound[]; readonly isFetching: boolean } {
  const asked = useDeferredValue(text.trim())
  const { data, isFetching } = useQuery({
    queryKey: ['search', asked],
    queryFn: ({ signal }) => get<z.output<typeof SearchAnswer>>('/api/search', { q: asked }, signal),
    enabled: asked !== '',
    placeholderData: keepPreviousData,
  })
  return { places: asked === '' ? [] : (data?.places ?? []).filter(({ level }) => SHOWN.includes(level)), isFetching }
}

async function readGridBounds(code: string): Promise<MapBounds | null> {
  const community = codeAtLevel(STANDARD_CODE_LENGTHS, code, 'community')
  if (community === undefined) return null
  const { features } = await get<z.output<typeof GridCollection>>(`/api/divisions/${community}/grids`)
  const grid = features.find(({ properties }) => properties.code === code)
  return grid ? boundsOf(grid.geometry) : null
}

/** The bounds of a place that was found; null when it has no outline. */
export async function readPlaceBounds({ level, code }: PlaceFound): Promise<MapBounds | null> {
  if (level === 'grid') return readGridBounds(code)
  const { area } = await get<z.output<typeof DivisionView>>(`/api/divisions/${code}`)
  return area ? boundsOf(area) : null
}
