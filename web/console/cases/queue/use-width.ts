import { type RefObject, useLayoutEffect, useState } from 'react'

/** How wide an element is drawn, px; 0 before it is. */
export function useWidth(element: RefObject<HTMLElement | null>): number {
  const [width, setWidth] = useState(0)
  useLayoutEffect(() => {
    const drawn = element.current
    if (!drawn) return
    setWidth(drawn.clientWidth)
    const observer = new ResizeObserver(() => setWidth(drawn.clientWidth))
    observer.observe(drawn)
    return () => observer.disconnect()
  }, [element])
  return width
}
