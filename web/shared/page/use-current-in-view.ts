import { type RefObject, useEffect, useRef } from 'react'

/** For a line of links that scrolls sideways in a narrow window: the one that is current is never out of sight. */
export function useCurrentInView(current: unknown): RefObject<HTMLElement | null> {
  const line = useRef<HTMLElement>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is current is marked in the document, it only says when to look.
  useEffect(() => {
    line.current?.querySelector('[aria-current="page"]')?.scrollIntoView({ inline: 'nearest', block: 'nearest' })
  }, [current])
  return line
}
