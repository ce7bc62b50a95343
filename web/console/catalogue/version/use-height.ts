import { type RefObject, useLayoutEffect, useRef, useState } from 'react'

/** The height of an element in CSS pixels as it is laid out, for lists that draw only what is seen. */
export function useHeight<Box extends HTMLElement>(): readonly [RefObject<Box | null>, number] {
  const box = useRef<Box>(null)
  const [height, setHeight] = useState(0)
  useLayoutEffect(() => {
    const element = box.current
    if (!element) return
    const observer = new ResizeObserver(() => setHeight(element.clientHeight))
    observer.observe(element)
    setHeight(element.clientHeight)
    return () => observer.disconnect()
  }, [])
  return [box, height]
}
