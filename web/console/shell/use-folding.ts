import { type KeyboardEvent, type RefObject, useEffect, useRef, useState } from 'react'
import { useLocation } from 'react-router'

export interface Folding {
  readonly open: boolean
  readonly opener: RefObject<HTMLButtonElement | null>
  readonly toggle: () => void
  readonly fold: () => void
  /** For what holds button and menu: Escape folds the menu and gives the focus back. */
  readonly onKeyDown: (event: KeyboardEvent) => void
}

/** A menu of pages that folds into a button where there is no room; going to a page folds it again. */
export function useFolding(): Folding {
  const { pathname } = useLocation()
  const [open, setOpen] = useState(false)
  const opener = useRef<HTMLButtonElement>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: runs for each address
  useEffect(() => setOpen(false), [pathname])
  const onKeyDown = ({ key }: KeyboardEvent): void => {
    if (key !== 'Escape' || !open) return
    setOpen(false)
    opener.current?.focus()
  }
  return { open, opener, toggle: () => setOpen((was) => !was), fold: () => setOpen(false), onKeyDown }
}
