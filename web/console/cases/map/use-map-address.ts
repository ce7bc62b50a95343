import { useCallback, useMemo } from 'react'
import { useSearchParams } from 'react-router'
import { changeFilter, type FilterField, type QueueFilter, readFilter, writeFilter } from '#web/console/cases/queue/queue-filter.ts'

/** Those of the queue's filters that narrow the map, too (server: CaseTileQuery). */
const FIELDS = ['box', 'stage', 'typeCode', 'light'] as const satisfies readonly FilterField[]
export type MapField = (typeof FIELDS)[number]

export interface MapAddress {
  /** Without a box: every case the reader may see. */
  readonly filter: QueueFilter
  readonly openId: string | null
  readonly change: (field: MapField, value: string) => void
  readonly clear: () => void
  readonly openCase: (id: string | null) => void
}

/** What the map shows, as the address says it: it can be sent to somebody else, and the back button goes back. */
export function useMapAddress(): MapAddress {
  const [parameters, setParameters] = useSearchParams()
  const openId = parameters.get('case')
  const all = readFilter(parameters)
  const text = writeFilter(Object.fromEntries(FIELDS.map((field) => [field, all[field]])))
  const filter = useMemo(() => readFilter(new URLSearchParams(text)), [text])
  const go = useCallback(
    (next: QueueFilter, id: string | null) => {
      const written = new URLSearchParams(writeFilter(next))
      if (id !== null) written.set('case', id)
      setParameters(written)
    },
    [setParameters],
  )
  const openCase = useCallback((id: string | null) => go(filter, id), [go, filter])
  return {
    filter,
    openId,
    change: (field, value) => go(changeFilter(filter, { [field]: value }), openId),
    clear: () => go({}, openId),
    openCase,
  }
}
