import { createContext, type ReactNode, startTransition, useContext, useLayoutEffect, useMemo, useRef, useState } from 'react'
import { createPortal } from 'react-dom'
import styles from './map-keeper.module.css'

interface Keeper {
  readonly show: (map: ReactNode) => void
  readonly place: (slot: HTMLElement) => void
  readonly park: () => void
}

const KeeperContext = createContext<Keeper | null>(null)

/** Where the map waits is as large as where it was shown: it is neither measured nor drawn anew. */
function makeKeeper(holder: HTMLElement, show: (map: ReactNode) => void, parking: () => HTMLElement | null): Keeper {
  holder.className = styles.kept ?? ''
  return {
    show,
    place: (slot) => {
      slot.append(holder)
      holder.style.width = ''
      holder.style.height = ''
    },
    park: () => {
      const { clientWidth, clientHeight } = holder
      holder.style.width = `${clientWidth}px`
      holder.style.height = `${clientHeight}px`
      parking()?.append(holder)
    },
  }
}

/** Keeps the one map of what is read inside while one case after another is: starting a map takes longer than anything else on the page. */
export function MapKeeper({ children }: { readonly children: ReactNode }) {
  const parking = useRef<HTMLDivElement>(null)
  const [map, show] = useState<ReactNode>(null)
  const holder = useMemo(() => document.createElement('div'), [])
  const keeper = useMemo(() => makeKeeper(holder, show, () => parking.current), [holder])
  return (
    <KeeperContext value={keeper}>
      {children}
      <div ref={parking} className={styles.parking} inert />
      {map && createPortal(map, holder)}
    </KeeperContext>
  )
}

/** A map that is the kept one where there is a keeper, moved here and told what to show; a map of its own elsewhere. */
export function KeptMap({ children }: { readonly children: ReactNode }) {
  const keeper = useContext(KeeperContext)
  return keeper ? <Slot keeper={keeper}>{children}</Slot> : children
}

function Slot({ keeper, children }: { readonly keeper: Keeper; readonly children: ReactNode }) {
  const slot = useRef<HTMLDivElement>(null)
  useLayoutEffect(() => {
    if (slot.current) keeper.place(slot.current)
    return keeper.park
  }, [keeper])
  // The words beside it are drawn first.
  useLayoutEffect(() => startTransition(() => keeper.show(children)), [keeper, children])
  return <div ref={slot} className={styles.slot} />
}
