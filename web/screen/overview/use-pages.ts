import { useEffect, useState } from 'react'

/** ms; the first page, which holds the worst, is seen for twice as long. */
const TURN_EVERY = 8000

export interface Pages<Item> {
  readonly shown: readonly Item[]
  readonly page: number
  readonly pages: number
  /** For the element that holds them: pages stand still while somebody points at one of them or has the focus there. */
  readonly hold: {
    readonly onPointerEnter: () => void
    readonly onPointerLeave: () => void
    readonly onFocus: () => void
    readonly onBlur: () => void
  }
}

/** Of a list that does not fit, one page after another. */
export function usePages<Item>(items: readonly Item[], size: number): Pages<Item> {
  const [turn, setTurn] = useState(0)
  const [pointed, setPointed] = useState(false)
  const [focused, setFocused] = useState(false)
  const pages = Math.max(1, Math.ceil(items.length / size))
  const turns = pages > 1 && !pointed && !focused
  const page = turn % pages
  useEffect(() => {
    if (!turns) return
    const timer = setTimeout(() => setTurn((page + 1) % pages), page === 0 ? 2 * TURN_EVERY : TURN_EVERY)
    return () => clearTimeout(timer)
  }, [turns, page, pages])
  const hold = {
    onPointerEnter: () => setPointed(true),
    onPointerLeave: () => setPointed(false),
    onFocus: () => setFocused(true),
    onBlur: () => setFocused(false),
  }
  return { shown: items.slice(page * size, (page + 1) * size), page, pages, hold }
}
