import { type RefObject, useEffect, useRef } from 'react'
import type { Cursor } from './use-cursor.ts'

/** What the keys of a list do; what is left out has no key here. */
export interface QueueKeys {
  readonly cursor: Cursor
  readonly open: (index: number) => void
  readonly back: () => void
  /** The step the case waits for. */
  readonly act?: (index: number) => void
  readonly help: () => void
  readonly focusFilter: () => void
  readonly admit: () => void
  /** How many lines a page of the list has. */
  readonly pageRows: () => number
  readonly lastIndex: number
}

const TYPING = 'input, textarea, select, [contenteditable="true"], [role="combobox"], [role="textbox"]'
const ABOVE =
  '.ant-modal-wrap:not([style*="display: none"]), .ant-drawer-open, .ant-dropdown:not(.ant-dropdown-hidden), .ant-popover:not(.ant-popover-hidden), .ant-select-dropdown:not(.ant-select-dropdown-hidden)'
const isTyping = (target: EventTarget | null): boolean => target instanceof Element && target.matches(TYPING)
/** Something stands over the page: keys are its own. */
const isCovered = (): boolean => document.querySelector(ABOVE) !== null

type Move = (keys: QueueKeys, extend: boolean) => void
const step =
  (by: (keys: QueueKeys) => number): Move =>
  (keys, extend) =>
    keys.cursor.moveTo(Math.max(0, Math.min(keys.lastIndex, keys.cursor.index + by(keys))), extend)

/** Letters work wherever one is not typing. */
const LETTERS: Readonly<Record<string, Move>> = {
  j: step(() => 1),
  k: step(() => -1),
  x: ({ cursor }, extend) => (extend ? cursor.selectTo(cursor.index) : cursor.toggle(cursor.index)),
  a: (keys) => keys.act?.(keys.cursor.index),
  n: (keys) => keys.admit(),
  '/': (keys) => keys.focusFilter(),
  '?': (keys) => keys.help(),
}
/** These belong to the list only while the focus is in it, or nowhere. */
const NAMED: Readonly<Record<string, Move>> = {
  ArrowDown: step(() => 1),
  ArrowUp: step(() => -1),
  PageDown: step(({ pageRows }) => pageRows()),
  PageUp: step(({ pageRows }) => -pageRows()),
  Home: step(({ lastIndex }) => -lastIndex),
  End: step(({ lastIndex }) => lastIndex),
  Enter: (keys) => keys.open(keys.cursor.index),
  ' ': ({ cursor }) => cursor.toggle(cursor.index),
}

function moveFor(event: KeyboardEvent, list: HTMLElement | null): Move | undefined {
  const inList = event.target === document.body || (event.target instanceof Node && list?.contains(event.target))
  if (event.ctrlKey || event.metaKey) return event.key === 'a' && inList ? ({ cursor }) => cursor.selectAll() : undefined
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key
  if (inList && NAMED[key]) return NAMED[key]
  return key === 'Escape' ? (keys) => keys.back() : LETTERS[key]
}

/** Listens for the keys of a list while it is drawn. */
export function useQueueKeys(list: RefObject<HTMLElement | null>, keys: QueueKeys): void {
  const latest = useRef(keys)
  latest.current = keys
  useEffect(() => {
    const hear = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || event.altKey || event.isComposing || isTyping(event.target) || isCovered()) return
      // A key held down is one wish to confirm, not many.
      if (event.repeat && event.key === 'Enter') return
      const move = moveFor(event, list.current)
      if (!move) return
      event.preventDefault()
      move(latest.current, event.shiftKey)
    }
    document.addEventListener('keydown', hear)
    return () => document.removeEventListener('keydown', hear)
  }, [list])
}
