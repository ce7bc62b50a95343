import { lazy, Suspense, useMemo, useRef } from 'react'
import type { Cursor } from '#web/console/cases/queue/use-cursor.ts'
import type { Queue } from '#web/console/cases/queue/use-queue.ts'

const BatchBar = lazy(async () => ({ default: (await import('#web/console/cases/batch/batch-bar.tsx')).BatchBar }))

/** What can be done with the selected cases; fetched when the first one is selected, and there until how it went has been read. */
export function Selected({ queue, cursor }: { readonly queue: Queue; readonly cursor: Cursor }) {
  const { selected } = cursor
  const used = useRef(false)
  used.current ||= selected.size > 0
  const rows = useMemo(() => queue.rows.flatMap(({ row }) => (selected.has(row.id) ? [row] : [])), [queue.rows, selected])
  if (!used.current) return null
  return (
    <Suspense>
      <BatchBar rows={rows} onClear={cursor.clear} onDone={(done) => void queue.look(done)} />
    </Suspense>
  )
}
