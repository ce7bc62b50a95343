import { type RefObject, useLayoutEffect, useState } from 'react'

/** The height of an element in pixels as it changes; 0 before it is drawn. */
export function useHeight(element: RefObject<HTMLElement | null>): number {
  const [height, setHeight] = useState(0)
  useLayoutEffect(() => {
    const watched = element.current
    if (!watched) return
    const observer = new ResizeObserver(() => setHeight(watched.clientHeight))
    setHeight(watched.clientHeight)
    observer.observe(watched)
    return () => observer.disconnect()
  }, [element])
  return height
}
