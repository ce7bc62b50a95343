import { useCallback, useEffect, useRef } from 'react'
import { listCases } from '#web/console/cases/api.ts'
import type { CaseSort } from '#web/console/cases/api-lists.ts'
import { type LiveEvent, useLive } from '#web/shared/api/live.ts'
import type { QueueRow, Sighting } from './queue-changes.ts'
import { type QueueFilter, valuesOf } from './queue-filter.ts'

/** A moment for events that come together, and the least time between two looks, ms. */
const GATHER = 300
const PAUSE = 2000
/** More changes than this at once are looked at as a list. */
const ONE_BY_ONE = 12
const LOOK_AT_MOST = 200
/** Lights of working-time limits are told by the server alone: rows are looked at again from time to time, ms. */
const AGAIN = 300_000

interface Watched {
  readonly filter: QueueFilter
  readonly sort: CaseSort
  readonly pages: readonly { readonly cases: readonly { readonly id: string }[] }[] | undefined
  readonly rows: readonly QueueRow[]
  readonly tell: (sighting: Sighting) => void
}
interface Named {
  readonly id: string
  readonly number: string
}

const isListed = ({ pages }: Watched, id: string): boolean => pages?.some((page) => page.cases.some((row) => row.id === id)) ?? false

/** Whether the server itself would list the case under this filter now, and how it stands. */
async function lookAt(watched: Watched, { id, number }: Named): Promise<void> {
  const { filter, sort, tell } = watched
  if (filter.number !== undefined && filter.number !== number) return
  const { cases } = await listCases({ ...filter, number, sort, limit: 1 })
  const row = cases[0]
  tell({ id, seen: row ? { row, askedAt: Date.now() } : null, listed: isListed(watched, id) })
}

/** The top of the list anew; what is no longer in it is asked for one by one, as it may only have moved down. */
async function lookAtAll(watched: Watched): Promise<void> {
  const { filter, sort, rows, tell } = watched
  const { cases, next } = await listCases({ ...filter, sort, limit: LOOK_AT_MOST })
  const fresh = new Set(cases.map(({ id }) => id))
  for (const row of cases) tell({ id: row.id, seen: { row, askedAt: Date.now() }, listed: isListed(watched, row.id) })
  const missing = rows.slice(0, LOOK_AT_MOST).filter(({ row, gone }) => !gone && !fresh.has(row.id))
  if (next === null) for (const { row } of missing) tell({ id: row.id, seen: null, listed: true })
  else for (const { row } of missing.slice(0, ONE_BY_ONE)) await lookAt(watched, row)
}

/** Whether an event can concern the list at all: a case that is not in it and went to a stage it does not show cannot. */
function concerns(watched: Watched, { subjectId, data }: LiveEvent): boolean {
  const stages = valuesOf(watched.filter, 'stage')
  return isListed(watched, subjectId) || stages.length === 0 || stages.includes(String(data.toStage))
}

/** Keeps the rows true by the stream; answers with a way to look at cases at once. A look that fails is made good by the next. */
export function useLiveRows(watched: Watched): (cases: readonly Named[]) => Promise<void> {
  const latest = useRef(watched)
  latest.current = watched
  const gathered = useRef(new Map<string, Named>())
  const everything = useRef(false)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const lastLook = useRef(0)
  const flush = useCallback(async () => {
    timer.current = undefined
    lastLook.current = Date.now()
    const named = [...gathered.current.values()]
    const all = everything.current || named.length > ONE_BY_ONE
    gathered.current = new Map()
    everything.current = false
    if (latest.current.pages === undefined) return
    await (all ? lookAtAll(latest.current) : Promise.all(named.map((each) => lookAt(latest.current, each))))
  }, [])
  const plan = useCallback(() => {
    timer.current ??= setTimeout(() => void flush().catch(() => {}), Math.max(GATHER, lastLook.current + PAUSE - Date.now()))
  }, [flush])
  useLive('case.', (event) => {
    if (event.topic === 'resync') everything.current = true
    else if (concerns(latest.current, event))
      gathered.current.set(event.subjectId, { id: event.subjectId, number: String(event.data.number) })
    else return
    plan()
  })
  useEffect(() => {
    const again = setInterval(() => {
      everything.current = true
      plan()
    }, AGAIN)
    return () => {
      clearInterval(again)
      clearTimeout(timer.current)
      timer.current = undefined
    }
  }, [plan])
  return useCallback(async (cases) => void (await Promise.all(cases.map((each) => lookAt(latest.current, each)))), [])
}
