import { useCallback, useRef } from 'react'
import type { QueueRow } from './queue-changes.ts'
import type { LineEvents } from './queue-line.tsx'
import type { Cursor } from './use-cursor.ts'

interface Situation {
  readonly rows: readonly QueueRow[]
  readonly cursor: Cursor
  readonly onOpen: (id: string) => void
}

/** What pressing a line does. The functions stay the same, so that moving the cursor draws two lines anew and not all. */
export function useLineEvents(situation: Situation): LineEvents & { readonly open: (index: number) => void } {
  const latest = useRef(situation)
  latest.current = situation
  const open = useCallback((index: number) => {
    const { rows, onOpen } = latest.current
    const line = rows[index]
    if (line) onOpen(line.row.id)
  }, [])
  const onPress = useCallback(
    (index: number, shift: boolean) => {
      latest.current.cursor.moveTo(index, shift)
      if (!shift) open(index)
    },
    [open],
  )
  const onToggle = useCallback((index: number, shift: boolean) => {
    const { cursor } = latest.current
    if (shift) cursor.selectTo(index)
    else cursor.toggle(index)
  }, [])
  return { open, onPress, onToggle }
}
