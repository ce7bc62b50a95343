import { useSyncExternalStore } from 'react'

/** From this width list and case stand beside each other; the same figure is in workbench.module.css. */
const query = window.matchMedia('(min-width: 1280px)')
const subscribe = (tell: () => void): (() => void) => {
  query.addEventListener('change', tell)
  return () => query.removeEventListener('change', tell)
}

/** Whether there is room for the list and a case beside each other. */
export const useWide = (): boolean => useSyncExternalStore(subscribe, () => query.matches)
