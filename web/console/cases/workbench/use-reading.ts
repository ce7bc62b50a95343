import { useCallback, useEffect, useRef, useState } from 'react'
import type { PersonAction } from '#cases/contract.ts'
import type { Cursor } from '#web/console/cases/queue/use-cursor.ts'
import type { Address } from './use-address.ts'

/** The cursor rests this long on a case before the pane beside it follows, ms. */
const REST = 180

/** An action asked for in the list, whose form the pane opens; `count` tells one asking from the next. */
export interface Asked {
  readonly id: string
  readonly action: PersonAction
  readonly count: number
}

export interface Reading {
  readonly asked: Asked | null
  readonly open: (id: string) => void
  /** False when nothing was open. */
  readonly close: () => boolean
  readonly act: (id: string, action: PersonAction | null) => void
}

/** Opens and closes the case of the pane; an open pane beside the list follows the cursor. */
export function useReading(address: Address, cursor: Cursor, wide: boolean): Reading {
  const latest = useRef(address)
  latest.current = address
  const isOpen = address.openId !== null
  const { id, moves } = cursor
  const followed = useRef(moves)
  const [asked, setAsked] = useState<Asked | null>(null)
  useEffect(() => {
    if (followed.current === moves || !isOpen || !wide || id === null) return
    const timer = setTimeout(() => {
      followed.current = moves
      if (latest.current.openId !== null && latest.current.openId !== id) latest.current.openCase(id, true)
    }, REST)
    return () => clearTimeout(timer)
  }, [id, moves, isOpen, wide])
  const open = useCallback((next: string) => {
    if (latest.current.openId !== next) latest.current.openCase(next, latest.current.openId !== null)
  }, [])
  const close = useCallback((): boolean => {
    if (latest.current.openId === null) return false
    latest.current.openCase(null)
    return true
  }, [])
  const act = (next: string, action: PersonAction | null): void => {
    setAsked((before) => (action === null ? null : { id: next, action, count: (before?.count ?? 0) + 1 }))
    open(next)
  }
  return { asked, open, close, act }
}
