import { useCallback, useMemo } from 'react'
import { useSearchParams } from 'react-router'
import type { CaseSort } from '#web/console/cases/api-lists.ts'
import { type QueueFilter, readFilter, writeFilter } from '#web/console/cases/queue/queue-filter.ts'

const SORTS: readonly CaseSort[] = ['urgent', 'newest', 'oldest', 'due']

/** Where the reader is, as the address says it: the filter (its box included), the order, and the case that is open. */
export interface Address {
  readonly filter: QueueFilter
  readonly sort: CaseSort
  readonly openId: string | null
  readonly setFilter: (filter: QueueFilter) => void
  readonly setSort: (sort: CaseSort) => void
  /** `quietly` leaves no step behind for the back button: for moving from case to case. */
  readonly openCase: (id: string | null, quietly?: boolean) => void
}

const INBOX: QueueFilter = { box: 'inbox' }

/** The address of a page of cases, which begins with `start` where it names no box; what it says can be sent to somebody else, and the back button goes back. */
export function useAddress(start: QueueFilter = INBOX): Address {
  const [parameters, setParameters] = useSearchParams()
  const filterText = writeFilter(readFilter(parameters))
  const filter = useMemo(() => {
    const read = readFilter(new URLSearchParams(filterText))
    return read.box ? read : { ...start, ...read }
  }, [filterText, start])
  const sort = SORTS.find((each) => each === parameters.get('sort')) ?? 'urgent'
  const openId = parameters.get('case')
  const go = useCallback(
    (next: { filter: QueueFilter; sort: CaseSort; openId: string | null }, replace = false) => {
      const written = new URLSearchParams(writeFilter(next.filter))
      if (next.sort !== 'urgent') written.set('sort', next.sort)
      if (next.openId !== null) written.set('case', next.openId)
      setParameters(written, { replace })
    },
    [setParameters],
  )
  return {
    filter,
    sort,
    openId,
    setFilter: (next) => go({ filter: next, sort, openId }),
    setSort: (next) => go({ filter, sort: next, openId }, true),
    openCase: (id, quietly = false) => go({ filter, sort, openId: id }, quietly),
  }
}
