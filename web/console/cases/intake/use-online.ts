import { useSyncExternalStore } from 'react'

const subscribe = (tell: () => void): (() => void) => {
  window.addEventListener('online', tell)
  window.addEventListener('offline', tell)
  return () => {
    window.removeEventListener('online', tell)
    window.removeEventListener('offline', tell)
  }
}

/** What the browser knows of the network; a server that is away shows only when it is asked. */
export const useOnline = (): boolean => useSyncExternalStore(subscribe, () => navigator.onLine)
