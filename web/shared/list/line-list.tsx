import { useVirtualizer } from '@tanstack/react-virtual'
import { type ReactNode, useEffect, useRef } from 'react'
import { SIZES } from '#web/shared/theme/tokens.ts'
import styles from './list.module.css'

const NEAR_END = 20

interface LineListProps<Item> {
  /** What a screen reader calls the list. */
  readonly label: string
  readonly items: readonly Item[]
  /** How many there are, read or not. */
  readonly total: number
  readonly openId: string | undefined
  readonly onOpen: (item: Item) => void
  /** Called when the last ones read come near. */
  readonly onEnd: () => void
  /** Names over the columns that scroll sideways with the lines. */
  readonly head?: ReactNode
  /** What stands in a line: a span a column. */
  readonly children: (item: Item) => ReactNode
}

/** Things as lines of one height, each a button that opens it; only those seen are drawn. */
export function LineList<Item extends { readonly id: string }>(props: LineListProps<Item>) {
  const { label, items, total, openId, onOpen, onEnd, head, children } = props
  const scroll = useRef<HTMLElement>(null)
  const lines = useVirtualizer({ count: items.length, getScrollElement: () => scroll.current, estimateSize: () => SIZES.row, overscan: 12 })
  const shown = lines.getVirtualItems()
  const last = shown.at(-1)?.index ?? 0
  useEffect(() => {
    if (items.length > 0 && last >= items.length - NEAR_END) onEnd()
  }, [last, items.length, onEnd])
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a list that scrolls is reached by the keyboard
    <section ref={scroll} className={styles.scroll} tabIndex={0} aria-label={label}>
      {head}
      <ol className={styles.list} style={{ height: lines.getTotalSize() }}>
        {shown.map(({ index, start }) => {
          const item = items[index]
          if (!item) return null
          return (
            <li key={item.id} style={{ transform: `translateY(${start}px)` }} aria-posinset={index + 1} aria-setsize={total}>
              <button type="button" className={styles.line} aria-current={item.id === openId} onClick={() => onOpen(item)}>
                {children(item)}
              </button>
            </li>
          )
        })}
      </ol>
    </section>
  )
}

/** The names of the columns, a span each; each line says its own to a screen reader. */
export function ListHead({ children }: { readonly children: ReactNode }) {
  return (
    <div className={styles.head} aria-hidden="true">
      {children}
    </div>
  )
}
