import { useQuery } from '@tanstack/react-query'
import { useRef } from 'react'
import { LIGHTS } from '#catalogue/time-limit.ts'
import { caseQuery } from '#web/console/cases/api.ts'
import { changeFilter, type QueueFilter, valuesOf } from '#web/console/cases/queue/queue-filter.ts'
import type { Queue } from '#web/console/cases/queue/use-queue.ts'
import { useWords } from '#web/shared/language/language.ts'
import { CityMap } from '#web/shared/map/city-map.tsx'
import type { MapBounds, SelectedCase } from '#web/shared/map/map-props.ts'
import { dispatchWords } from './words.ts'

interface QueueMapProps {
  readonly queue: Queue
  readonly filter: QueueFilter
  readonly openId: string | null
  readonly onSelect: (id: string) => void
  readonly onFilter: (filter: QueueFilter) => void
}

/** The cases of the queue where they are; the legend narrows the queue as well. */
export function QueueMap({ queue, filter, openId, onSelect, onFilter }: QueueMapProps) {
  const words = useWords(dispatchWords)
  const selected = useSelected(openId)
  const bounds = useBounds(queue)
  const lights = valuesOf(filter, 'light')
  const legend = {
    lights: LIGHTS.filter((light) => lights.includes(light)),
    onChange: (chosen: readonly string[]) => onFilter(changeFilter(filter, { light: chosen.join(',') })),
  }
  return (
    <CityMap
      label={words.mapLabel}
      {...(bounds && { bounds })}
      cases={filter}
      grids
      list={false}
      legend={legend}
      selectedCase={selected}
      onSelect={onSelect}
    />
  )
}

/** About 300 m, so that a single case has its surroundings. */
const MARGIN = 0.003

/** Where the cases of a list lie when it is first read; rows that come and go do not move the map. */
function useBounds({ id, rows, state }: Queue): MapBounds | undefined {
  const kept = useRef<{ readonly of: string; readonly bounds: MapBounds } | null>(null)
  if (state === 'ready' && rows.length > 0 && kept.current?.of !== id) {
    const [lons, lats] = [rows.map(({ row }) => row.lon), rows.map(({ row }) => row.lat)]
    const bounds = {
      west: Math.min(...lons) - MARGIN,
      south: Math.min(...lats) - MARGIN,
      east: Math.max(...lons) + MARGIN,
      north: Math.max(...lats) + MARGIN,
    }
    kept.current = { of: id, bounds }
  }
  return kept.current?.bounds
}

/** The open case as a map marks it; null until it is read. */
function useSelected(id: string | null): SelectedCase | null {
  const { data } = useQuery({ ...caseQuery(id ?? ''), enabled: id !== null })
  if (id === null || data?.id !== id) return null
  const { lon, lat, placeCode, active } = data
  return { id, lon, lat, placeCode, light: active?.light ?? null }
}
