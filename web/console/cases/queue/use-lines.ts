import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual'
import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef } from 'react'
import type { Cursor } from './use-cursor.ts'
import type { Queue } from './use-queue.ts'

/** This many lines before the end of what is loaded, more is asked for. */
const AHEAD = 25

interface Drawn {
  readonly queue: Queue
  readonly cursor: Cursor
  readonly body: RefObject<HTMLDivElement | null>
  /** Height of a line, px. */
  readonly room: number
}

/** Draws only the lines in sight, and the one at the cursor, which keeps the focus wherever the list is scrolled to. */
export function useLines({ queue, cursor, body, room }: Drawn) {
  const { rows, hasMore, moreFailed, loadMore, id } = queue
  const virtualizer = useVirtualizer({
    count: rows.length + (hasMore ? 1 : 0),
    getScrollElement: () => body.current,
    estimateSize: () => room,
    overscan: 6,
    getItemKey: (index) => rows[index]?.row.id ?? 'more',
    rangeExtractor: (range) => {
      const inSight = defaultRangeExtractor(range)
      return cursor.index < 0 || inSight.includes(cursor.index) ? inSight : [...inSight, cursor.index].sort((a, b) => a - b)
    },
  })
  useEffect(() => {
    if (room > 0) virtualizer.measure()
  }, [virtualizer, room])
  const last = virtualizer.range?.endIndex ?? 0
  useEffect(() => {
    if (hasMore && !moreFailed && last >= rows.length - AHEAD) loadMore()
  }, [hasMore, moreFailed, last, rows.length, loadMore])
  useEffect(() => {
    if (id) virtualizer.scrollToOffset(0)
  }, [virtualizer, id])
  useFollowing(virtualizer, cursor, body)
  useLeaving(queue, virtualizer.range, body, room)
  const pageRows = useCallback(() => Math.max(1, Math.floor((body.current?.clientHeight ?? room) / room) - 1), [body, room])
  return { virtualizer, pageRows }
}

/** Keeps the cursor in sight, and the focus on it when the focus is in the list at all. */
function useFollowing(
  virtualizer: { scrollToIndex: (index: number) => void },
  cursor: Cursor,
  body: RefObject<HTMLDivElement | null>,
): void {
  const { index, id, moves } = cursor
  const followed = useRef(id)
  useLayoutEffect(() => {
    if (followed.current === id || index < 0) return
    followed.current = id
    virtualizer.scrollToIndex(index)
    const focused = document.activeElement
    // Nobody who has not touched a key yet finds the focus anywhere.
    const isFree = focused === document.body && moves > 0
    if (isFree || body.current?.contains(focused)) document.getElementById(`case-${id}`)?.focus({ preventScroll: true })
  }, [virtualizer, index, id, moves, body])
}

/** Rows that are gone leave once they are out of sight; what is in sight stays where it is. */
function useLeaving(
  queue: Queue,
  range: { startIndex: number; endIndex: number } | null,
  body: RefObject<HTMLDivElement | null>,
  room: number,
): void {
  const { rows, leave } = queue
  const start = range?.startIndex ?? 0
  const end = range?.endIndex ?? 0
  const above = useRef(0)
  useEffect(() => {
    const hidden = rows.flatMap(({ row, gone }, index) => (gone && (index < start || index > end) ? [{ id: row.id, index }] : []))
    if (hidden.length === 0) return
    above.current = hidden.filter(({ index }) => index < start).length
    leave(hidden.map(({ id }) => id))
  }, [rows, start, end, leave])
  useLayoutEffect(() => {
    if (above.current === 0 || !body.current || rows.length === 0) return
    body.current.scrollTop -= above.current * room
    above.current = 0
  }, [rows, body, room])
}
