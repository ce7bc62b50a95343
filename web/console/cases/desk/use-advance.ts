import { useRef } from 'react'
import type { Receipt } from '#web/console/cases/api.ts'
import type { Cursor } from '#web/console/cases/queue/use-cursor.ts'
import type { Queue } from '#web/console/cases/queue/use-queue.ts'
import type { Address } from '#web/console/cases/workbench/use-address.ts'

/** After a step that takes a case out of the list, the next one is open by itself: the one below it, else the one above. */
export function useAdvance(queue: Queue, cursor: Cursor, address: Address): (receipt: Pick<Receipt, 'id' | 'number'>) => void {
  const latest = useRef({ queue, cursor, address })
  latest.current = { queue, cursor, address }
  return (receipt) => {
    const { rows, look } = latest.current.queue
    const at = rows.findIndex(({ row }) => row.id === receipt.id)
    const isNext = (index: number): boolean => rows[index]?.gone === false && index !== at
    const below = rows.findIndex((_row, index) => index > at && isNext(index))
    const next = below >= 0 ? below : rows.findLastIndex((_row, index) => index < at && isNext(index))
    if (next >= 0) latest.current.cursor.moveTo(next)
    latest.current.address.openCase(rows[next]?.row.id ?? null, true)
    void look([receipt])
  }
}
